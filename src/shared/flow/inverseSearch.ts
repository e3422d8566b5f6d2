import type { Grid } from '../fields/grid.js';
import { sampleGrid } from '../fields/sampleGrid.js';
import type { Flow } from './flow.js';
import { PATCH_PX, PatchMatch } from './patchMatch.js';

/** Pixels between patches ("medium" of OpenCV). */
const STRIDE_PX = 3;
/** Steps of each patch in each of the two sweeps. */
const MOST_STEPS = 8;
/** A step that is shorter ends the search. */
const LEAST_STEP_PX = 0.01;

/** Flows of patches on a regular grid. */
interface PatchFlows {
  readonly columns: number;
  readonly rows: number;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

const countAlong = (length: number) => Math.ceil((length - PATCH_PX) / STRIDE_PX) + 1;
/** The last patch ends with the picture. */
const startOf = (index: number, length: number) => Math.min(length - PATCH_PX, index * STRIDE_PX);

/**
 * Dense inverse search at one size (Kroeger, Timofte, Dai & Van Gool, "Fast Optical Flow using Dense Inverse Search", ECCV 2016, with the
 * propagation between neighbours of OpenCV's version): patches are followed from where they are supposed to be, and pixels have the mean
 * of the patches over them, each by how well it fits there.
 *
 * @param first with sides of at least `PATCH_PX`
 * @param second of the same size
 * @param start of the same size: where to begin
 */
export function inverseSearch(first: Grid, second: Grid, start: Flow): Flow {
  return denseFlowOf(first, second, followPatches(first, new PatchMatch(first, second), start));
}

function followPatches({ width, height }: Grid, match: PatchMatch, start: Flow): PatchFlows {
  const [columns, rows] = [countAlong(width), countAlong(height)];
  const flows: PatchFlows = {
    columns,
    rows,
    dx: new Float32Array(columns * rows),
    dy: new Float32Array(columns * rows),
  };
  const middle = PATCH_PX / 2;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const pixel = (startOf(row, height) + middle) * width + startOf(column, width) + middle;
      flows.dx[row * columns + column] = start.dx[pixel]!;
      flows.dy[row * columns + column] = start.dy[pixel]!;
    }
  }
  const count = columns * rows;
  for (const forwards of [true, false]) {
    const direction = forwards ? -1 : 1;
    for (let i = 0; i < count; i++) {
      const patch = forwards ? i : count - 1 - i;
      const column = patch % columns;
      const row = (patch - column) / columns;
      match.take(startOf(column, width), startOf(row, height));
      const beside = column + direction;
      const above = row + direction;
      follow(match, flows, patch, [
        beside >= 0 && beside < columns ? patch + direction : -1,
        above >= 0 && above < rows ? patch + direction * columns : -1,
      ]);
    }
  }
  return flows;
}

/** Moves a patch to where it fits best, from its flow or a neighbour's. @param neighbours -1: none */
function follow(match: PatchMatch, flows: PatchFlows, patch: number, neighbours: readonly number[]): void {
  let [dx, dy] = [flows.dx[patch]!, flows.dy[patch]!];
  match.look(dx, dy);
  let { cost, stepX, stepY } = match;
  for (const neighbour of neighbours) {
    if (neighbour < 0) continue;
    const [besideX, besideY] = [flows.dx[neighbour]!, flows.dy[neighbour]!];
    match.look(besideX, besideY);
    if (match.cost < cost) {
      [dx, dy] = [besideX, besideY];
      ({ cost, stepX, stepY } = match);
    }
  }
  const [startX, startY] = [dx, dy];
  for (let step = 0; step < MOST_STEPS && Math.abs(stepX) + Math.abs(stepY) > LEAST_STEP_PX; step++) {
    const [nextX, nextY] = [dx + stepX, dy + stepY];
    // What runs further than its own size has lost its thing.
    if (Math.hypot(nextX - startX, nextY - startY) > PATCH_PX) break;
    match.look(nextX, nextY);
    if (match.cost >= cost) break;
    [dx, dy] = [nextX, nextY];
    ({ cost, stepX, stepY } = match);
  }
  flows.dx[patch] = dx;
  flows.dy[patch] = dy;
}

function denseFlowOf(first: Grid, second: Grid, { columns, rows, dx, dy }: PatchFlows): Flow {
  const { width, height } = first;
  const [sumX, sumY] = [new Float32Array(width * height), new Float32Array(width * height)];
  const sum = new Float32Array(width * height);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [u, v] = [dx[row * columns + column]!, dy[row * columns + column]!];
      addPatch(startOf(column, width), startOf(row, height), u, v);
    }
  }
  for (let i = 0; i < sum.length; i++) {
    sumX[i] = sumX[i]! / sum[i]!;
    sumY[i] = sumY[i]! / sum[i]!;
  }
  return { width, height, dx: sumX, dy: sumY };

  function addPatch(left: number, top: number, u: number, v: number): void {
    for (let y = top; y < top + PATCH_PX; y++) {
      for (let x = left; x < left + PATCH_PX; x++) {
        const pixel = y * width + x;
        const weight = 1 / Math.max(1, Math.abs(sampleGrid(second, x + u, y + v) - first.data[pixel]!));
        sumX[pixel] = sumX[pixel]! + weight * u;
        sumY[pixel] = sumY[pixel]! + weight * v;
        sum[pixel] = sum[pixel]! + weight;
      }
    }
  }
}
