import type { ArrayValue } from '../shared/engine/objective.js';
import { mixPictures } from '../shared/pictures/mix.js';
import { fitTo, type Picture, type Size, wideEnough } from '../shared/pictures/picture.js';
import { resample } from '../shared/pictures/resample.js';
import { resizePicture } from '../shared/pictures/resize.js';
import type { Places } from '../shared/transfer/graph.js';
import type { TransferInputs, WeightedPicture } from './inputs.js';
import { extendSize } from './margin.js';

/** Both weights at once, [height, width]; undefined: all pixels count alike. */
export function combineWeights(
  a: Float32Array | undefined,
  b: Float32Array | undefined,
): Float32Array | undefined {
  if (!a || !b) return a ?? b;
  return a.map((value, i) => value * b[i]!);
}

/** The pictures of a run at the size of one stage. */
export interface StageInputs extends Omit<TransferInputs, 'init' | 'landmarks' | 'names' | 'shown'> {}

const isSameSize = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** A picture at the size of a stage; itself, where it has that size. */
export const resizedTo = (picture: Picture, size: Size): Picture =>
  isSameSize(picture, size) ? picture : resizePicture(picture, size, 'lanczos3');

/** Scales everything so that the longer side of the content without its margin is `sizePx`. */
export function inputsAt(
  { content, styles, contentMasks, isByLabel, object, past, marginPx }: TransferInputs,
  sizePx: number,
): StageInputs {
  const inner = extendSize(content, -marginPx);
  const scale = sizePx / Math.max(inner.width, inner.height);
  const scaledMarginPx = Math.round(marginPx * scale);
  const size = wideEnough(extendSize(fitTo(inner, sizePx), scaledMarginPx));
  // Large pictures are not held twice.
  const scaled = (plane: Float32Array) =>
    isSameSize(content, size) ? plane : resample(plane, content, size, 'triangle');
  return {
    marginPx: scaledMarginPx,
    content: resizedTo(content, size),
    styles: styles.map((style) => resizeStyle(style, scale)),
    isByLabel,
    contentMasks: contentMasks.map(scaled),
    object: object && scaled(object),
    past: past && { carried: resizePicture(past.carried, size, 'lanczos3'), trust: scaled(past.trust) },
  };
}

function resizeStyle(style: WeightedPicture, scale: number): WeightedPicture {
  const { picture, regions } = style;
  const longSidePx = Math.max(1, Math.round(Math.max(picture.width, picture.height) * scale));
  const size = wideEnough(fitTo(picture, longSidePx));
  // Nothing is measured twice of what is the same.
  if (size.width === picture.width && size.height === picture.height) return style;
  return {
    picture: resizePicture(picture, size, 'lanczos3'),
    regions: regions.map((plane) => resample(plane, picture, size, 'triangle')),
  };
}

/** How much each pixel counts, as the inputs of a graph are given it. */
function placesOf(planes: readonly Float32Array[], { width, height }: Size): ArrayValue {
  const data = new Float32Array(planes.length * width * height);
  planes.forEach((plane, i) => {
    data.set(plane, i * width * height);
  });
  return { shape: [planes.length, height, width], data };
}

/** How much the pixels of a style count in each of its regions, with its alpha. */
export function stylePlaces({ picture, regions }: WeightedPicture): Places {
  const { alpha } = picture;
  const planes =
    regions.length > 0 ? regions.map((plane) => combineWeights(plane, alpha)!) : alpha ? [alpha] : [];
  return { style: planes.length > 0 ? placesOf(planes, picture) : undefined };
}

/**
 * How much the pixels of the content count: its alpha, and for styles the object alone, and for each style its mask, where
 * there are masks.
 */
export function contentPlaces({ content, contentMasks, object }: StageInputs): Places {
  const { alpha } = content;
  const opaque = alpha && placesOf([alpha], content);
  const styled = combineWeights(object, alpha);
  if (contentMasks.length === 0) return { style: styled && placesOf([styled], content), content: opaque };
  const masks = contentMasks.map((mask) => combineWeights(mask, styled)!);
  return { style: placesOf(masks, content), content: opaque };
}

/** Share of the content, or of the object in it, that each label has, in all 1. */
export function labelShares({ contentMasks, object }: StageInputs): number[] {
  const masks = contentMasks.map((mask) => combineWeights(mask, object)!);
  const areas = masks.map((mask) => mask.reduce((sum, value) => sum + value, 0));
  const total = areas.reduce((sum, area) => sum + area, 0);
  return areas.map((area) => area / total);
}

/** Puts the content back where no mask is white. */
export function keepOutside(result: Picture, { content, contentMasks }: StageInputs): Picture {
  if (contentMasks.length === 0) return result;
  const inside = contentMasks[0]!.map((_, pixel) =>
    Math.min(
      1,
      contentMasks.reduce((sum, mask) => sum + mask[pixel]!, 0),
    ),
  );
  return mixPictures(content, result, inside);
}
