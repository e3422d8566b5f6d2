import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Grid } from '../../shared/fields/grid.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture, type PictureSource, rejectPicture } from '../../shared/pictures/source.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { type EnoughOfStyle, enoughFor, readingSize } from './enough.js';
import { locateShape, type ShapeCandidate } from './find/locateShape.js';
import { effectOf, shaped, shapedAsFound } from './shaped.js';
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

/** Smaller ones have no room for a patch. */
const MIN_SIDE_PX = 16;
/** A shape that is less sure to be lettering is none; one that is less sure than the second is said to be unsure. */
const CONFIDENCE = { least: 0.5, sure: 0.8 } as const;
/** A picture whose channels all stay within this has nothing to give. */
const MIN_CONTRAST = 3 / 255;

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
  return { ...shapedAsFound(picture, located, enough), shapeOrigin: 'found', confidence, candidates };
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
  const picture = await readPicture(source, (natural) => readingSize(natural, enough), 'lanczos3', reporter);
  checkContrast(path, picture);
  const { width, height, alpha } = picture;
  const size = { width, height };
  const maskPath = givenMask ?? (await maskBeside(path));
  if (maskPath !== undefined) {
    const shape = await readStyleMask(maskPath, size, path, reporter);
    return { ...shaped(picture, shape, enough), shapeOrigin: 'mask' };
  }
  const cutOut = alpha && shapeOfAlpha({ ...size, data: alpha });
  if (cutOut && hasBothSides(cutOut)) return { ...shaped(picture, cutOut, enough), shapeOrigin: 'alpha' };
  return searched(path, picture, enough, reporter);
}
