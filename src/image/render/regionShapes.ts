import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { type Direction, directionOf, type Flow } from './flow.js';
import type { Labels } from './slic.js';

/** A structure tensor with the trace 1, or 0 where there is none. */
type Tensor = readonly [xx: number, xy: number, yy: number];

/** What strokes need to know of a region. */
export interface RegionShape {
  /** Mean colour, sRGB in 0..1. */
  readonly colour: readonly [number, number, number];
  /** About how wide it is: twice its area over its outline. */
  readonly widthPx: number;
  /** Which way it runs, by what it shows and by its own shape. */
  readonly tensor: Tensor;
}

/** How much a region steers against what a single place shows. */
const REGION_SHARE = 0.5;

/** Sums over the pixels of a region. */
const SUMS = {
  colour: 0,
  x: 3,
  y: 4,
  xx: 5,
  xy: 6,
  yy: 7,
  tensor: 8,
  outline: 11,
  pixels: 12,
  length: 13,
} as const;

function normalised(xx: number, xy: number, yy: number): Tensor {
  const trace = xx + yy;
  return trace > 0 ? [xx / trace, xy / trace, yy / trace] : [0, 0, 0];
}

function sumsOf(
  { width, height, labels, count }: Labels,
  { pixels }: Picture,
  { tensor }: Flow,
): Float64Array {
  const sums = new Float64Array(count * SUMS.length);
  for (let i = 0; i < labels.length; i++) {
    const first = labels[i]! * SUMS.length;
    const [x, y] = [i % width, Math.floor(i / width)];
    const isInside =
      x > 0 &&
      y > 0 &&
      x < width - 1 &&
      y < height - 1 &&
      [i - 1, i + 1, i - width, i + width].every((j) => labels[j] === labels[i]);
    const added = [x, y, x * x, x * y, y * y];
    for (let c = 0; c < RGB; c++) sums[first + c] = sums[first + c]! + pixels[i * RGB + c]!;
    for (let k = 0; k < added.length; k++) sums[first + SUMS.x + k] = sums[first + SUMS.x + k]! + added[k]!;
    for (let k = 0; k < 3; k++)
      sums[first + SUMS.tensor + k] = sums[first + SUMS.tensor + k]! + tensor[i * 3 + k]!;
    sums[first + SUMS.outline] = sums[first + SUMS.outline]! + (isInside ? 0 : 1);
    sums[first + SUMS.pixels] = sums[first + SUMS.pixels]! + 1;
  }
  return sums;
}

function shapeOf(sums: Float64Array): RegionShape {
  const count = sums[SUMS.pixels]!;
  const mean = (k: number) => sums[k]! / count;
  const [x, y] = [mean(SUMS.x), mean(SUMS.y)];
  const [xx, xy, yy] = [mean(SUMS.xx) - x * x, mean(SUMS.xy) - x * y, mean(SUMS.yy) - y * y];
  // A region that is long along x changes along y: its outline lies there.
  const ofShape = normalised(yy, -xy, xx);
  const ofPicture = normalised(sums[SUMS.tensor]!, sums[SUMS.tensor + 1]!, sums[SUMS.tensor + 2]!);
  const [a, b, c] = [0, 1, 2].map((k) => ofShape[k]! + ofPicture[k]!);
  return {
    colour: [mean(SUMS.colour), mean(SUMS.colour + 1), mean(SUMS.colour + 2)],
    widthPx: (2 * count) / Math.max(1, sums[SUMS.outline]!),
    tensor: normalised(a!, b!, c!),
  };
}

/** The shapes of all regions, by their numbers. */
export function regionShapes(regions: Labels, picture: Picture, flow: Flow): RegionShape[] {
  const sums = sumsOf(regions, picture, flow);
  return Array.from({ length: regions.count }, (_, i) =>
    shapeOf(sums.subarray(i * SUMS.length, (i + 1) * SUMS.length)),
  );
}

/** The direction at a pixel, steered by its region: where the place itself says nothing, the region decides. */
export function steeredDirection({ tensor }: Flow, shape: RegionShape, pixel: number): Direction {
  const i = pixel * 3;
  const local = normalised(tensor[i]!, tensor[i + 1]!, tensor[i + 2]!);
  const mix = (k: 0 | 1 | 2) => REGION_SHARE * shape.tensor[k] + (1 - REGION_SHARE) * local[k];
  return directionOf(mix(0), mix(1), mix(2));
}
