/** Nets for any style: what the stem of Inception sees of a picture is given a style's statistics, and a decoder paints it. */

import { kernelName } from '../networks/filter.js';
import { RGB } from '../pictures/picture.js';
import { type ConvShape, convShapes, type NamedShape } from './convShape.js';
import { type Exchange, exchangeStatistics, type FeatureStatistics, statisticsOf } from './exchange.js';
import { type FamilyKind, type Named, PICTURE, STRENGTH } from './family.js';
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

const OUT = 'out';

/** From coarse to fine: each level is joined to what comes from below, squeezed to as many channels. */
function decoderConvs({ width }: ExchangeFamily): ConvShape[] {
  const [quarter, half] = [4 * width, 2 * width];
  return [
    { name: 'deep', kernel: 3, inputs: levelChannels('mixed1'), outputs: 2 * quarter },
    { name: 'join3', kernel: 1, inputs: levelChannels('conv5'), outputs: quarter },
    { name: 'up3', kernel: 3, inputs: 3 * quarter, outputs: quarter },
    { name: 'join2', kernel: 1, inputs: levelChannels('conv3'), outputs: half },
    { name: 'up2', kernel: 3, inputs: quarter + half, outputs: half },
    { name: 'up1', kernel: 3, inputs: half, outputs: width },
    { name: OUT, kernel: 3, inputs: width + RGB, outputs: RGB },
  ];
}

/** The input that holds the mean of a level, or its covariance. */
export const statisticName = (level: string, part: 'mean' | 'covariance') => `style ${level} ${part}`;

function mapLevels<T>(make: (level: ExchangeLevel) => T): Readonly<Record<ExchangeLevel, T>> {
  return Object.fromEntries(EXCHANGE_LEVELS.map((level) => [level, make(level)])) as Record<ExchangeLevel, T>;
}

/** What a picture looks like at each level. @param picture [1, h, w, 3] in 0..1, sides multiples of 8 */
function drawLevels<T>(ops: NetOps<T>, picture: T): Readonly<Record<ExchangeLevel, T>> {
  const stem = drawStem(ops, picture, STEM_LEVELS);
  return mapLevels((level) => (level === PIXEL_LEVEL ? picture : stem[level]!));
}

/** A last layer that begins near zero leaves the colours in the middle of their range, where its gradient is largest. */
const FIRST_OUTPUT = 0.1;

/**
 * What it adds to Huang & Belongie's: statistics are exchanged at four levels and not at the deepest alone, and each goes to the decoder,
 * so that strokes of all sizes and the picture's edges come through; the result is added to the pixels with the style's colours.
 */
export const EXCHANGE: FamilyKind<ExchangeFamily> = {
  sideMultiple: 8,
  shapes: (family) => new Map(decoderConvs(family).flatMap(convShapes)),
  first: (name, { shape, data }) =>
    name === kernelName(OUT) ? { shape, data: data.map((value) => value * FIRST_OUTPUT) } : { shape, data },
  conditions: () => ({ ...Object.fromEntries(statisticShapes()), [STRENGTH]: [1, 1] }),
  seesWithStem: () => true,
  look: () => ({ isLearnt: false, blend: 'gaussian', draw: lookForStatistics }),
  draw: (ops, { exchange }, inputs) => {
    const levels = drawLevels(ops, inputs[PICTURE]!);
    const exchanged = mapLevels((level) =>
      exchangeStatistics(ops, levels[level], statisticsIn(inputs, level), {
        exchange,
        channels: levelChannels(level),
        strength: inputs[STRENGTH]!,
      }),
    );
    return drawDecoder(ops, exchanged);
  },
};

const statisticShapes = (): NamedShape[] =>
  EXCHANGE_LEVELS.flatMap((level) => {
    const channels = levelChannels(level);
    return [
      [statisticName(level, 'mean'), [1, channels]],
      [statisticName(level, 'covariance'), [channels, channels]],
    ];
  });

function statisticsIn<T>(inputs: Named<T>, level: ExchangeLevel): FeatureStatistics<T> {
  return {
    mean: inputs[statisticName(level, 'mean')]!,
    covariance: inputs[statisticName(level, 'covariance')]!,
  };
}

/** The statistics of a style at each level. */
function lookForStatistics<T>(ops: NetOps<T>, style: T): Named<T> {
  const levels = drawLevels(ops, style);
  return Object.fromEntries(
    EXCHANGE_LEVELS.flatMap((level): [string, T][] => {
      const { mean, covariance } = statisticsOf(ops, ops.rows(levels[level]));
      return [
        [statisticName(level, 'mean'), mean],
        [statisticName(level, 'covariance'), covariance],
      ];
    }),
  );
}

function drawDecoder<T>(ops: NetOps<T>, levels: Readonly<Record<ExchangeLevel, T>>): T {
  const conv = (x: T, name: string) => ops.conv(x, name, { stride: 1, padding: 'mirror' });
  const step = (x: T, name: string) => ops.relu(conv(x, name));
  let x = ops.double(step(levels.mixed1, 'deep'));
  x = ops.double(step(ops.concat([x, step(levels.conv5, 'join3')]), 'up3'));
  x = ops.double(step(ops.concat([x, step(levels.conv3, 'join2')]), 'up2'));
  x = step(x, 'up1');
  return ops.add(conv(ops.concat([x, levels.pixels]), OUT), levels.pixels);
}
