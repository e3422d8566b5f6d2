import type { Grid } from '../../../shared/fields/grid.js';
import { minCut } from '../../../shared/fields/minCut.js';
import { indicesWhere, maskWhere } from '../../../shared/fields/perPixel.js';
import { signedDistance } from '../../../shared/fields/signedDistance.js';
import { cropTo } from '../../../shared/pictures/crop.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import { resample } from '../../../shared/pictures/resample.js';
import { type Box, boxAround, crop } from '../../shape/crop.js';
import { FIXED } from './colourCut.js';
import { type LocalColours, localColours, localCost } from './localColours.js';

/** Lengths in pixels of the coarser mask: how far its contour may move, what is certain to be on its side, and how far around colours are learnt. */
const REACH = { moves: 1.6, certain: 0.8, colours: 1.2 } as const;
/** Colours are blurred so many times by a box of that radius. */
const BLURS = 3;
/** Costs of colours are limited. */
const MAX_COST = 8;
/** Weight of a cut between like pixels. */
const SMOOTHNESS = 6;
/** Sides whose colours are nearer to each other tell nothing of how much of a pixel is covered. */
const LEAST_CONTRAST = 0.08;

/** Pixels whose side is open, and the number of each. */
interface Band {
  readonly pixels: Uint32Array;
  readonly numbers: Int32Array;
}

function bandOf({ data }: Grid, reachPx: number): Band {
  const numbers = new Int32Array(data.length).fill(-1);
  const pixels = indicesWhere(data.length, (i) => Math.abs(data[i]!) < reachPx);
  for (let number = 0; number < pixels.length; number++) numbers[pixels[number]!] = number;
  return { pixels, numbers };
}

/** Squared difference of the colours of two pixels. */
function gap(pixels: Float32Array, i: number, j: number): number {
  const red = pixels[i * RGB]! - pixels[j * RGB]!;
  const green = pixels[i * RGB + 1]! - pixels[j * RGB + 1]!;
  const blue = pixels[i * RGB + 2]! - pixels[j * RGB + 2]!;
  return red * red + green * green + blue * blue;
}

/** Mean squared difference of neighbours within a band. */
function usualContrast({ pixels, width }: Picture, band: Band): number {
  let [sum, count] = [0, 0];
  for (const i of band.pixels) {
    for (const j of [i + 1, i + width]) {
      if (j * RGB >= pixels.length) continue;
      sum += gap(pixels, i, j);
      count++;
    }
  }
  return Math.max(1e-5, sum / Math.max(1, count));
}

/** Costs of both sides, of band pixels by their colour. */
function sideCosts(picture: Picture, band: Band, inner: LocalColours, outer: LocalColours) {
  const [fromSource, toSink] = [new Float32Array(band.pixels.length), new Float32Array(band.pixels.length)];
  for (let n = 0; n < band.pixels.length; n++) {
    const i = band.pixels[n]!;
    const inside = localCost(inner, picture.pixels, i);
    const outside = localCost(outer, picture.pixels, i);
    const least = Math.min(inside, outside);
    if (least === Number.POSITIVE_INFINITY) continue;
    fromSource[n] = Math.min(MAX_COST, outside - least);
    toSink[n] = Math.min(MAX_COST, inside - least);
  }
  return { fromSource, toSink };
}

/** Cuts a band; what lies beyond it stays on its side. @returns 1 inside, of the size of the picture */
function cutBand(
  picture: Picture,
  distance: Grid,
  band: Band,
  inner: LocalColours,
  outer: LocalColours,
): Uint8Array {
  const { width, height, pixels } = picture;
  const { fromSource, toSink } = sideCosts(picture, band, inner, outer);
  const scale = 1 / (2 * usualContrast(picture, band));
  const ends: number[] = [];
  const capacities: number[] = [];
  const join = (i: number, j: number, weight: number) => {
    const a = band.numbers[i]!;
    const b = band.numbers[j]!;
    if (a < 0 && b < 0) return;
    const capacity = weight * SMOOTHNESS * Math.exp(-gap(pixels, i, j) * scale);
    if (a >= 0 && b >= 0) {
      ends.push(a, b);
      capacities.push(capacity);
    } else {
      const [free, fixed] = a >= 0 ? [a, j] : [b, i];
      const side = distance.data[fixed]! < 0 ? fromSource : toSink;
      side[free] = Math.min(FIXED, side[free]! + capacity);
    }
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (x + 1 < width) join(i, i + 1, 0.5);
      if (y + 1 === height) continue;
      join(i, i + width, 0.5);
      if (x + 1 < width) join(i, i + width + 1, 0.35);
      if (x > 0) join(i, i + width - 1, 0.35);
    }
  }
  const cut = minCut({
    fromSource,
    toSink,
    edgeEnds: Int32Array.from(ends),
    edgeCapacity: Float32Array.from(capacities),
  });
  const mask = maskWhere(width * height, (i) => distance.data[i]! < 0);
  for (let n = 0; n < cut.length; n++) mask[band.pixels[n]!] = cut[n]!;
  return mask;
}

/** How much of each pixel at a cut is covered, by its colour between those of both sides. */
function coverageOf(
  { width, height, pixels }: Picture,
  mask: Uint8Array,
  inner: LocalColours,
  outer: LocalColours,
): Grid {
  const data = Float32Array.from(mask);
  for (let i = 0; i < data.length; i++) {
    const other = 1 - mask[i]!;
    const isEdge =
      mask[i - 1] === other ||
      mask[i + 1] === other ||
      mask[i - width] === other ||
      mask[i + width] === other;
    if (!isEdge || inner.weight[i]! < 1e-3 || outer.weight[i]! < 1e-3) continue;
    let [along, length] = [0, 0];
    for (let k = i * RGB; k < i * RGB + RGB; k++) {
      const step = inner.mean[k]! - outer.mean[k]!;
      along += (pixels[k]! - outer.mean[k]!) * step;
      length += step * step;
    }
    if (length < LEAST_CONTRAST ** 2) continue;
    const share = Math.min(1, Math.max(0, along / length));
    data[i] = mask[i] ? Math.max(0.5, share) : Math.min(0.49, share);
  }
  return { width, height, data };
}

/** The part of a picture in which a contour may move, with all colours that are looked at. */
function surroundings(covers: Grid, marginPx: number): Box {
  const around = boxAround(covers, 0) ?? { left: 0, top: 0, width: covers.width, height: covers.height };
  const [left, top] = [Math.max(0, around.left - marginPx), Math.max(0, around.top - marginPx)];
  return {
    left,
    top,
    width: Math.min(covers.width, around.left + around.width + marginPx) - left,
    height: Math.min(covers.height, around.top + around.height + marginPx) - top,
  };
}

/**
 * Moves the contour of a coarse mask to where it runs in a finer picture: by a cut in a band around it, with the colours that
 * each side has nearby.
 *
 * @param coarse how much is covered, 0..1
 * @returns the same, of the size of the picture
 */
export function refineContour(whole: Picture, coarse: Grid): Grid {
  const size: Size = { width: whole.width, height: whole.height };
  const factor = size.width / coarse.width;
  const radiusPx = Math.max(1, REACH.colours * factor);
  const covers = { ...size, data: resample(coarse.data, coarse, size, 'triangle', 'leave-out') };
  const box = surroundings(covers, Math.ceil(REACH.moves * factor + BLURS * radiusPx) + 1);
  const picture = cropTo(whole, box);
  const distance = signedDistance(crop(covers, box));
  const part = (side: 1 | -1) =>
    maskWhere(distance.data.length, (i) => side * distance.data[i]! > REACH.certain * factor);
  const [inner, outer] = [
    localColours(picture, part(-1), radiusPx),
    localColours(picture, part(1), radiusPx),
  ];
  const band = bandOf(distance, REACH.moves * factor);
  const refined = coverageOf(picture, cutBand(picture, distance, band, inner, outer), inner, outer);
  return crop(refined, { ...size, left: -box.left, top: -box.top });
}
