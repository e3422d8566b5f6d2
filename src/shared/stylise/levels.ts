/** Levels of features whose statistics nets exchange: what they are told of a style, and how they look at it. */
import { RGB } from '../pictures/picture.js';
import type { NamedShape } from './convShape.js';
import { type FeatureStatistics, statisticsOf } from './exchange.js';
import { type Look, type Named, STRENGTH } from './family.js';
import type { NetOps } from './netOps.js';
import { drawStem, stemChannels } from './stem.js';

/** The pixels themselves, as a level. */
export const PIXEL_LEVEL = 'pixels';
/** Where statistics are exchanged, from fine to coarse: at full size, and at a half, a quarter and an eighth of it. */
export const EXCHANGE_LEVELS = [PIXEL_LEVEL, 'conv3', 'conv5', 'mixed1'] as const;
/** One of `EXCHANGE_LEVELS`. */
export type ExchangeLevel = (typeof EXCHANGE_LEVELS)[number];
/** One of those that the stem sees. */
export type StemLevel = Exclude<ExchangeLevel, typeof PIXEL_LEVEL>;
/** Those that the stem sees, from fine to coarse: the first at a half of the picture's size, each next at a half of the one before. */
export const STEM_LEVELS: readonly StemLevel[] = ['conv3', 'conv5', 'mixed1'];

/** Channels of a level. */
export const levelChannels = (level: ExchangeLevel): number =>
  level === PIXEL_LEVEL ? RGB : stemChannels(level);

/** The input that holds the mean of a level, or its covariance. */
const statisticName = (level: ExchangeLevel, part: 'mean' | 'covariance') => `style ${level} ${part}`;

/** Inputs that say what is known of a style at some levels. */
const statisticShapes = (levels: readonly ExchangeLevel[]): NamedShape[] =>
  levels.flatMap((level) => {
    const channels = levelChannels(level);
    return [
      [statisticName(level, 'mean'), [1, channels]],
      [statisticName(level, 'covariance'), [channels, channels]],
    ];
  });

/** Of those inputs, what is known of a level. */
export function statisticsIn<T>(inputs: Named<T>, level: ExchangeLevel): FeatureStatistics<T> {
  return {
    mean: inputs[statisticName(level, 'mean')]!,
    covariance: inputs[statisticName(level, 'covariance')]!,
  };
}

/** What a picture looks like at each level. @param picture [1, h, w, 3] in 0..1, sides multiples of 8 */
export function drawLevels<T>(ops: NetOps<T>, picture: T): Readonly<Record<ExchangeLevel, T>> {
  const stem = drawStem(ops, picture, STEM_LEVELS) as Record<StemLevel, T>;
  return { ...stem, [PIXEL_LEVEL]: picture };
}

/** The inputs of `statisticShapes` for a style. @param style as for `drawLevels` */
function lookAtLevels<T>(ops: NetOps<T>, style: T, levels: readonly ExchangeLevel[]): Named<T> {
  const maps = drawLevels(ops, style);
  return Object.fromEntries(
    levels.flatMap((level): [string, T][] => {
      const { mean, covariance } = statisticsOf(ops, ops.rows(maps[level]));
      return [
        [statisticName(level, 'mean'), mean],
        [statisticName(level, 'covariance'), covariance],
      ];
    }),
  );
}

/** What kinds of nets have in common that exchange statistics at some levels: they know a style by its statistics there. */
export const exchangingAt = (levels: readonly ExchangeLevel[]) => ({
  sideMultiple: 8,
  conditions: () => ({ ...Object.fromEntries(statisticShapes(levels)), [STRENGTH]: [1, 1] }),
  seesWithStem: () => true,
  look: (): Look => ({
    isLearnt: false,
    blend: 'gaussian',
    draw: (ops, style) => lookAtLevels(ops, style, levels),
  }),
});
