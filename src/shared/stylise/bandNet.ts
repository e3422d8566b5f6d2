/** Nets that give sounds a style: from levels of frequency bands over time to gains on them. */
import type { TensorShapes, WeightArray } from '../weights/tensors.js';
import { type ConvShape, convShapes } from './convShape.js';
import type { Named } from './family.js';
import type { NetOps } from './netOps.js';

/** A net of bands, as plain data: channels are bands, so that each knows its place in frequency, and filters reach over time. */
export interface BandFamily {
  readonly kind: 'bands';
  readonly bands: number;
  readonly width: number;
  /** Residual blocks of two convolutions. */
  readonly blocks: number;
}

/** Inputs of a net of bands, [1, frames, 1, bands] both. */
export const BAND_INPUT = {
  /** Logarithms of the power of bands. */
  levels: 'levels',
  /** The same less the mean of the content, over its standard deviation, band by band. */
  normalised: 'normalised',
} as const;

/** Gains are held within so many neper of amplitude: 24 dB. */
export const MOST_GAIN = (24 * Math.LN10) / 20;
/** Frames that a filter sees. */
const TAPS = 5;
/** About the middle and half the span of levels, which brings them near to -1..1. */
const LEVEL_CENTRE = -8;
const LEVEL_SPREAD = 4;

/** The convolution that says what a content's bands are in the style, before the net looks at what lies around. */
const BASE = 'base';
const OUT = 'out';

const overTime = ({ name, kernel, inputs, outputs }: ConvShape): [string, readonly number[]][] =>
  convShapes({ name, kernel, inputs, outputs }).map(([key, shape]) => [
    key,
    shape.length === 4 ? [kernel, 1, inputs, outputs] : shape,
  ]);

function convsOf({ bands, width, blocks }: BandFamily): ConvShape[] {
  const inside = { kernel: TAPS, inputs: width, outputs: width };
  return [
    { name: BASE, kernel: 1, inputs: bands, outputs: bands },
    { name: 'in', kernel: TAPS, inputs: 2 * bands, outputs: width },
    ...Array.from({ length: blocks }, (_, i) => [
      { name: `block${i}a`, ...inside },
      { name: `block${i}b`, ...inside },
    ]).flat(),
    { name: OUT, kernel: 1, inputs: width, outputs: bands },
  ];
}

/** Shapes of the weights that are trained. */
export const bandShapes = (family: BandFamily): TensorShapes => new Map(convsOf(family).flatMap(overTime));

/**
 * What weights start from: the style's mean and deviation of each band for the base, nothing for what the net adds to it.
 *
 * @param style mean and standard deviation of the style's levels, [bands] each
 */
export function firstBandWeight(
  name: string,
  array: WeightArray,
  style: { readonly mean: Float32Array; readonly deviation: Float32Array },
): WeightArray {
  const { shape } = array;
  const bands = style.mean.length;
  if (name === `${BASE}.bias`) return { shape, data: style.mean.slice() };
  if (name === `${BASE}.kernel`)
    return {
      shape,
      data: array.data.map((_, i) => (i % (bands + 1) === 0 ? style.deviation[i % bands]! : 0)),
    };
  return name.startsWith(`${OUT}.`) ? { shape, data: array.data.map(() => 0) } : array;
}

/**
 * Draws a net.
 *
 * @param inputs those of `BAND_INPUT`
 * @returns logarithms of factors on amplitudes, [1, frames, 1, bands], within `MOST_GAIN` of 0
 */
export function drawBands<T>(ops: NetOps<T>, { blocks }: Pick<BandFamily, 'blocks'>, inputs: Named<T>): T {
  const [levels, normalised] = [inputs[BAND_INPUT.levels]!, inputs[BAND_INPUT.normalised]!];
  const conv = (x: T, name: string) => ops.conv(x, name, { stride: 1, padding: 'mirror' });
  const scaled = ops.mul(ops.sub(levels, ops.number(LEVEL_CENTRE)), ops.number(1 / LEVEL_SPREAD));
  let x = ops.relu(conv(ops.concat([scaled, normalised]), 'in'));
  for (let i = 0; i < blocks; i++) x = ops.add(x, conv(ops.relu(conv(x, `block${i}a`)), `block${i}b`));
  const wanted = ops.add(conv(normalised, BASE), conv(ops.relu(x), OUT));
  // Half of the change of power, softly bounded: (2 s(2 g / m) - 1) m is m tanh(g / m).
  const gain = ops.mul(ops.sub(wanted, levels), ops.number(1 / MOST_GAIN));
  return ops.mul(ops.sub(ops.sigmoid(gain), ops.number(0.5)), ops.number(2 * MOST_GAIN));
}
