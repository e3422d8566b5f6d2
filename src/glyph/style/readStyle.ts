import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Grid } from '../../shared/fields/grid.js';
import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import { fitTo, type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import { premultiply } from '../../shared/pictures/premultiplied.js';
import { readPicture } from '../../shared/pictures/read.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { openPicture, type PictureSource, rejectPicture } from '../../shared/pictures/source.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { radiusOf } from '../fields/strokeRadius.js';
import { CONTOUR_PX, locateShape, type ShapeCandidate, shapeIn } from './find/locateShape.js';
import { fadeAtEdges } from './matte/fadeAtEdges.js';
import { takeOffGround } from './matte/takeOff.js';
import { shapeOfAlpha } from './shapeOfAlpha.js';
import { hasBothSides, readStyleMask } from './styleMask.js';

/** Where the shape of an example comes from: a mask file, the picture's alpha, a search in it; or there is none. */
export type ShapeOrigin = 'mask' | 'alpha' | 'found' | 'none';

/** A style as it was read: an effect shown on a shape, or a texture (no shape, opaque). */
export interface Style {
  readonly picture: Premultiplied;
  readonly shape?: Grid | undefined;
  readonly shapeOrigin: ShapeOrigin;
  /** How sure it is that a shape that was looked for is the lettering, 0..1. */
  readonly confidence?: number;
  /** Shapes that were considered, the best one first, if one was looked for. */
  readonly candidates?: readonly ShapeCandidate[];
}

/** The longer side of a style; larger pictures are read smaller: no lettering is synthesised that large. */
export const MAX_STYLE_SIDE_PX = 1600;
/** For a result of a size a style need not be read larger than so many times that, or than this. */
const ENOUGH = { times: 1.2, px: 800 } as const;
/** A picture that is larger by no more than this is read as it is: it costs less than making it smaller. */
const NEARLY = 1.25;
/** Nor need its strokes be more than so many times as wide as the result's: examples are made 1.1 times as wide, out of more. */
const ENOUGH_RADII = 1.5;
/** Smaller ones have no room for a patch. */
const MIN_SIDE_PX = 16;
/** A shape that is less sure to be lettering is none; one that is less sure than the second is said to be unsure. */
const CONFIDENCE = { least: 0.5, sure: 0.8 } as const;
/** A picture whose channels all stay within this has nothing to give. */
const MIN_CONTRAST = 3 / 255;

/** How much of a style is enough. */
export interface EnoughOfStyle {
  /** What a larger picture's longer side is read at. */
  readonly sidePx: number;
  /** Half the width of strokes that wider ones may be brought near to, in pixels. */
  readonly radiusPx: number;
}

/** How much of a style is enough for results of a size, with strokes up to a width; the most there is for any. */
export function enoughFor(results: {
  readonly resultPx?: number | undefined;
  readonly mostRadiusPx?: number | undefined;
}): EnoughOfStyle {
  const { resultPx = Number.POSITIVE_INFINITY, mostRadiusPx = Number.POSITIVE_INFINITY } = results;
  const sidePx = Math.min(MAX_STYLE_SIDE_PX, Math.max(ENOUGH.px, Math.round(ENOUGH.times * resultPx)));
  return { sidePx, radiusPx: ENOUGH_RADII * mostRadiusPx };
}

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
  if (alpha?.some((value) => value !== alpha[0])) return;
  for (let c = 0; c < RGB; c++) {
    let [least, most] = [1, 0];
    for (let i = c; i < pixels.length; i += RGB) {
      const value = pixels[i]!;
      if (value < least) least = value;
      if (value > most) most = value;
      if (most - least >= MIN_CONTRAST) return;
    }
  }
  rejectPicture(
    path,
    'expected a style with something in it, found one colour all over; choose another picture',
  );
}

/** The size of a picture that is enough, given its shape, as large or smaller. */
function enoughOf(picture: Size, shape: Grid, { radiusPx }: EnoughOfStyle): Size {
  const side = Math.max(picture.width, picture.height);
  if (side <= CONTOUR_PX || radiusPx === Number.POSITIVE_INFINITY) return picture;
  const sized =
    Math.max(shape.width, shape.height) > CONTOUR_PX ? resizeGrid(shape, fitTo(shape, CONTOUR_PX)) : shape;
  const longer = Math.ceil(Math.max(CONTOUR_PX, (CONTOUR_PX * radiusPx) / Math.max(1, radiusOf(sized))));
  return longer < side ? fitTo(picture, longer) : picture;
}

/** An effect on a shape, at the size that is enough. @param shapeOf of that size */
function shaped(picture: Picture, size: Size, shapeOf: () => Grid) {
  const isSame = size.width === picture.width && size.height === picture.height;
  const shape = shapeOf();
  return { picture: effectOf(isSame ? picture : resizePicture(picture, size, 'triangle'), shape), shape };
}

/** As `shaped`, of a shape that is as large as the picture. */
function shapedBy(picture: Picture, shape: Grid, enough: EnoughOfStyle) {
  const size = enoughOf(picture, shape, enough);
  return shaped(picture, size, () => (size.width === shape.width ? shape : resizeGrid(shape, size)));
}

/**
 * What of a picture is the effect: takes the shape off its background unless the file says by its alpha what is transparent. A
 * texture, which has no shape, is opaque.
 */
export function effectOf(picture: Picture, shape: Grid | undefined): Premultiplied {
  const { width, height, pixels } = picture;
  if (!shape) return premultiply({ width, height, pixels });
  return fadeAtEdges(picture.alpha ? premultiply(picture) : takeOffGround(picture, shape).picture, shape);
}

const ADVICE =
  'to say which part is lettering give --style-mask FILE, a picture that is white there and black elsewhere';

/** Looks for lettering; says so where that is unsure, and where a closed shape is not taken for it. */
function searched(
  path: string,
  picture: Picture,
  enough: EnoughOfStyle,
  reporter: Pick<Reporter, 'warn'>,
): Style {
  const located = locateShape(picture);
  const texture = () => ({ picture: effectOf(picture, undefined), shapeOrigin: 'none' }) as const;
  if (!located) return texture();
  const { shape, confidence, candidates } = located;
  const percent = `${Math.round(100 * confidence)} %`;
  if (confidence < CONFIDENCE.least || !hasBothSides(shape)) {
    if (confidence > 1 - CONFIDENCE.sure) {
      reporter.warn(
        `${path}: taken for a texture, though it may show lettering (${percent} sure); ${ADVICE}`,
      );
    }
    return { ...texture(), confidence, candidates };
  }
  if (confidence < CONFIDENCE.sure)
    reporter.warn(`${path}: only ${percent} sure of the lettering in it; ${ADVICE}`);
  const size = enoughOf(picture, shape, enough);
  const effect = shaped(picture, size, () => shapeIn(shape, size));
  return { ...effect, shapeOrigin: 'found', confidence, candidates };
}

/**
 * Reads a style. Its shape is, in this order: the mask's; what its alpha shows; lettering found in it; none:
 * then it is a texture.
 *
 * @param givenMask a file that is white where the shape is; `NAME-mask.png` beside the style, if left out and there
 * @param enough how much of a larger picture is enough
 * @throws NstError NST_BAD_INPUT as `readPicture` and `readMask`; for a style smaller than 16 px, or of one colour
 */
export async function readStyle(
  path: string,
  givenMask?: string,
  reporter: Pick<Reporter, 'warn'> = SILENT,
  enough = enoughFor({}),
): Promise<Style> {
  const source = await openPicture(path);
  checkSize(source);
  const mostPx = Math.min(MAX_STYLE_SIDE_PX, NEARLY * enough.sidePx);
  const within = (natural: Size) =>
    Math.max(natural.width, natural.height) > mostPx ? fitTo(natural, enough.sidePx) : natural;
  const picture = await readPicture(source, within, 'lanczos3', reporter);
  checkContrast(path, picture);
  const { width, height, alpha } = picture;
  const size = { width, height };
  const maskPath = givenMask ?? (await maskBeside(path));
  if (maskPath !== undefined) {
    const shape = await readStyleMask(maskPath, size, path, reporter);
    return { ...shapedBy(picture, shape, enough), shapeOrigin: 'mask' };
  }
  const cutOut = alpha && shapeOfAlpha({ ...size, data: alpha });
  if (cutOut && hasBothSides(cutOut)) return { ...shapedBy(picture, cutOut, enough), shapeOrigin: 'alpha' };
  return searched(path, picture, enough, reporter);
}
