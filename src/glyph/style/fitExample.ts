import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import type { Size } from '../../shared/pictures/picture.js';
import { resizePremultiplied } from '../../shared/pictures/resize.js';
import type { EffectExample } from '../synthesis.js';

/** Enlarging blurs: an example whose strokes are up to so many times thinner than the target's is left as it is. */
const THINNER = 1.5;
/**
 * And up to so many times wider, lest it lose detail. Wider ones become as wide as the target's: rims and glows have the width
 * then that they ought to have (nine styles three times as large as the letters were 27.1 dB beside the truth in the mean, and 21.6 dB at 1.43 times the width).
 */
const WIDER = 1.1;
/** Thinner strokes than this would lose rims of a pixel or two: their examples stay up to so many times wider. */
const SMALL = { radiusPx: 10, wider: 1 / 0.7 } as const;
/** No example is enlarged more: it would be nothing but blur. */
const MAX_ENLARGEMENT = 8;
/** How many radii of the target's strokes a texture's shorter side spans. */
const TEXTURE_RADII = 14;

/** An example at another size. */
export function resizeExample({ picture, shape }: EffectExample, factor: number): EffectExample {
  if (factor === 1) return { picture, shape };
  const size: Size = {
    width: Math.max(8, Math.round(picture.width * factor)),
    height: Math.max(8, Math.round(picture.height * factor)),
  };
  return {
    picture: resizePremultiplied(picture, size),
    shape: shape && resizeGrid(shape, size),
  };
}

/**
 * The factor that brings an example to a target.
 *
 * @param radiusPx half the width of the example's strokes; without a shape, of strokes that it would suit
 */
function fitFactor(radiusPx: number, targetRadiusPx: number): number {
  const ratio = targetRadiusPx / radiusPx;
  if (ratio > THINNER) return Math.min(MAX_ENLARGEMENT, ratio / THINNER);
  if (targetRadiusPx < SMALL.radiusPx) return Math.min(ratio * SMALL.wider, 1);
  return ratio < 1 / WIDER ? ratio : 1;
}

/** An example at the size where its strokes are about as wide as the target's; a texture where it fills a letter. */
export function fitExample(
  example: EffectExample,
  exampleRadiusPx: number | undefined,
  targetRadiusPx: number,
): EffectExample {
  const { width, height } = example.picture;
  const suited = exampleRadiusPx ?? Math.min(width, height) / TEXTURE_RADII;
  return resizeExample(example, fitFactor(suited, targetRadiusPx));
}
