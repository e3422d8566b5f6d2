import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { COVERED } from '../../shared/fields/connected.js';
import type { Grid } from '../../shared/fields/grid.js';
import { readMask } from '../../shared/pictures/mask.js';
import { fitTo, type Picture, type Size } from '../../shared/pictures/picture.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import { premultiply } from '../../shared/pictures/premultiplied.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture, type PictureSource, rejectPicture } from '../../shared/pictures/source.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { colourToAlpha } from './colourToAlpha.js';
import { findShape } from './findShape.js';
import { shapeOfAlpha } from './shapeOfAlpha.js';

/** Where the shape of an example comes from: a mask file, the picture's alpha, a search in it; or there is none. */
export type ShapeOrigin = 'mask' | 'alpha' | 'found' | 'none';

/** A style as it was read: an effect shown on a shape, or a texture (no shape, opaque). */
export interface Style {
  readonly picture: Premultiplied;
  readonly shape?: Grid | undefined;
  readonly shapeOrigin: ShapeOrigin;
}

/** The longer side of a style; larger pictures are read smaller: no lettering is synthesised that large. */
export const MAX_STYLE_SIDE_PX = 1600;
/** Smaller ones have no room for a patch. */
const MIN_SIDE_PX = 16;
/** A picture whose channels all stay within this has nothing to give. */
const MIN_CONTRAST = 3 / 255;

const withinLimits = (natural: Size): Size =>
  Math.max(natural.width, natural.height) > MAX_STYLE_SIDE_PX ? fitTo(natural, MAX_STYLE_SIDE_PX) : natural;

/** `fire-mask.png` beside `fire.png`, if there is one. */
async function maskBeside(path: string): Promise<string | undefined> {
  const beside = join(dirname(path), `${basename(path, extname(path))}-mask.png`);
  return stat(beside).then(
    (info) => (info.isFile() ? beside : undefined),
    () => undefined,
  );
}

function checkSize({ path, size: { width, height } }: PictureSource): void {
  if (Math.min(width, height) >= MIN_SIDE_PX) return;
  const expected = `expected a style of at least ${MIN_SIDE_PX}x${MIN_SIDE_PX} px`;
  rejectPicture(path, `${expected}, found ${width}x${height}; choose a larger picture`);
}

function checkContrast(path: string, { pixels, alpha }: Picture): void {
  const [least, most] = [
    [1, 1, 1],
    [0, 0, 0],
  ];
  for (const [i, value] of pixels.entries()) {
    const c = i % 3;
    least[c] = Math.min(least[c]!, value);
    most[c] = Math.max(most[c]!, value);
  }
  const isPlain = most.every((value, c) => value - least[c]! < MIN_CONTRAST);
  const isOpaque = !alpha || alpha.every((value) => value === alpha[0]);
  if (isPlain && isOpaque)
    rejectPicture(
      path,
      'expected a style with something in it, found one colour all over; choose another picture',
    );
}

/**
 * What of a picture is the effect: takes the shape off its background unless the file says by its alpha what is transparent. A
 * texture, which has no shape, is opaque.
 */
export function effectOf(picture: Picture, shape: Grid | undefined): Premultiplied {
  const { width, height, pixels } = picture;
  if (!shape) return premultiply({ width, height, pixels });
  return picture.alpha ? premultiply(picture) : colourToAlpha(picture, shape);
}

/** Whether a shape has an inside and an outside. */
function isShape({ data }: Grid): boolean {
  return data.some((value) => value >= COVERED) && data.some((value) => value < COVERED);
}

/** @throws NstError NST_BAD_INPUT for a mask of one kind only */
async function readShape(maskPath: string, size: Size, owner: string): Promise<Grid> {
  const shape = { ...size, data: await readMask(maskPath, { ...size, name: owner }) };
  if (isShape(shape)) return shape;
  const expected = 'expected a mask that is white here and black there, found one kind only';
  return rejectPicture(maskPath, `${expected}; paint the style’s lettering white, the rest black`);
}

/**
 * Reads a style. Its shape is, in this order: the mask's; what its alpha shows; lettering found on a plain background; none:
 * then it is a texture.
 *
 * @param givenMask a file that is white where the shape is; `NAME-mask.png` beside the style, if left out and there
 * @throws NstError NST_BAD_INPUT as `readPicture` and `readMask`; for a style smaller than 16 px, or of one colour
 */
export async function readStyle(
  path: string,
  givenMask?: string,
  reporter: Pick<Reporter, 'warn'> = SILENT,
): Promise<Style> {
  const source = await openPicture(path);
  checkSize(source);
  const picture = await readPicture(source, withinLimits, 'lanczos3', reporter);
  checkContrast(path, picture);
  const { width, height, alpha } = picture;
  const size = { width, height };
  const maskPath = givenMask ?? (await maskBeside(path));
  if (maskPath !== undefined) {
    const shape = await readShape(maskPath, size, path);
    return { picture: effectOf(picture, shape), shape, shapeOrigin: 'mask' };
  }
  const cutOut = alpha && shapeOfAlpha({ ...size, data: alpha });
  if (cutOut && isShape(cutOut))
    return { picture: premultiply(picture), shape: cutOut, shapeOrigin: 'alpha' };
  const lettering = findShape(picture);
  if (lettering && isShape(lettering))
    return { picture: effectOf(picture, lettering), shape: lettering, shapeOrigin: 'found' };
  return { picture: effectOf(picture, undefined), shapeOrigin: 'none' };
}
