/** Frames a second, exactly: films of television have 30000 / 1001. */
export interface Rate {
  readonly frames: number;
  readonly seconds: number;
}

/** The rate as a number. */
export const perSecond = ({ frames, seconds }: Rate) => frames / seconds;

/** "30000/1001", as ffmpeg takes it. */
export const rateText = ({ frames, seconds }: Rate) => `${frames}/${seconds}`;

/** A rate of a thousandth of a frame. @param framesPerSecond above 0 */
export function rateOf(framesPerSecond: number): Rate {
  const isWhole = Number.isInteger(framesPerSecond);
  return isWhole
    ? { frames: framesPerSecond, seconds: 1 }
    : { frames: Math.round(framesPerSecond * 1000), seconds: 1000 };
}
