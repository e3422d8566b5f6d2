import type { Balance } from './recipe.js';

/**
 * Content weight over style weight at strength 1/2, where both losses are scaled to a range of their own: the style
 * loss to 1 at the content picture, the content loss to 1 at a picture without features.
 */
const EVEN_RATIO = 0.3;
/** How fast the ratio falls with strength: it goes as ((1 - s) / s)^this, from infinity at 0 to 0 at 1. */
const STEEPNESS = 2;
/** Losses are reported in thousandths of their range, so that their digits can be read. */
const READABLE = 1000;

/** What the losses are to be divided by to be comparable between pairs of pictures. */
export interface LossRanges {
  /** The style loss at the content picture. */
  readonly style: number;
  /** The content loss at a picture whose features are the content's mean. */
  readonly content: number;
}

/** Factors on the losses. */
export interface LossWeights {
  readonly style: number;
  readonly content: number;
}

/** Shares of the two losses at a strength, in all 1. */
function sharesAt(strength: number): LossWeights {
  if (strength === 0) return { style: 0, content: 1 };
  const ratio = EVEN_RATIO * ((1 - strength) / strength) ** STEEPNESS;
  return { style: 1 / (1 + ratio), content: ratio / (1 + ratio) };
}

/**
 * The factors that a balance asks for.
 *
 * A strength means the same for any pair: a style that is far from the content, or a content with strong features, has
 * larger losses, but not a larger share.
 */
export function lossWeights(balance: Balance, ranges: LossRanges): LossWeights {
  if (balance.kind === 'weights') return { style: balance.style, content: balance.content };
  const { style, content } = sharesAt(balance.strength);
  return { style: (READABLE * style) / ranges.style, content: (READABLE * content) / ranges.content };
}
