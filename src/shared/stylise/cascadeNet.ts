/** Nets for any style that paint a picture three times, from coarse to fine, each time from other features: Li et al. 2017 and 2018. */

import { kernelName } from '../networks/filter.js';
import { RGB } from '../pictures/picture.js';
import { type ConvShape, convShapes } from './convShape.js';
import { type Exchange, exchangeStatistics } from './exchange.js';
import { type FamilyKind, type Named, PICTURE, STRENGTH } from './family.js';
import { exchangingAt, levelChannels, STEM_LEVELS, type StemLevel, statisticsIn } from './levels.js';
import type { NetOps } from './netOps.js';
import { drawStem } from './stem.js';

/** A decoder for each level of the stem, which paints a picture from the features of that level alone. */
export interface CascadeFamily {
  readonly kind: 'cascade';
  readonly exchange: Exchange;
  /** Channels of decoders at full size; twice as many at each halving. */
  readonly width: number;
  /** Whether what a decoder cannot paint of a picture is added to what it makes of the exchanged features. */
  readonly keepsDetail: boolean;
}

const OUT = 'out';
/** Last layers begin near zero, with colours in the middle of their range: larger ones were seen to die within 300 steps. */
const FIRST_OUTPUT = 0.1;
const convName = (level: StemLevel, part: string) => `${level}.${part}`;
/** How often sides have been halved. */
const halvings = (level: StemLevel) => STEM_LEVELS.indexOf(level) + 1;

/** Names of the convolutions of a level, each but the last before a doubling: the smallest map first. */
const stepsOf = (level: StemLevel) =>
  Array.from({ length: halvings(level) + 1 }, (_, i) => convName(level, `up${halvings(level) - i}`));

function decoderConvs({ width }: CascadeFamily, level: StemLevel): ConvShape[] {
  const channels = (halved: number) => width * 2 ** halved;
  const steps = stepsOf(level).map((name, i): ConvShape => {
    const halved = halvings(level) - i;
    return {
      name,
      kernel: 3,
      inputs: i === 0 ? levelChannels(level) : channels(halved + 1),
      outputs: channels(halved),
    };
  });
  return [...steps, { name: convName(level, OUT), kernel: 3, inputs: width, outputs: RGB }];
}

const seen = <T>(ops: NetOps<T>, picture: T, level: StemLevel): T => drawStem(ops, picture, [level])[level]!;

/** A picture out of the features of a level. @param map [1, h / 2 ** halvings, w / 2 ** halvings, channels] */
function decoded<T>(ops: NetOps<T>, map: T, level: StemLevel): T {
  const conv = (x: T, name: string) => ops.conv(x, name, { stride: 1, padding: 'mirror' });
  const painted = stepsOf(level).reduce(
    (x, name, i) => ops.relu(conv(i === 0 ? x : ops.double(x), name)),
    map,
  );
  return ops.sigmoid(conv(painted, convName(level, OUT)));
}

/** A picture with a style's statistics at one level. */
function painted<T>(
  ops: NetOps<T>,
  family: CascadeFamily,
  inputs: Named<T>,
  picture: T,
  level: StemLevel,
): T {
  const map = seen(ops, picture, level);
  const exchanged = exchangeStatistics(ops, map, statisticsIn(inputs, level), {
    exchange: family.exchange,
    channels: levelChannels(level),
    strength: inputs[STRENGTH]!,
  });
  const result = decoded(ops, exchanged, level);
  return family.keepsDetail ? ops.add(result, ops.sub(picture, decoded(ops, map, level))) : result;
}

function drawCascade<T>(ops: NetOps<T>, family: CascadeFamily, inputs: Named<T>): T {
  let picture: T = inputs[PICTURE]!;
  for (const level of STEM_LEVELS.toReversed()) picture = painted(ops, family, inputs, picture, level);
  return picture;
}

/**
 * Decoders learn nothing but to invert the stem, each from the features of its own level: nothing of the picture itself goes in beside
 * them, or they would learn to hand it on.
 */
export const CASCADE: FamilyKind<CascadeFamily> = {
  ...exchangingAt(STEM_LEVELS),
  shapes: (family) =>
    new Map(STEM_LEVELS.flatMap((level) => decoderConvs(family, level)).flatMap(convShapes)),
  first: (name, { shape, data }) => ({
    shape,
    data: name.endsWith(kernelName(OUT)) ? data.map((value) => value * FIRST_OUTPUT) : data,
  }),
  draw: drawCascade,
  inverts: (ops, _, inputs) => {
    const picture = inputs[PICTURE]!;
    return STEM_LEVELS.flatMap((level) => {
      const map = seen(ops, picture, level);
      const result = decoded(ops, map, level);
      return [
        { wanted: picture, made: result },
        { wanted: map, made: seen(ops, result, level) },
      ];
    });
  },
};
