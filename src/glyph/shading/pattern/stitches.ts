/** What repeats along a contour. */
import { type Premultiplied, RGBA } from '../../../shared/pictures/premultiplied.js';
import type { ShadeMap } from '../shadeMap.js';
import type { Sites } from '../sites.js';
import { type Cell, cellAt, foldCell, type PhaseMap, patternMap } from './cell.js';
import { offsetLines, placesOn } from './offsetLines.js';
import type { Pattern } from './pattern.js';
import { loudest, phasesOf, rowsWithin, turnsAlong, turnsBetween } from './stitchPhases.js';
import { stitchRow } from './stitchRow.js';

/** A pattern reaches no further from its line than this, in radii. */
const FURTHEST = 0.4;
/** Share of the variation along a row that a pattern has to explain there, and on its line. */
const EXPLAINED = { row: 0.15, line: 0.3 } as const;
/** Where a pattern ends it does so over this many rows. */
const ENDING_ROWS = 2;
/** Share of a repetition over which the ground between two is a mean. */
const GROUND_SHARE = 0.15;
/** Squared differences to the pattern that can be seen, and how many times the median makes something else of a place. */
const LEAST_ODD = 0.02;
const ODD_TIMES = 8;

/** Colours of rows: what each is in the mean, and how pixels depart from that. */
interface RowColours {
  /** [rows, RGBA] */
  readonly means: Float64Array;
  /** [height, width, RGBA] */
  readonly departures: Float32Array;
}

function rowColours({ rgba }: Premultiplied, { turns, row }: PhaseMap, rows: number): RowColours {
  const [means, counts] = [new Float64Array(rows * RGBA), new Float64Array(rows)];
  const rowOf = (i: number) => Math.round(row[i]!);
  const pixels = [...turns.keys()].filter((i) => !Number.isNaN(turns[i]!));
  for (const i of pixels) {
    counts[rowOf(i)] = counts[rowOf(i)]! + 1;
    for (let k = 0; k < RGBA; k++)
      means[rowOf(i) * RGBA + k] = means[rowOf(i) * RGBA + k]! + rgba[i * RGBA + k]!;
  }
  for (let k = 0; k < means.length; k++) means[k] = means[k]! / Math.max(1, counts[Math.floor(k / RGBA)]!);
  const departures = new Float32Array(rgba.length);
  for (const i of pixels) {
    for (let k = 0; k < RGBA; k++)
      departures[i * RGBA + k] = rgba[i * RGBA + k]! - means[rowOf(i) * RGBA + k]!;
  }
  return { means, departures };
}

/** Share of the variation along each row that a cell explains. */
function explainedByRow(colours: Float32Array, { turns, row }: PhaseMap, cell: Cell): Float32Array {
  const [left, all] = [new Float64Array(cell.rows), new Float64Array(cell.rows).fill(1e-6)];
  const colour = new Float64Array(RGBA);
  for (let i = 0; i < turns.length; i++) {
    if (Number.isNaN(turns[i]!)) continue;
    const r = Math.round(row[i]!);
    cellAt(cell, turns[i]!, row[i]!, colour);
    for (let k = 0; k < RGBA; k++) {
      all[r] = all[r]! + colours[i * RGBA + k]! ** 2;
      left[r] = left[r]! + (colours[i * RGBA + k]! - colour[k]!) ** 2;
    }
  }
  return Float32Array.from(all, (square, r) => 1 - left[r]! / square);
}

/** Rows around the middle that a pattern explains, the first and the last. */
function extentOf(share: Float32Array): readonly [number, number] {
  const middle = (share.length - 1) / 2;
  let [first, last] = [middle, middle];
  while (first > 0 && share[first - 1]! >= EXPLAINED.row) first--;
  while (last < share.length - 1 && share[last + 1]! >= EXPLAINED.row) last++;
  return [first, last];
}

/** 1 in rows, falling to 0 beyond them. */
const endingSoftly = ([first, last]: readonly [number, number], rows: number) =>
  Float32Array.from({ length: rows }, (_, row) =>
    Math.max(0, 1 - Math.max(0, first - row, row - last) / ENDING_ROWS),
  );

/**
 * What a cell adds to the ground between two repetitions, in place of their mean: where there is no room for the pattern its ground is
 * left. The ground is where a repetition is most like what lies on both sides of the rows.
 */
function overGround(cell: Cell, means: Float64Array, [first, last]: readonly [number, number]): Cell {
  const { bins, rows, values } = cell;
  const [before, after] = [Math.max(0, first - ENDING_ROWS), Math.min(rows - 1, last + ENDING_ROWS)];
  const half = Math.max(1, Math.round((GROUND_SHARE * bins) / 2));
  const around = (row: number, bin: number, k: number) => {
    let sum = 0;
    for (let b = bin - half; b <= bin + half; b++)
      sum += values[(row * bins + ((b + bins) % bins)) * RGBA + k]!;
    return sum / (2 * half + 1);
  };
  const unlikeness = Float64Array.from({ length: bins }, (_, bin) => {
    let sum = 0;
    for (let row = first; row <= last; row++) {
      const share = (row - before) / Math.max(1, after - before);
      for (let k = 0; k < RGBA; k++) {
        const beside = (1 - share) * means[before * RGBA + k]! + share * means[after * RGBA + k]!;
        sum += (means[row * RGBA + k]! + around(row, bin, k) - beside) ** 2;
      }
    }
    return sum;
  });
  const ground = unlikeness.indexOf(Math.min(...unlikeness));
  return {
    ...cell,
    values: values.map((value, i) => {
      const k = i % RGBA;
      return value - around(Math.floor(i / (bins * RGBA)), ground, k);
    }),
  };
}

/** The middle one of squared differences. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/**
 * What a pattern adds to its example: where a repetition is not as the others are, all that departs from the ground, so that nothing of
 * it is left there for patches to copy.
 */
function onExample({ departures }: RowColours, phases: PhaseMap, cell: Cell, over: Cell): ShadeMap {
  const map = patternMap(over, phases);
  const [said, ground] = [new Float64Array(RGBA), new Float64Array(RGBA)];
  const odd = new Float32Array(phases.turns.length);
  const pixels = [...odd.keys()].filter((i) => !Number.isNaN(phases.turns[i]!) && phases.share[i]! > 0);
  for (const i of pixels) {
    cellAt(cell, phases.turns[i]!, phases.row[i]!, said);
    for (let k = 0; k < RGBA; k++) odd[i] = odd[i]! + (departures[i * RGBA + k]! - said[k]!) ** 2;
  }
  const most = Math.max(LEAST_ODD, ODD_TIMES * medianOf(pixels.map((i) => odd[i]!)));
  for (const i of pixels) {
    if (odd[i]! <= most) continue;
    cellAt(cell, phases.turns[i]!, phases.row[i]!, said);
    cellAt(over, phases.turns[i]!, phases.row[i]!, ground);
    // Departure of the ground from the row's mean: what the two cells differ by.
    for (let k = 0; k < RGBA; k++) {
      const beside = departures[i * RGBA + k]! - (said[k]! - ground[k]!);
      map[i * RGBA + k] = phases.share[i]! * beside;
    }
  }
  return map;
}

/**
 * What repeats along the contour at some distance to it: stitches, beads, dashes, studs. In the example each is where it is; laid
 * along another contour they are even, and close around it.
 *
 * @returns `undefined` if nothing does, or too little
 */
export function findStitches(picture: Premultiplied, sites: Sites): Pattern | undefined {
  const best = stitchRow(picture, sites);
  if (!best) return undefined;
  const { depthPx, lines, colours, periodPx } = best;
  const reachPx = FURTHEST * sites.radiusPx;
  const rows = rowsWithin(reachPx);
  const channel = loudest(colours);
  const turns = colours.map((channels) => turnsAlong(channels[channel]!, periodPx));
  const places = placesOn(lines, sites, depthPx, reachPx);
  const turnsOf = (line: number, step: number) => turnsBetween(turns[line]!, step);
  const wide = phasesOf(sites, places, depthPx, new Float32Array(rows).fill(1), turnsOf);
  const seen = rowColours(picture, wide, rows);
  const cell = foldCell(seen.departures, wide, rows, periodPx);
  const share = explainedByRow(seen.departures, wide, cell);
  if (share[(rows - 1) / 2]! < EXPLAINED.line) return undefined;
  const extent = extentOf(share);
  const byRow = endingSoftly(extent, rows);
  const over = overGround(cell, seen.means, extent);
  return {
    cell: over,
    periodPx,
    example: onExample(seen, phasesOf(sites, places, depthPx, byRow, turnsOf), cell, over),
    layOn(target) {
      const along = offsetLines(target, depthPx);
      const cycles = along.map(({ x }) => Math.round(x.length / periodPx) / x.length);
      return phasesOf(target, placesOn(along, target, depthPx, reachPx), depthPx, byRow, (line, step) =>
        cycles[line]! > 0 ? cycles[line]! * step : Number.NaN,
      );
    },
  };
}
