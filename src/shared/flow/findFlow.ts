import type { Grid } from '../fields/grid.js';
import type { Picture, Size } from '../pictures/picture.js';
import { type Flow, noFlow } from './flow.js';
import { grayGrid, halved } from './grayLevel.js';
import { inverseSearch } from './inverseSearch.js';
import { PATCH_PX } from './patchMatch.js';
import { refineFlow } from './refineFlow.js';

/** The coarsest pictures have a shorter side of at least this: two patches. */
const LEAST_SIDE_PX = 2 * PATCH_PX;
/** Patches are not followed at full size, which costs three times as much as all that went before; the flow is refined there. */
const FINEST_SEARCH = 1;

const up = (length: number, multiple: number) => Math.ceil(length / multiple) * multiple;

/**
 * Optical flow from one picture to the next: dense inverse search from coarse to fine with variational refinement (Kroeger et al., ECCV
 * 2016). Departures: sides are made multiples of the coarsest pixel, so that pixels of all sizes lie on each other; the flow is refined at full
 * size too.
 *
 * @param first any size @param second of the same size
 */
export function findFlow(first: Picture, second: Picture): Flow {
  const levels = Math.max(0, Math.floor(Math.log2(Math.min(first.width, first.height) / LEAST_SIDE_PX)));
  const multiple = 2 ** levels;
  const size: Size = {
    width: up(Math.max(first.width, LEAST_SIDE_PX), multiple),
    height: up(Math.max(first.height, LEAST_SIDE_PX), multiple),
  };
  const [firsts, seconds] = [pyramid(grayGrid(first, size), levels), pyramid(grayGrid(second, size), levels)];
  let flow = noFlow(firsts[levels]!);
  for (let level = levels; level >= 0; level--) {
    const [a, b] = [firsts[level]!, seconds[level]!];
    if (level < levels) flow = doubled(flow);
    if (level >= Math.min(FINEST_SEARCH, levels)) flow = inverseSearch(a, b, flow);
    flow = refineFlow(a, b, flow);
  }
  return cropped(flow, first);
}

function pyramid(finest: Grid, levels: number): Grid[] {
  const grids = [finest];
  for (let level = 0; level < levels; level++) grids.push(halved(grids[level]!));
  return grids;
}

/** The same flow on a picture of twice the sides: between coarse pixels it goes evenly. */
function doubled({ width, height, dx, dy }: Flow): Flow {
  const [w, h] = [2 * width, 2 * height];
  const enlarge = (plane: Float32Array) => {
    const large = new Float32Array(w * h);
    for (let y = 0; y < h; y++) {
      const near = y >> 1;
      const far = Math.min(height - 1, Math.max(0, near + (y % 2 === 0 ? -1 : 1)));
      for (let x = 0; x < w; x++) {
        const column = x >> 1;
        const beside = Math.min(width - 1, Math.max(0, column + (x % 2 === 0 ? -1 : 1)));
        const upper = 0.75 * plane[near * width + column]! + 0.25 * plane[near * width + beside]!;
        const lower = 0.75 * plane[far * width + column]! + 0.25 * plane[far * width + beside]!;
        // Pixels are half as large.
        large[y * w + x] = 2 * (0.75 * upper + 0.25 * lower);
      }
    }
    return large;
  };
  return { width: w, height: h, dx: enlarge(dx), dy: enlarge(dy) };
}

function cropped(flow: Flow, { width, height }: Size): Flow {
  const crop = (plane: Float32Array) => {
    const part = new Float32Array(width * height);
    for (let y = 0; y < height; y++)
      part.set(plane.subarray(y * flow.width, y * flow.width + width), y * width);
    return part;
  };
  return { width, height, dx: crop(flow.dx), dy: crop(flow.dy) };
}
