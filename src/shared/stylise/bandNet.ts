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
  /** The same moved to the style's distribution in closed form: what the net corrects. */
  moved: 'moved levels',
} as const;

/** What is known of the style of a net beside its weights: mean and covariance of its levels. */
export const BAND_STYLE = { mean: 'style.mean', covariance: 'style.covariance' } as const;

/** Gains are held within so many neper of amplitude: 40 dB, as those of moves in closed form. */
export const MOST_GAIN = (40 * Math.LN10) / 20;
/** Frames that a filter sees. */
const TAPS = 5;
/** About the middle and half the span of levels, which brings them near to -1..1. */
const LEVEL_CENTRE = -8;
const LEVEL_SPREAD = 4;

const OUT = 'out';

const overTime = ({ name, kernel, inputs, outputs }: ConvShape): [string, readonly number[]][] =>
  convShapes({ name, kernel, inputs, outputs }).map(([key, shape]) => [
    key,
    shape.length === 4 ? [kernel, 1, inputs, outputs] : shape,
  ]);

function convsOf({ bands, width, blocks }: BandFamily): ConvShape[] {
  const inside = { kernel: TAPS, inputs: width, outputs: width };
  return [
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

/** Shapes of all that a file of such a net holds. */
export const bandFileShapes = (family: BandFamily): TensorShapes =>
  new Map([
    ...bandShapes(family),
    [BAND_STYLE.mean, [family.bands]],
    [BAND_STYLE.covariance, [family.bands, family.bands]],
  ]);

/** What weights start from: a net that has learnt nothing leaves the move in closed form as it is. */
export const firstBandWeight = (name: string, { shape, data }: WeightArray): WeightArray => ({
  shape,
  data: name.startsWith(`${OUT}.`) ? data.map(() => 0) : data,
});

/**
 * Draws a net.
 *
 * @param inputs those of `BAND_INPUT`
 * @returns logarithms of factors on amplitudes, [1, frames, 1, bands], within `MOST_GAIN` of 0
 */
export function drawBands<T>(ops: NetOps<T>, { blocks }: Pick<BandFamily, 'blocks'>, inputs: Named<T>): T {
  const [levels, moved] = [inputs[BAND_INPUT.levels]!, inputs[BAND_INPUT.moved]!];
  const conv = (x: T, name: string) => ops.conv(x, name, { stride: 1, padding: 'mirror' });
  const scaled = (x: T) => ops.mul(ops.sub(x, ops.number(LEVEL_CENTRE)), ops.number(1 / LEVEL_SPREAD));
  let x = ops.relu(conv(ops.concat([scaled(levels), scaled(moved)]), 'in'));
  for (let i = 0; i < blocks; i++) x = ops.add(x, conv(ops.relu(conv(x, `block${i}a`)), `block${i}b`));
  const wanted = ops.add(moved, conv(ops.relu(x), OUT));
  // Half of the change of power, softly bounded: (2 s(2 g / m) - 1) m is m tanh(g / m).
  const gain = ops.mul(ops.sub(wanted, levels), ops.number(1 / MOST_GAIN));
  return ops.mul(ops.sub(ops.sigmoid(gain), ops.number(0.5)), ops.number(2 * MOST_GAIN));
}
