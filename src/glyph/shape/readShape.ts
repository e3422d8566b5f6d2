/** A drawing or picture in place of a text. */
import { fitTo, type Picture } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { resample } from '../../shared/pictures/resample.js';
import { readPictureBytes, rejectPicture } from '../../shared/pictures/source.js';
import { sharpened } from '../effects/sharpened.js';
import type { Grid } from '../grid.js';
import { boxAround, crop } from './crop.js';
import { stencilOf } from './stencil.js';
import { drawSvg, isSvg } from './svg.js';

/** Values up to this are background. */
const INK = 0.5 / 255;
/** The size at which a drawing is looked at to find what is drawn in it. */
const TRIAL_PX = 512;
/** No drawing is made larger, however little of it is ink. */
const MAX_DRAWING_PX = 8192;
/** Pictures larger than this have nothing to add. */
const MAX_PICTURE_PX = 8192;

/** A shape that can be drawn at any size. */
export interface ShapeSource {
  /** The longer side of the ink is 1. */
  readonly width: number;
  readonly height: number;
  /** How much of each pixel the shape covers; nothing around it. @param longSidePx of the ink */
  readonly draw: (longSidePx: number) => Promise<Grid>;
}

/** The ink of a picture, without what is around it. */
function inkOf(path: string, picture: Picture): Grid {
  const { width, height } = picture;
  const data = stencilOf(picture);
  if (!data)
    rejectPicture(path, 'expected a shape on a background, found one colour all over; choose another file');
  const grid = { width, height, data };
  const box = boxAround(grid, INK);
  return box
    ? crop(grid, box)
    : rejectPicture(path, 'expected a shape, found nothing drawn; choose another file');
}

function sourceOf({ width, height }: Grid, draw: ShapeSource['draw']): ShapeSource {
  const longer = Math.max(width, height);
  return { width: width / longer, height: height / longer, draw };
}

async function svgSource(path: string, bytes: Uint8Array): Promise<ShapeSource> {
  const trial = inkOf(path, await drawSvg(path, bytes, TRIAL_PX));
  const inkShare = Math.max(trial.width, trial.height) / TRIAL_PX;
  return sourceOf(trial, async (longSidePx) => {
    const wholePx = Math.min(MAX_DRAWING_PX, Math.max(1, longSidePx / inkShare));
    const drawn = inkOf(path, await drawSvg(path, bytes, wholePx));
    return scaled(drawn, longSidePx);
  });
}

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
  if (isSvg(bytes)) return svgSource(path, bytes);
  const picture = await readPicture(path, (size) =>
    Math.max(size.width, size.height) > MAX_PICTURE_PX ? fitTo(size, MAX_PICTURE_PX) : size,
  );
  const ink = inkOf(path, picture);
  return sourceOf(ink, async (longSidePx) => scaled(ink, longSidePx));
}
