/** Where pixels are in a pattern that runs along lines. */
import { RGBA } from '../../../shared/pictures/premultiplied.js';
import { smoothedAround } from '../../deform/contourLines.js';
import { depthAt, type Sites } from '../sites.js';
import type { PhaseMap } from './cell.js';
import type { LinePlaces } from './offsetLines.js';
import type { StitchRow } from './stitchRow.js';

/** Over so many periods the phase is a mean. */
const PHASE_PERIODS = 0.8;
/** Rows of the cell, in pixels. */
const ROW_PX = 0.5;

/** The channel that varies most along the lines. */
export function loudest(colours: StitchRow['colours']): number {
  const energies = Array.from({ length: RGBA }, (_, k) =>
    colours.reduce((sum, channels) => sum + channels[k]!.reduce((part, v) => part + v * v, 0), 0),
  );
  return energies.indexOf(Math.max(...energies));
}

/** Turns at each step of a closed line, as the phase is around there. */
export function turnsAlong(values: Float64Array, periodPx: number): Float64Array {
  const cycles = Math.max(1, Math.round(values.length / periodPx)) / values.length;
  const angle = (s: number) => 2 * Math.PI * cycles * s;
  const sigma = PHASE_PERIODS * periodPx;
  const re = smoothedAround(
    values.map((value, s) => value * Math.cos(angle(s))),
    sigma,
  );
  const im = smoothedAround(
    values.map((value, s) => -value * Math.sin(angle(s))),
    sigma,
  );
  return re.map((cosine, s) => cycles * s + Math.atan2(im[s]!, cosine) / (2 * Math.PI));
}

/** Turns between two steps: the short way round. */
export function turnsBetween(turns: Float64Array, step: number): number {
  const { length } = turns;
  const before = Math.floor(step);
  const [a, b] = [turns[(before + length) % length]!, turns[(before + 1 + length) % length]!];
  const apart = b - a;
  return a + (step - before) * (apart - Math.round(apart));
}

/** The rows of a cell on both sides of its line. */
export const rowsWithin = (reachPx: number) => 2 * Math.round(reachPx / ROW_PX) + 1;

/** Where pixels are in a pattern along lines. @param turnsOf of a step along a line; NaN: there is none of it */
export function phasesOf(
  sites: Sites,
  { line, step }: LinePlaces,
  depthPx: number,
  byRow: Float32Array,
  turnsOf: (line: number, step: number) => number,
): PhaseMap {
  const count = line.length;
  const middle = (byRow.length - 1) / 2;
  const [turns, row, share] = [
    new Float32Array(count).fill(Number.NaN),
    new Float32Array(count),
    new Float32Array(count),
  ];
  for (let i = 0; i < count; i++) {
    if (line[i]! < 0) continue;
    const position = middle + (depthAt(sites, i) * sites.radiusPx - depthPx) / ROW_PX;
    if (position < 0 || position > byRow.length - 1) continue;
    const above = Math.floor(position);
    const below = Math.min(byRow.length - 1, above + 1);
    turns[i] = turnsOf(line[i]!, step[i]!);
    row[i] = position;
    share[i] = byRow[above]! + (position - above) * (byRow[below]! - byRow[above]!);
  }
  return { turns, row, share };
}
