/** Nets for any style: what the stem of Inception sees of a picture is given a style's statistics, and a decoder paints it. */

import { kernelName } from '../networks/filter.js';
import { RGB } from '../pictures/picture.js';
import { type ConvShape, convShapes } from './convShape.js';
import { type Exchange, exchangeStatistics } from './exchange.js';
import { type FamilyKind, PICTURE, STRENGTH } from './family.js';
import {
  drawLevels,
  EXCHANGE_LEVELS,
  type ExchangeLevel,
  exchangingAt,
  levelChannels,
  statisticsIn,
} from './levels.js';
import type { NetOps } from './netOps.js';

/** A decoder over four levels of features. */
export interface ExchangeFamily {
  readonly kind: 'exchange';
  readonly exchange: Exchange;
  /** Channels of the decoder at full size; twice as many at each halving. */
  readonly width: number;
}

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

function mapLevels<T>(make: (level: ExchangeLevel) => T): Readonly<Record<ExchangeLevel, T>> {
  return Object.fromEntries(EXCHANGE_LEVELS.map((level) => [level, make(level)])) as Record<ExchangeLevel, T>;
}

/** A last layer that begins near zero leaves the colours in the middle of their range, where its gradient is largest. */
const FIRST_OUTPUT = 0.1;

/**
 * What it adds to Huang & Belongie's: statistics are exchanged at four levels and not at the deepest alone, and each goes to the decoder,
 * so that strokes of all sizes and the picture's edges come through; the result is added to the pixels with the style's colours.
 */
export const EXCHANGE: FamilyKind<ExchangeFamily> = {
  ...exchangingAt(EXCHANGE_LEVELS),
  shapes: (family) => new Map(decoderConvs(family).flatMap(convShapes)),
  first: (name, { shape, data }) =>
    name === kernelName(OUT) ? { shape, data: data.map((value) => value * FIRST_OUTPUT) } : { shape, data },
  draw: (ops, { exchange }, inputs) =>
    drawExchanged(ops, inputs[PICTURE]!, (map, level) =>
      exchangeStatistics(ops, map, statisticsIn(inputs, level), {
        exchange,
        channels: levelChannels(level),
        strength: inputs[STRENGTH]!,
      }),
    ),
};

/**
 * Draws such a net.
 *
 * @param picture [1, h, w, 3]
 * @param exchanged what a level's map becomes before it goes to the decoder
 */
export function drawExchanged<T>(
  ops: NetOps<T>,
  picture: T,
  exchanged: (map: T, level: ExchangeLevel) => T,
): T {
  const levels = drawLevels(ops, picture);
  return drawDecoder(
    ops,
    mapLevels((level) => exchanged(levels[level], level)),
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
