/** One repetition of a pattern. */
import { RGBA } from '../../../shared/pictures/premultiplied.js';
import type { ShadeMap } from '../shadeMap.js';

/** Where pixels are in a pattern. */
export interface PhaseMap {
  /** Repetitions from anywhere, [height, width]; NaN where the pattern is not. */
  readonly turns: Float32Array;
  /** Which row of the cell, between whole ones as well, [height, width]. */
  readonly row: Float32Array;
  /** How much of the pattern there is, 0..1, [height, width]. */
  readonly share: Float32Array;
}

/** What a pattern adds to what is around it. */
export interface Cell {
  /** Around one repetition. */
  readonly bins: number;
  readonly rows: number;
  /** [rows, bins, RGBA] */
  readonly values: Float32Array;
}

/** Bins for each pixel of a period, and the fewest of them. */
const BINS_PER_PX = 2;
const LEAST_BINS = 12;
/** Holds bins that few pixels fall into to their row's mean, in pixels. */
const RIDGE_PX = 0.5;

/** The four bins that a place lies between, and how much it belongs to each. */
function cornersOf(turns: number, row: number, { bins, rows }: Pick<Cell, 'bins' | 'rows'>) {
  const position = (turns - Math.floor(turns)) * bins;
  const bin = Math.floor(position) % bins;
  const next = (bin + 1) % bins;
  const clamped = Math.min(rows - 1, Math.max(0, row));
  const above = Math.min(Math.max(0, rows - 2), Math.floor(clamped));
  const below = Math.min(rows - 1, above + 1);
  const [u, v] = [position - Math.floor(position), clamped - above];
  return [
    [above * bins + bin, (1 - u) * (1 - v)],
    [above * bins + next, u * (1 - v)],
    [below * bins + bin, (1 - u) * v],
    [below * bins + next, u * v],
  ] as const;
}

/** What is left of each row without its mean: that belongs to the rim, or to the filling. */
function withoutMeans(values: Float32Array, { bins, rows }: Pick<Cell, 'bins' | 'rows'>): void {
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < RGBA; k++) {
      let sum = 0;
      for (let bin = 0; bin < bins; bin++) sum += values[(row * bins + bin) * RGBA + k]!;
      for (let bin = 0; bin < bins; bin++) {
        const cell = (row * bins + bin) * RGBA + k;
        values[cell] = values[cell]! - sum / bins;
      }
    }
  }
}

/**
 * Lays all repetitions of a pattern over one another.
 *
 * @param colours [height, width, RGBA]: departures from what is around
 * @param periodPx tells how fine the cell is
 */
export function foldCell(
  colours: Float32Array,
  { turns, row }: PhaseMap,
  rows: number,
  periodPx: number,
): Cell {
  const bins = Math.max(LEAST_BINS, Math.round(BINS_PER_PX * periodPx));
  const values = new Float32Array(rows * bins * RGBA);
  const weights = new Float32Array(rows * bins);
  for (let i = 0; i < turns.length; i++) {
    if (Number.isNaN(turns[i]!)) continue;
    for (const [cell, weight] of cornersOf(turns[i]!, row[i]!, { bins, rows })) {
      weights[cell] = weights[cell]! + weight;
      for (let k = 0; k < RGBA; k++)
        values[cell * RGBA + k] = values[cell * RGBA + k]! + weight * colours[i * RGBA + k]!;
    }
  }
  const means = values.map((sum, k) => sum / (weights[Math.floor(k / RGBA)]! + RIDGE_PX));
  withoutMeans(means, { bins, rows });
  return { bins, rows, values: means };
}

/** What a cell says of a place. @param out [RGBA], is overwritten */
export function cellAt(cell: Cell, turns: number, row: number, out: Float64Array): void {
  out.fill(0);
  for (const [corner, weight] of cornersOf(turns, row, cell)) {
    for (let k = 0; k < RGBA; k++) out[k] = out[k]! + weight * cell.values[corner * RGBA + k]!;
  }
}

/** What a cell adds to the colours of each pixel. */
export function patternMap(cell: Cell, { turns, row, share }: PhaseMap): ShadeMap {
  const map = new Float32Array(turns.length * RGBA);
  const colour = new Float64Array(RGBA);
  for (let i = 0; i < turns.length; i++) {
    if (Number.isNaN(turns[i]!) || share[i] === 0) continue;
    cellAt(cell, turns[i]!, row[i]!, colour);
    for (let k = 0; k < RGBA; k++) map[i * RGBA + k] = share[i]! * colour[k]!;
  }
  return map;
}
