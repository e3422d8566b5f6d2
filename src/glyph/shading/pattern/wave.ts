/** Waves that run straight through the inside of a shape. */
import { boxBlur } from '../../../shared/fields/boxBlur.js';
import { type Grid, slopeAt } from '../../../shared/fields/grid.js';
import type { Sites } from '../sites.js';
import { departures, type Inside } from './inside.js';
import { periodOf } from './period.js';

/** Periods are sought up to this, in radii, in steps of half a pixel; finer ones than the least are the pixels' own. */
const LONGEST = 1.2;
const LEAST_PERIOD_PX = 2.5;
const STEP_PX = 0.5;
/** Pixels that likeness is measured at. */
const MOST_SAMPLES = 6000;
/** What is slower than this is no pattern, in radii. */
const SLOW = 0.6;
/** Slopes run one way from this coherence on (see `grainCoherence`). */
const COHERENT = 0.4;
/** Standard deviation of brightness below which nothing is seen. */
const LEAST_SPREAD = 0.02;

/** Repetitions for each pixel, across and down. */
export interface Wave {
  readonly across: number;
  readonly down: number;
}

/** The way along which values change most; `undefined` if they change all ways. */
function waveNormal(values: Grid, { pixels }: Inside): readonly [number, number] | undefined {
  let [xx, xy, yy] = [0, 0, 0];
  for (const i of pixels) {
    const [dx, dy] = slopeAt(values, i % values.width, Math.floor(i / values.width));
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (Math.hypot(xx - yy, 2 * xy) < COHERENT * (xx + yy)) return undefined;
  const turn = Math.atan2(2 * xy, xx - yy) / 2;
  return [Math.cos(turn), Math.sin(turn)];
}

/** How like itself the inside is some way further along a normal, by half pixels; -1..1. */
function likenessAlong(
  values: Grid,
  { mask, pixels }: Inside,
  [nx, ny]: readonly [number, number],
  lags: number,
) {
  const { width, height, data } = values;
  const every = Math.max(1, Math.floor(pixels.length / MOST_SAMPLES));
  return Float64Array.from({ length: lags }, (_, lag) => {
    let [product, a, b] = [0, 0, 0];
    for (let s = 0; s < pixels.length; s += every) {
      const i = pixels[s]!;
      const [x, y] = [(i % width) + lag * STEP_PX * nx, Math.floor(i / width) + lag * STEP_PX * ny];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const j = top * width + left;
      if (!(mask.data[j]! && mask.data[j + 1]! && mask.data[j + width]! && mask.data[j + width + 1]!))
        continue;
      const [u, v] = [x - left, y - top];
      const value =
        (1 - v) * ((1 - u) * data[j]! + u * data[j + 1]!) +
        v * ((1 - u) * data[j + width]! + u * data[j + width + 1]!);
      product += data[i]! * value;
      a += data[i]! ** 2;
      b += value * value;
    }
    return product / Math.max(1e-9, Math.sqrt(a * b));
  });
}

/** Cosine and sine parts of values beside a wave, as means of what is around. */
export function partsBeside(values: Float32Array, wave: Wave, { mask }: Inside, radiusPx: number) {
  const { width, height } = mask;
  const [re, im] = [new Float32Array(values.length), new Float32Array(values.length)];
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue;
    const angle = 2 * Math.PI * ((i % width) * wave.across + Math.floor(i / width) * wave.down);
    re[i] = values[i]! * Math.cos(angle);
    im[i] = -values[i]! * Math.sin(angle);
  }
  return {
    re: boxBlur({ width, height, data: re }, radiusPx).data,
    im: boxBlur({ width, height, data: im }, radiusPx).data,
  };
}

/** By how much phases run on from pixel to pixel beside a wave, in the mean. */
export function drift({ re, im }: ReturnType<typeof partsBeside>, { mask, pixels }: Inside): Wave {
  const runOn = (step: number) => {
    let [sine, cosine] = [0, 0];
    for (const i of pixels) {
      const j = i + step;
      if (!mask.data[j]) continue;
      cosine += re[i]! * re[j]! + im[i]! * im[j]!;
      sine += re[i]! * im[j]! - im[i]! * re[j]!;
    }
    return Math.atan2(sine, cosine) / (2 * Math.PI);
  };
  return { across: runOn(1), down: runOn(mask.width) };
}

/** Where the pixels of a shape are in a straight wave. @param from turns at the corner of the word */
export function straightTurns(wave: Wave, from: number, { letters, distance }: Sites): Float32Array {
  const { left, top } = letters.word;
  return Float32Array.from(distance.data, (_, i) => {
    const [x, y] = [i % distance.width, Math.floor(i / distance.width)];
    return from + (x - left) * wave.across + (y - top) * wave.down;
  });
}

/** The wave that brightness inside runs in, roughly; `undefined` if it does not. */
export function roughWave(luma: Float32Array, inside: Inside): Wave | undefined {
  const { radiusPx, distance } = inside.sites;
  const { width, height } = distance;
  const grain = departures(luma, inside, Math.max(2, SLOW * radiusPx));
  const energy = inside.pixels.reduce((sum, i) => sum + grain[i]! ** 2, 0);
  if (energy < inside.pixels.length * LEAST_SPREAD ** 2) return undefined;
  const values = { width, height, data: grain };
  const normal = waveNormal(values, inside);
  if (!normal) return undefined;
  const lags = Math.ceil((2 * LONGEST * radiusPx) / STEP_PX);
  const period = periodOf(likenessAlong(values, inside, normal, lags));
  const periodPx = period && period * STEP_PX;
  if (!periodPx || periodPx < LEAST_PERIOD_PX || periodPx > LONGEST * radiusPx) return undefined;
  return { across: normal[0] / periodPx, down: normal[1] / periodPx };
}

/** Pixels from wave to wave. */
export const periodOfWave = ({ across, down }: Wave) => 1 / Math.hypot(across, down);

/** Turns of each pixel in the wave, as its phase is around there. */
export function localTurns(
  wave: Wave,
  { re, im }: ReturnType<typeof partsBeside>,
  width: number,
): Float32Array {
  return re.map(
    (cosine, i) =>
      (i % width) * wave.across +
      Math.floor(i / width) * wave.down +
      Math.atan2(im[i]!, cosine) / (2 * Math.PI),
  );
}

/** The mean of turns, each taken as a place on a circle. */
export function meanTurn(turns: Float32Array, pixels: Uint32Array, beside: Float32Array): number {
  let [cosine, sine] = [0, 0];
  for (const i of pixels) {
    const angle = 2 * Math.PI * (turns[i]! - beside[i]!);
    cosine += Math.cos(angle);
    sine += Math.sin(angle);
  }
  return Math.atan2(sine, cosine) / (2 * Math.PI);
}
