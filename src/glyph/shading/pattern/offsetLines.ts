/** Lines that run beside a contour at one distance, and which place of them is the nearest to each pixel. */
import { NOWHERE, nearestSites } from '../../../shared/fields/nearestSite.js';
import { type ContourLine, linesOfLevel } from '../../deform/contourLines.js';
import { depthAt, type Sites } from '../sites.js';

/** A place on a line. */
export interface LinePlaces {
  /** Index of the line, [height, width]; -1 where none is near. */
  readonly line: Int32Array;
  /** Steps along it, between whole ones as well. */
  readonly step: Float32Array;
}

/** Pixels count to a line if it is not much further away than their depth says: not where it is missing, as in thin strokes. */
const FURTHER = { times: 1.5, px: 1 } as const;
/** Steps to either side of the nearest pixel among which the nearest place is sought. */
const AROUND = 3;

/** The lines at a depth in radii, negative outside. */
export function offsetLines({ distance }: Pick<Sites, 'distance'>, depthPx: number): ContourLine[] {
  const data = distance.data.map((px) => Math.max(0, 1 - px - depthPx));
  return linesOfLevel({ ...distance, data }, 1);
}

/** The place of a line that is the nearest, around a step. */
function nearestOn({ x, y }: ContourLine, around: number, px: number, py: number) {
  const { length } = x;
  let [best, step] = [Number.POSITIVE_INFINITY, around];
  for (let k = around - AROUND; k < around + AROUND; k++) {
    const [a, b] = [(k + length) % length, (k + 1 + length) % length];
    const [dx, dy] = [x[b]! - x[a]!, y[b]! - y[a]!];
    const square = Math.max(1e-9, dx * dx + dy * dy);
    const t = Math.min(1, Math.max(0, ((px - x[a]!) * dx + (py - y[a]!) * dy) / square));
    const away = Math.hypot(x[a]! + t * dx - px, y[a]! + t * dy - py);
    if (away < best) [best, step] = [away, k + t];
  }
  return { away: best, step };
}

/**
 * For each pixel the nearest place of a set of lines.
 *
 * @param depthPx of the lines
 * @param reachPx pixels that are further from that depth have none
 */
export function placesOn(
  lines: readonly ContourLine[],
  sites: Sites,
  depthPx: number,
  reachPx: number,
): LinePlaces {
  const { width, height, data } = sites.distance;
  const isSite = new Uint8Array(width * height);
  const [lineOf, stepOf] = [new Int32Array(width * height), new Int32Array(width * height)];
  for (const [number, { x, y }] of lines.entries()) {
    for (let s = 0; s < x.length; s++) {
      const column = Math.min(width - 1, Math.max(0, Math.floor(x[s]!)));
      const row = Math.min(height - 1, Math.max(0, Math.floor(y[s]!)));
      const i = row * width + column;
      isSite[i] = 1;
      lineOf[i] = number;
      stepOf[i] = s;
    }
  }
  const nearest = nearestSites(isSite, sites.distance);
  const [line, step] = [new Int32Array(data.length).fill(-1), new Float32Array(data.length)];
  for (let i = 0; i < data.length; i++) {
    const offset = Math.abs(depthAt(sites, i) * sites.radiusPx - depthPx);
    const site = nearest[i]!;
    if (site === NOWHERE || offset > reachPx) continue;
    const nearby = lines[lineOf[site]!]!;
    const nearestStep = nearestOn(nearby, stepOf[site]!, (i % width) + 0.5, Math.floor(i / width) + 0.5);
    if (nearestStep.away > FURTHER.times * offset + FURTHER.px) continue;
    line[i] = lineOf[site]!;
    step[i] = nearestStep.step;
  }
  return { line, step };
}
