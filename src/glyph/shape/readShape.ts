/** A drawing or picture in place of a text. */

import type { Grid } from '../../shared/fields/grid.js';
import { fitTo } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { resample } from '../../shared/pictures/resample.js';
import { readPictureBytes } from '../../shared/pictures/source.js';
import { isSvg } from '../../shared/pictures/svgRoot.js';
import { sharpened } from '../effects/sharpened.js';
import { crop } from './crop.js';
import { inkOf } from './ink.js';
import { type ShapeSource, sourceOf } from './shapeSource.js';
import { svgShape } from './svgShape.js';

/** Pictures larger than this have nothing to add. */
const MAX_PICTURE_PX = 8192;

/** Enlarged shapes keep sharp edges. */
function scaled(ink: Grid, longSidePx: number): Grid {
  const size = fitTo(ink, longSidePx);
  if (size.width === ink.width && size.height === ink.height) return ink;
  const isLarger = size.width > ink.width;
  const data = resample(ink.data, ink, size, isLarger ? 'catmull-rom' : 'triangle');
  const clamped = { ...size, data: data.map((value) => Math.min(1, Math.max(0, value))) };
  return isLarger ? sharpened(clamped) : clamped;
}

/**
 * Reads a shape: an SVG drawing, or a picture, of which alpha counts, or, if it is opaque, what stands out from its background.
 *
 * @throws NstError NST_BAD_INPUT as `readPicture`, for an SVG that cannot be drawn, and if there is nothing to be seen
 */
export async function readShape(path: string): Promise<ShapeSource> {
  const bytes = await readPictureBytes(path);
  if (isSvg(bytes)) return svgShape(path, bytes);
  const picture = await readPicture(path, (size) =>
    Math.max(size.width, size.height) > MAX_PICTURE_PX ? fitTo(size, MAX_PICTURE_PX) : size,
  );
  const { grid, box } = inkOf(path, picture);
  const ink = crop(grid, box);
  return sourceOf(ink, async (longSidePx) => scaled(ink, longSidePx));
}
