/** What is measured of a glyph with an effect. */

import { bodyOverlap } from '../src/glyph/metrics/bodyOverlap.js';
import { haloRatio, ratioError } from '../src/glyph/metrics/haloRatio.js';
import { histogramDistance } from '../src/glyph/metrics/histogramDistance.js';
import { peakSignalToNoise, structuralSimilarity } from '../src/glyph/metrics/likeness.js';
import { twinShare } from '../src/glyph/metrics/repetition.js';
import type { Premultiplied } from '../src/shared/pictures/premultiplied.js';
import type { GlyphCase } from './glyphCases.js';

/** Numbers by the name of their column. */
export interface GlyphVerdict {
  /** Likeness to the truth, dB and -1..1. */
  readonly psnr: number;
  readonly ssim: number;
  /** Distance of colours to those of the truth, region by region. */
  readonly histogram: number;
  /**
   * How far the ratio of halo above and below is off what it should be on this shape; 0.15: by 15 per cent. The ratio of
   * the example is another one: an S catches more of its own shadow than an R.
   */
  readonly direction: number;
  /** Body overlap, as a factor on the example's own. */
  readonly overlap: number;
  /** Share of patches with a twin, less that of the truth. */
  readonly repetition: number;
}

/** Judges a result. */
export function judgeGlyph(
  { example, target, truth, radiusPx }: Pick<GlyphCase, 'example' | 'target' | 'truth' | 'radiusPx'>,
  result: Premultiplied,
): GlyphVerdict {
  return {
    psnr: peakSignalToNoise(result, truth),
    ssim: structuralSimilarity(result, truth),
    histogram: histogramDistance(
      { picture: truth, shape: target },
      { picture: result, shape: target },
      radiusPx,
    ),
    direction: ratioError(haloRatio(result, target, radiusPx), haloRatio(truth, target, radiusPx)),
    overlap: bodyOverlap(result, target) / bodyOverlap(example.picture, example.shape),
    repetition: twinShare(result) - twinShare(truth),
  };
}
