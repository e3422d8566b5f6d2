import { boxBlur } from '../../../shared/fields/boxBlur.js';
import { type Grid, slopeAt } from '../../../shared/fields/grid.js';
import { lumaAt } from '../../../shared/pictures/luma.js';
import { type Premultiplied, RGBA } from '../../../shared/pictures/premultiplied.js';
import { depthAt, type Sites } from '../sites.js';
import { type Cell, cellAt, foldCell, type PhaseMap, patternMap } from './cell.js';
import type { Pattern } from './pattern.js';
import { periodOf } from './period.js';

/** Looked for from this depth on, in radii: rims run along the contour. */
const LEAST_DEPTH = 0.25;
/** Whatever is seen through has no colour of its own. */
const OPAQUE = 0.95;
/** The inside must have so many pixels, in squared radii, to have a pattern. */
const LEAST_AREA = 4;
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
/** Over so many periods the phase is a mean. */
const PHASE_PERIODS = 0.8;
/** Times that the wave is made to run as its phases do. */
const ROUNDS = 3;
/** Share of the variation inside that a pattern has to explain. */
const LEAST_EXPLAINED = 0.5;
/** Depths, in radii, at which it is measured how much of it there is. */
const DEPTH_STEP = 0.05;

/** Repetitions for each pixel, across and down. */
interface Wave {
  readonly across: number;
  readonly down: number;
}

/** The inside of a shape, where patterns are looked for. */
interface Inside {
  readonly sites: Sites;
  /** 1 inside, else 0. */
  readonly mask: Grid;
  readonly pixels: Uint32Array;
}

function insideOf({ rgba }: Premultiplied, sites: Sites): Inside {
  const { width, height, data } = sites.distance;
  const mask = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (depthAt(sites, i) >= LEAST_DEPTH && rgba[i * RGBA + 3]! >= OPAQUE) mask[i] = 1;
  }
  const pixels = Uint32Array.from(data.keys()).filter((i) => mask[i] === 1);
  return { sites, mask: { width, height, data: mask }, pixels };
}

/** Departures of values from their means around, inside; 0 elsewhere. */
function departures(values: Float32Array, { mask }: Inside, radiusPx: number): Float32Array {
  const { width, height, data } = mask;
  const held = boxBlur({ width, height, data: values.map((value, i) => value * data[i]!) }, radiusPx).data;
  const weight = boxBlur(mask, radiusPx).data;
  return values.map((value, i) => (data[i] === 1 ? value - held[i]! / Math.max(1e-6, weight[i]!) : 0));
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
function partsBeside(values: Float32Array, wave: Wave, { mask }: Inside, radiusPx: number) {
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
function drift({ re, im }: ReturnType<typeof partsBeside>, { mask, pixels }: Inside): Wave {
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
function straightTurns(wave: Wave, from: number, { letters, distance }: Sites): Float32Array {
  const { left, top } = letters.word;
  return Float32Array.from(distance.data, (_, i) => {
    const [x, y] = [i % distance.width, Math.floor(i / distance.width)];
    return from + (x - left) * wave.across + (y - top) * wave.down;
  });
}

/** How much of a pattern there is at each depth, 0..1. */
function shareByDepth({ rgba }: Premultiplied, sites: Sites, cell: Cell, turns: Float32Array): Float64Array {
  const bins = Math.ceil(LEAST_DEPTH / DEPTH_STEP);
  const [said, like] = [new Float64Array(bins), new Float64Array(bins)];
  const means = Array.from({ length: bins }, () => ({ sums: new Float64Array(RGBA), count: 0 }));
  const binOf = (i: number) => Math.floor(depthAt(sites, i) / DEPTH_STEP);
  const visit = (see: (bin: number, i: number) => void) => {
    for (let i = 0; i < turns.length; i++) {
      const bin = binOf(i);
      if (bin >= 0 && bin < bins) see(bin, i);
    }
  };
  visit((bin, i) => {
    const mean = means[bin]!;
    mean.count++;
    for (let k = 0; k < RGBA; k++) mean.sums[k] = mean.sums[k]! + rgba[i * RGBA + k]!;
  });
  const colour = new Float64Array(RGBA);
  visit((bin, i) => {
    const { sums, count } = means[bin]!;
    cellAt(cell, turns[i]!, 0, colour);
    for (let k = 0; k < RGBA; k++) {
      said[bin] = said[bin]! + colour[k]! ** 2;
      like[bin] = like[bin]! + colour[k]! * (rgba[i * RGBA + k]! - sums[k]! / count);
    }
  });
  return said.map((square, bin) => Math.min(1, Math.max(0, like[bin]! / Math.max(1e-9, square))));
}

/** As much of it as there is at the depth of each pixel; all of it further in, nothing outside. */
function sharesOn(byDepth: Float64Array, sites: Sites): Float32Array {
  return Float32Array.from(sites.distance.data, (_, i) => {
    const position = depthAt(sites, i) / DEPTH_STEP - 0.5;
    if (depthAt(sites, i) <= 0) return 0;
    if (position >= byDepth.length - 1) return position >= byDepth.length ? 1 : byDepth.at(-1)!;
    const bin = Math.max(0, Math.floor(position));
    const between = Math.max(0, position - bin);
    return (1 - between) * byDepth[bin]! + between * byDepth[bin + 1]!;
  });
}

/** Share of the variation inside that a cell explains. */
function explained(colours: Float32Array, { pixels }: Inside, cell: Cell, turns: Float32Array): number {
  const colour = new Float64Array(RGBA);
  let [left, all] = [0, 0];
  for (const i of pixels) {
    cellAt(cell, turns[i]!, 0, colour);
    for (let k = 0; k < RGBA; k++) {
      all += colours[i * RGBA + k]! ** 2;
      left += (colours[i * RGBA + k]! - colour[k]!) ** 2;
    }
  }
  return 1 - left / Math.max(1e-9, all);
}

/** The wave that brightness inside runs in, roughly; `undefined` if it does not. */
function roughWave(luma: Float32Array, inside: Inside): Wave | undefined {
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

const periodOfWave = ({ across, down }: Wave) => 1 / Math.hypot(across, down);

/** Turns of each pixel in the wave, as its phase is around there. */
function localTurns(wave: Wave, { re, im }: ReturnType<typeof partsBeside>, width: number): Float32Array {
  return re.map(
    (cosine, i) =>
      (i % width) * wave.across +
      Math.floor(i / width) * wave.down +
      Math.atan2(im[i]!, cosine) / (2 * Math.PI),
  );
}

/** The mean of turns, each taken as a place on a circle. */
function meanTurn(turns: Float32Array, pixels: Uint32Array, beside: Float32Array): number {
  let [cosine, sine] = [0, 0];
  for (const i of pixels) {
    const angle = 2 * Math.PI * (turns[i]! - beside[i]!);
    cosine += Math.cos(angle);
    sine += Math.sin(angle);
  }
  return Math.atan2(sine, cosine) / (2 * Math.PI);
}

/**
 * Lines that run one way across the inside of a shape, evenly spaced: hatching, stripes, corduroy. In the example each line is where it
 * is; laid on another shape they are straight, with the mean direction and period.
 *
 * @returns `undefined` if there are none, or they explain too little
 */
export function findHatching(picture: Premultiplied, sites: Sites): Pattern | undefined {
  const inside = insideOf(picture, sites);
  const { pixels } = inside;
  if (pixels.length < LEAST_AREA * sites.radiusPx ** 2) return undefined;
  const { width } = picture;
  const luma = Float32Array.from({ length: inside.mask.data.length }, (_, i) =>
    lumaAt(picture.rgba, i * RGBA),
  );
  let wave = roughWave(luma, inside);
  if (!wave) return undefined;
  const radiusPx = Math.max(2, PHASE_PERIODS * periodOfWave(wave));
  const grain = departures(luma, inside, radiusPx);
  for (let round = 0; round < ROUNDS; round++) {
    const beside = drift(partsBeside(grain, wave, inside, radiusPx), inside);
    wave = { across: wave.across + beside.across, down: wave.down + beside.down };
  }
  const turns = localTurns(wave, partsBeside(grain, wave, inside, radiusPx), width);
  const colours = new Float32Array(picture.rgba.length);
  for (let k = 0; k < RGBA; k++) {
    const channel = luma.map((_, i) => picture.rgba[i * RGBA + k]!);
    for (const [i, value] of departures(channel, inside, radiusPx).entries()) colours[i * RGBA + k] = value;
  }
  const row = new Float32Array(turns.length);
  const within = turns.map((value, i) => (inside.mask.data[i] ? value : Number.NaN));
  const periodPx = periodOfWave(wave);
  const cell = foldCell(colours, { turns: within, row, share: row }, 1, periodPx);
  if (explained(colours, inside, cell, turns) < LEAST_EXPLAINED) return undefined;
  const byDepth = shareByDepth(picture, sites, cell, turns);
  const from = meanTurn(turns, pixels, straightTurns(wave, 0, sites));
  const straight = wave;
  return {
    cell,
    periodPx,
    example: patternMap(cell, { turns, row, share: sharesOn(byDepth, sites) }),
    layOn: (target): PhaseMap => ({
      turns: straightTurns(straight, from, target),
      row: new Float32Array(target.distance.data.length),
      share: sharesOn(byDepth, target),
    }),
  };
}
