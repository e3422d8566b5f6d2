import { type Picture, RGB, type Size } from '../shared/pictures/picture.js';
import { resizePicture } from '../shared/pictures/resize.js';
import type { Rng } from '../shared/rng.js';
import { colourStatistics, drawColours } from './colour/statistics.js';
import type { StartKind } from './recipe.js';

/** Deviation of noise around mid-grey: that of a photograph, about. */
const NOISE_DEVIATION = 0.15;

/** A region of the picture, [height, width], and the same region of the style. */
export interface StartRegion {
  readonly plane: Float32Array;
  readonly style: Float32Array;
}

/** Noise in the colours that the style has in each region. */
function drawRegions(style: Picture, size: Size, rng: Rng, regions: readonly StartRegion[]): Picture {
  const pixels = new Float32Array(size.width * size.height * RGB);
  for (const { plane, style: weights } of regions) {
    const drawn = drawColours(colourStatistics(style, weights), size, rng);
    for (let i = 0; i < pixels.length; i++) pixels[i]! += plane[Math.floor(i / RGB)]! * drawn.pixels[i]!;
  }
  return { width: size.width, height: size.height, pixels };
}

/**
 * The picture that a run starts from. Noise is drawn from `rng`, row by row.
 *
 * @param regions that have colours of their own; empty: all is one
 */
export function startPicture(
  kind: StartKind,
  content: Picture,
  style: Picture,
  rng: Rng,
  regions: readonly StartRegion[] = [],
): Picture {
  const { width, height } = content;
  switch (kind) {
    case 'content':
      return { width, height, pixels: content.pixels };
    case 'style':
      return regions.length > 0
        ? drawRegions(style, content, rng, regions)
        : drawColours(colourStatistics(style), content, rng);
    case 'noise': {
      const pixels = rng.normals(width * height * RGB, NOISE_DEVIATION).map((value) => 0.5 + value);
      return { width, height, pixels };
    }
  }
}

/**
 * The result of a coarse stage at the size of the next one, with the detail that is in the picture the run started from and that a
 * coarser picture cannot hold. An enlarged picture is blurred: what the losses ask for first is any detail, and they let it
 * be the content's where nothing is against that.
 *
 * @param picture the result
 * @param coarse what the run started from, as large as the result
 * @param fine the same, of the size that is asked for
 */
export function enlargeWithDetail(picture: Picture, coarse: Picture, fine: Picture): Picture {
  const enlarged = resizePicture(picture, fine, 'lanczos3');
  const blurred = resizePicture({ ...coarse, alpha: undefined }, fine, 'lanczos3');
  const pixels = enlarged.pixels.map((value, i) => value + fine.pixels[i]! - blurred.pixels[i]!);
  return { ...enlarged, pixels };
}
