import { type MaskOwner, readMasks, readObjectMask } from '../shared/pictures/mask.js';
import {
  fitTo,
  MIN_SIDE_PX,
  type Picture,
  type Size,
  sizeText,
  wideEnough,
} from '../shared/pictures/picture.js';
import { readPicture } from '../shared/pictures/read.js';
import { openPicture, type PictureSource, rejectPicture } from '../shared/pictures/source.js';
import { type Reporter, SILENT } from '../shared/reporter.js';
import { extendLandmarks, type Landmarks, readLandmarks } from './align/landmarks.js';
import { matchColours } from './colour/match.js';
import { colourStatistics } from './colour/statistics.js';
import { readLabelRegions } from './labelMaps.js';
import { startKind } from './makeRecipe.js';
import { extendPicture, extendPlane } from './margin.js';
import { SIZE_PX, stylesOf, type TransferImageOptions } from './options.js';
import type { Recipe } from './recipe.js';

/** A style that has to be enlarged by more than this is blurred by it. */
const BLUR_FACTOR = 1.5;

/** A picture and how much each of its pixels counts beside its alpha. */
export interface WeightedPicture {
  readonly picture: Picture;
  /** [height, width], for each region of the style; empty: one region, in which all count alike. */
  readonly regions: readonly Float32Array[];
}

/** What the pictures before look like on this one. */
export interface Past {
  readonly carried: Picture;
  /** [height, width], 0..1: how far each pixel is known to be the same thing. */
  readonly trust: Float32Array;
}

/** Everything that is read, at the size of the last stage, the content and what belongs to it with the margin. */
export interface TransferInputs {
  /** What is mirrored around the content on each side. */
  readonly marginPx: number;
  readonly content: Picture;
  readonly styles: readonly WeightedPicture[];
  /** Where each style goes, or where each label of a map is; empty: everywhere. */
  readonly contentMasks: readonly Float32Array[];
  /** Whether regions are labels, which every style has, or styles, each of which is one. */
  readonly isByLabel?: boolean | undefined;
  /** [height, width], in 0..1: what alone is given a style; undefined: all. */
  readonly object?: Float32Array | undefined;
  /** Places of the content and of the first style that belong together. */
  readonly landmarks?: Landmarks | undefined;
  /** A picture to start from, where one was named. */
  readonly init: Picture | undefined;
  /** What was there before, for terms that hold on to it. */
  readonly past?: Past | undefined;
  /** What content and styles are called in messages. */
  readonly names?: readonly string[] | undefined;
  /** The same at the size of the result and without a margin, where the work is done on larger pictures. */
  readonly shown?: TransferInputs | undefined;
}

/**
 * The size of the result.
 *
 * @param longSidePx of the result
 * @param marginPx what will be mirrored around it
 * @throws NstError NST_BAD_INPUT if the content is too narrow for a network
 */
export function resultSize(content: PictureSource, longSidePx: number, marginPx: number): Size {
  const size = fitTo(content.size, longSidePx);
  const leastPx = MIN_SIDE_PX - 2 * marginPx;
  if (Math.min(size.width, size.height) < leastPx) {
    rejectPicture(
      content.path,
      `expected sides of at least ${leastPx} px, found ${sizeText(size)} at size ${longSidePx}; use a larger size`,
    );
  }
  return size;
}

/**
 * Reads the pictures and masks of a transfer.
 *
 * @param source the content, open already
 * @param marginPx what to mirror around the content
 * @throws NstError NST_BAD_INPUT or NST_BAD_OPTION, naming the file or option
 */
export async function readInputs(
  options: TransferImageOptions,
  source: PictureSource,
  marginPx: number,
  reporter: Reporter,
): Promise<TransferInputs> {
  const size = resultSize(source, options.size ?? SIZE_PX.default, marginPx);
  const content = await readPicture(source, () => size, 'lanczos3', reporter);
  const pictures = await readStyles(options, content, reporter);
  const { init, mask, invertMask = false } = options;
  const owner = { name: options.content, width: content.width, height: content.height };
  const object = mask === undefined ? undefined : await readObjectMask(mask, owner, invertMask);
  const landmarks = await readLandmarks(options);
  const { styles, contentMasks } = await readRegions(options, content, pictures, reporter);
  const from =
    init === undefined || startKind(init)
      ? undefined
      : await readPicture(init, () => size, 'lanczos3', reporter);
  return {
    marginPx,
    content: extendPicture(content, marginPx),
    styles,
    contentMasks: contentMasks.map((mask) => extendPlane(mask, content, marginPx)),
    isByLabel: options.styleMap !== undefined,
    landmarks: landmarks && extendLandmarks(landmarks, content, marginPx),
    object: object && extendPlane(object, content, marginPx),
    init: from && extendPicture(from, marginPx),
    names: [options.content, ...stylesOf(options)],
  };
}

/** Reads what a recipe works on: larger pictures than the result, if it says so. @throws as `readInputs` */
export async function readWork(
  options: TransferImageOptions,
  source: PictureSource,
  { marginPx, workScale }: Pick<Recipe, 'marginPx' | 'workScale'>,
  reporter: Reporter,
): Promise<TransferInputs> {
  if (workScale === 1) return readInputs(options, source, marginPx, reporter);
  const shown = await readInputs(options, source, 0, reporter);
  const size = Math.round(workScale * (options.size ?? SIZE_PX.default));
  const work = await readInputs({ ...options, size }, source, Math.round(workScale * marginPx), SILENT);
  return { ...work, shown };
}

/** Which parts of the styles go where, by masks or by painted maps. */
async function readRegions(
  options: TransferImageOptions,
  content: Size,
  pictures: readonly Picture[],
  reporter: Reporter,
): Promise<Pick<TransferInputs, 'styles' | 'contentMasks'>> {
  const { styleMap, styleMask, contentMask } = options;
  const ofContent: MaskOwner = { name: options.content, width: content.width, height: content.height };
  const paths = stylesOf(options);
  const owners = pictures.map(({ width, height }, i): MaskOwner => ({ name: paths[i]!, width, height }));
  if (styleMap) {
    const maps = styleMap.map((path, i) => ({ path, owner: owners[i]! }));
    const { contentMap = options.content } = options;
    const regions = await readLabelRegions({ path: contentMap, owner: ofContent }, maps, reporter);
    const styles = pictures.map((picture, i) => ({ picture, regions: regions.styles[i]! }));
    return { styles, contentMasks: regions.content };
  }
  const masks = styleMask ? await readMasks('style-mask', styleMask, owners) : [];
  const styles = pictures.map((picture, i) => ({ picture, regions: masks[i] ? [masks[i]] : [] }));
  const ours = pictures.map(() => ofContent);
  return { styles, contentMasks: contentMask ? await readMasks('content-mask', contentMask, ours) : [] };
}

/** The pictures of the styles, for a content of this size. @throws as `readInputs` */
export async function readStyles(
  options: TransferImageOptions,
  content: Picture,
  reporter: Reporter,
): Promise<Picture[]> {
  const paths = stylesOf(options);
  const longSidePx = Math.max(
    1,
    Math.round(Math.max(content.width, content.height) * (options.styleScale ?? 1)),
  );
  const pictures: Picture[] = [];
  for (const path of paths) {
    const source = await openPicture(path);
    const size = styleSize(source, longSidePx, reporter);
    const picture = await readPicture(source, () => size, 'lanczos3', reporter);
    pictures.push(
      options.keepColors === 'match' ? matchColours(picture, colourStatistics(content)) : picture,
    );
  }
  return pictures;
}

/** Styles are as large as the content, so that a stroke covers the same share of both. */
function styleSize({ path, size: natural }: PictureSource, longSidePx: number, reporter: Reporter): Size {
  const size = wideEnough(fitTo(natural, longSidePx));
  if (size.width > natural.width * BLUR_FACTOR) {
    reporter.warn(
      `${path} is small (${sizeText(natural)}) and is enlarged to ${sizeText(size)}: strokes will be soft; a larger file or a smaller style-scale is sharper`,
    );
  }
  return size;
}
