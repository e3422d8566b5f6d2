/** Finds the line beside a contour along which something repeats. */
import { resizeGrid } from '../../../shared/fields/resizeGrid.js';
import { type Premultiplied, RGBA } from '../../../shared/pictures/premultiplied.js';
import { resizePremultiplied } from '../../../shared/pictures/resize.js';
import { type ContourLine, smoothedAround } from '../../deform/contourLines.js';
import type { Sites } from '../sites.js';
import { offsetLines } from './offsetLines.js';
import { periodOf } from './period.js';

/** Depths at which something may run along the contour, in radii; negative outside. */
const DEPTHS = { from: -0.5, to: 0.7, step: 0.1 } as const;
/** Periods are sought up to this, in radii; finer ones than the least are the pixels' own. */
const LONGEST = 1.5;
const LEAST_PERIOD_PX = 3;
/** What is slower along a line than this is no pattern, in radii. */
const SLOW = 0.7;
/** Standard deviation of colours along a line, all channels together, below which nothing is seen. */
const LEAST_SPREAD = 0.05;
/** Radius of the strokes, in pixels, that is enough to tell at which depth something repeats. */
const SEARCH_RADIUS_PX = 12;
/** So many of the longest periods are looked at. */
const PERIODS_SEEN = 3.2;

/** Bilinear, at x, y in pixels from the corner of the picture. @param out [RGBA], is overwritten */
function sampleAt({ width, height, rgba }: Premultiplied, x: number, y: number, out: Float64Array): void {
  const [u, v] = [
    Math.min(width - 1.001, Math.max(0, x - 0.5)),
    Math.min(height - 1.001, Math.max(0, y - 0.5)),
  ];
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [a, b] = [u - left, v - top];
  const i = (top * width + left) * RGBA;
  for (let k = 0; k < RGBA; k++) {
    const upper = (1 - a) * rgba[i + k]! + a * rgba[i + RGBA + k]!;
    const j = i + width * RGBA + k;
    out[k] = (1 - b) * upper + b * ((1 - a) * rgba[j]! + a * rgba[j + RGBA]!);
  }
}

/** Colours along a line beside what varies slowly, by channels. */
function alongLine(picture: Premultiplied, { x, y }: ContourLine, slowPx: number): Float64Array[] {
  const channels = Array.from({ length: RGBA }, () => new Float64Array(x.length));
  const colour = new Float64Array(RGBA);
  for (let s = 0; s < x.length; s++) {
    sampleAt(picture, x[s]!, y[s]!, colour);
    for (const [k, channel] of channels.entries()) channel[s] = colour[k]!;
  }
  return channels.map((channel) => {
    const slow = smoothedAround(channel, slowPx);
    return channel.map((value, s) => value - slow[s]!);
  });
}

/** How like itself a closed line is so many steps further on. */
function likenessAlong(lines: readonly (readonly Float64Array[])[], lags: number): Float64Array {
  const products = new Float64Array(lags);
  for (const channel of lines.flat()) {
    const { length } = channel;
    if (length <= lags) continue;
    for (let lag = 0; lag < lags; lag++) {
      let sum = 0;
      for (let s = 0; s < length; s++)
        sum += channel[s]! * channel[s + lag < length ? s + lag : s + lag - length]!;
      products[lag] = products[lag]! + sum;
    }
  }
  const energy = products[0]!;
  return products.map((product) => (energy > 0 ? product / energy : 0));
}

/** Lines at a depth, along which something repeats. */
export interface StitchRow {
  readonly depthPx: number;
  readonly lines: readonly ContourLine[];
  /** Beside what varies slowly, of each line by channels. */
  readonly colours: readonly (readonly Float64Array[])[];
  readonly periodPx: number;
  /** Along the lines. */
  readonly variance: number;
}

/** What lines are told by. */
type Lay = Pick<Sites, 'distance' | 'radiusPx'>;

function rowAt(picture: Premultiplied, { distance, radiusPx }: Lay, depthPx: number): StitchRow | undefined {
  const lines = offsetLines({ distance }, depthPx);
  const colours = lines.map((line) => alongLine(picture, line, SLOW * radiusPx));
  const steps = lines.reduce((sum, { x }) => sum + x.length, 0);
  const energy = colours.flat().reduce((sum, values) => sum + values.reduce((part, v) => part + v * v, 0), 0);
  const variance = energy / Math.max(1, steps);
  if (variance < LEAST_SPREAD ** 2) return undefined;
  const periodPx = periodOf(likenessAlong(colours, Math.ceil(PERIODS_SEEN * LONGEST * radiusPx)));
  if (!periodPx || periodPx < LEAST_PERIOD_PX || periodPx > LONGEST * radiusPx) return undefined;
  return { depthPx, lines, colours, periodPx, variance };
}

/** Variance of all colours at a depth, whatever they vary by: a look that costs less than lines do. */
function varianceAt({ rgba }: Premultiplied, { distance }: Lay, depthPx: number): number {
  const [sums, squares] = [new Float64Array(RGBA), new Float64Array(RGBA)];
  let count = 0;
  for (let i = 0; i < distance.data.length; i++) {
    if (Math.abs(distance.data[i]! + depthPx) > 0.5) continue;
    count++;
    for (let k = 0; k < RGBA; k++) {
      const value = rgba[i * RGBA + k]!;
      sums[k] = sums[k]! + value;
      squares[k] = squares[k]! + value * value;
    }
  }
  const n = Math.max(1, count);
  return squares.reduce((sum, square, k) => sum + square / n - (sums[k]! / n) ** 2, 0);
}

/** A smaller copy to search in, where the strokes are wider than that needs. */
function searchCopy(picture: Premultiplied, { distance, radiusPx }: Lay) {
  const factor = Math.min(1, SEARCH_RADIUS_PX / radiusPx);
  if (factor === 1) return { picture, lay: { distance, radiusPx } };
  const size = { width: Math.round(picture.width * factor), height: Math.round(picture.height * factor) };
  const small = resizeGrid(distance, size);
  const inPixels = { ...size, data: small.data.map((px) => px * factor) };
  return {
    picture: resizePremultiplied(picture, size),
    lay: { distance: inPixels, radiusPx: radiusPx * factor },
  };
}

/** The line beside a contour along which most repeats; `undefined` if nothing does. */
export function stitchRow(picture: Premultiplied, sites: Sites): StitchRow | undefined {
  const copy = searchCopy(picture, sites);
  const count = Math.round((DEPTHS.to - DEPTHS.from) / DEPTHS.step) + 1;
  const depths = Array.from({ length: count }, (_, k) => DEPTHS.from + k * DEPTHS.step).filter(
    (depth) => varianceAt(copy.picture, copy.lay, depth * copy.lay.radiusPx) >= LEAST_SPREAD ** 2,
  );
  const best = depths
    .map((depth) => ({ depth, row: rowAt(copy.picture, copy.lay, depth * copy.lay.radiusPx) }))
    .toSorted((a, b) => (b.row?.variance ?? 0) - (a.row?.variance ?? 0))[0];
  return best?.row && rowAt(picture, sites, best.depth * sites.radiusPx);
}
