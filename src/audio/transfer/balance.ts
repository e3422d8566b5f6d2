/** How style and content are weighed against each other. */

/**
 * Content weight over style weight at strength 1/2, where both losses are scaled to a range of their own: the style
 * loss to 1 at the content, the content losses to about 1 at an unrelated sound.
 */
const EVEN_RATIO = 1;
/** How fast the ratio falls with strength: it goes as ((1 - s) / s)^this, from infinity at 0 to 0 at 1. */
const STEEPNESS = 2;
/** Losses are reported in thousandths of their range, so that their digits can be read. */
const READABLE = 1000;

/** Factors on the losses. */
export interface LossWeights {
  readonly style: number;
  readonly content: number;
}

/** Content weight over style weight. */
function ratioAt(strength: number): number {
  return EVEN_RATIO * ((1 - strength) / strength) ** STEEPNESS;
}

/** The factors at a strength above 0; they sum to 1000 and mean the same for any pair of sounds. */
export function lossWeights(strength: number): LossWeights {
  const ratio = ratioAt(strength);
  return { style: READABLE / (1 + ratio), content: (READABLE * ratio) / (1 + ratio) };
}

/** The strength at which losses that are not scaled have the balance that was published. */
const PUBLISHED_STRENGTH = 0.6;

/** The factors for losses that are not scaled: 1 and 1 at strength 0.6. */
export function unscaledWeights(strength: number): LossWeights {
  return { style: 1, content: ratioAt(strength) / ratioAt(PUBLISHED_STRENGTH) };
}

/** How far the start goes from the content's bands to the style's, 0..1. */
export interface StartShares {
  /** Of the difference of the means: a fixed filter. It costs neither pitch nor rhythm, and so it comes first. */
  readonly mean: number;
  /** Of what is left: how bands move about their means. */
  readonly spread: number;
}

/**
 * How far the start goes: 0 at strength 0, 1 at strength 1, and ahead of it in between, since a start that has less style
 * than is asked for takes longer than one that has more.
 */
export function startShares(strength: number): StartShares {
  return { mean: 1 - (1 - strength) ** 4, spread: 1 - (1 - strength) ** 2 };
}
