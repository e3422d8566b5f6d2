/** Nets for any style: what the stem of Inception sees of a picture is given a style's statistics, and a decoder paints it. */

import { biasName, kernelName } from '../networks/filter.js';
import { RGB } from '../pictures/picture.js';
import type { TensorShapes } from '../weights/tensors.js';
import { type Exchange, exchangeStatistics, type FeatureStatistics, statisticsOf } from './exchange.js';
import type { NetOps } from './netOps.js';
import { drawStem, stemChannels } from './stem.js';

/** The pixels themselves, as a level. */
export const PIXEL_LEVEL = 'pixels';
/** Where statistics are exchanged, from fine to coarse: at full size, and at a half, a quarter and an eighth of it. */
export const EXCHANGE_LEVELS = [PIXEL_LEVEL, 'conv3', 'conv5', 'mixed1'] as const;
/** Those that the stem sees. */
export const STEM_LEVELS = EXCHANGE_LEVELS.filter((level) => level !== PIXEL_LEVEL);
/** One of `EXCHANGE_LEVELS`. */
export type ExchangeLevel = (typeof EXCHANGE_LEVELS)[number];

/** A decoder over four levels of features. */
export interface ExchangeFamily {
  readonly kind: 'exchange';
  readonly exchange: Exchange;
  /** Channels of the decoder at full size; twice as many at each halving. */
  readonly width: number;
}

/** Channels of a level. */
export const levelChannels = (level: ExchangeLevel): number =>
  level === PIXEL_LEVEL ? RGB : stemChannels(level);

/** A convolution of the decoder. */
interface DecoderConv {
  readonly name: string;
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** From coarse to fine: each level is joined to what comes from below, squeezed to as many channels. */
function decoderConvs({ width }: ExchangeFamily): DecoderConv[] {
  const [quarter, half] = [4 * width, 2 * width];
  return [
    { name: 'deep', kernel: 3, inputs: levelChannels('mixed1'), outputs: 2 * quarter },
    { name: 'join3', kernel: 1, inputs: levelChannels('conv5'), outputs: quarter },
    { name: 'up3', kernel: 3, inputs: 3 * quarter, outputs: quarter },
    { name: 'join2', kernel: 1, inputs: levelChannels('conv3'), outputs: half },
    { name: 'up2', kernel: 3, inputs: quarter + half, outputs: half },
    { name: 'up1', kernel: 3, inputs: half, outputs: width },
    { name: 'out', kernel: 3, inputs: width + RGB, outputs: RGB },
  ];
}

/** The shape of every weight of the decoder. */
export function exchangeShapes(family: ExchangeFamily): TensorShapes {
  return new Map(
    decoderConvs(family).flatMap(({ name, kernel, inputs, outputs }): [string, readonly number[]][] => [
      [kernelName(name), [kernel, kernel, inputs, outputs]],
      [biasName(name), [outputs]],
    ]),
  );
}

/** Statistics by level. */
export type LevelStatistics<T> = Readonly<Record<ExchangeLevel, FeatureStatistics<T>>>;

function mapLevels<T>(make: (level: ExchangeLevel) => T): Readonly<Record<ExchangeLevel, T>> {
  return Object.fromEntries(EXCHANGE_LEVELS.map((level) => [level, make(level)])) as Record<ExchangeLevel, T>;
}

/** What a picture looks like at each level. @param picture [1, h, w, 3] in 0..1, sides multiples of 8 */
function drawLevels<T>(ops: NetOps<T>, picture: T): Readonly<Record<ExchangeLevel, T>> {
  const stem = drawStem(ops, picture, STEM_LEVELS);
  return mapLevels((level) => (level === PIXEL_LEVEL ? picture : stem[level]!));
}

/** The statistics of a style at each level. */
export function drawStatistics<T>(ops: NetOps<T>, style: T): LevelStatistics<T> {
  const levels = drawLevels(ops, style);
  return mapLevels((level) => statisticsOf(ops, ops.rows(levels[level])));
}

/**
 * Draws the net. What it adds to Huang & Belongie's: statistics are exchanged at four levels and not at the deepest alone, and each goes
 * to the decoder, so that strokes of all sizes and the picture's edges come through; the result is added to the pixels with the
 * style's colours.
 *
 * @param picture [1, h, w, 3] in 0..1, sides multiples of 8
 * @param strength [1, 1]
 * @returns [1, h, w, 3], about 0..1
 */
export function drawExchange<T>(
  ops: NetOps<T>,
  { exchange }: ExchangeFamily,
  picture: T,
  style: LevelStatistics<T>,
  strength: T,
): T {
  const levels = drawLevels(ops, picture);
  const exchanged = mapLevels((level) =>
    exchangeStatistics(ops, levels[level], style[level], {
      exchange,
      channels: levelChannels(level),
      strength,
    }),
  );
  return drawDecoder(ops, exchanged);
}

function drawDecoder<T>(ops: NetOps<T>, levels: Readonly<Record<ExchangeLevel, T>>): T {
  const conv = (x: T, name: string) => ops.conv(x, name, { stride: 1, padding: 'mirror' });
  const step = (x: T, name: string) => ops.relu(conv(x, name));
  let x = ops.double(step(levels.mixed1, 'deep'));
  x = ops.double(step(ops.concat([x, step(levels.conv5, 'join3')]), 'up3'));
  x = ops.double(step(ops.concat([x, step(levels.conv3, 'join2')]), 'up2'));
  x = step(x, 'up1');
  return ops.add(conv(ops.concat([x, levels.pixels]), 'out'), levels.pixels);
}
