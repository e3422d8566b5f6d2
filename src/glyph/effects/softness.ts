/** The standard deviation of a blur whose size is where it has faded away: about two deviations from its middle. */
export const sigmaOf = (sizePx: number): number => sizePx / 2;
