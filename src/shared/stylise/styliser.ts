/** Feed-forward nets that give pictures a style: what they are, and how they are drawn. */
import type { TensorShapes, WeightArray, Weights } from '../weights/tensors.js';
import {
  drawExchange,
  EXCHANGE_LEVELS,
  type ExchangeFamily,
  exchangeShapes,
  type LevelStatistics,
  levelChannels,
} from './exchangeNet.js';
import type { NetOps } from './netOps.js';
import { drawResidual, isNormScale, type ResidualFamily, residualShapes } from './residualNet.js';

/** What a net is, as plain data: its weights have the shapes that follow from it. */
export type StyliserFamily = ResidualFamily | ExchangeFamily;

/** The input that holds the picture, [1, height, width, 3] in 0..1. */
export const PICTURE = 'picture';
/** Of nets of some styles: how much there is of each, [1, styles], in all 1. */
export const MIXTURE = 'mixture';
/** Of nets of any style: how much of it there is, [1, 1], 0..1. */
export const STRENGTH = 'strength';
/** Of nets of any style: its statistics at each level. */
export const statisticName = (level: string, part: 'mean' | 'covariance') => `style ${level} ${part}`;

/** Sides of pictures must be multiples of this: nets halve them as often as their deepest layer says. */
export const sideMultiple = ({ kind }: StyliserFamily): number => (kind === 'residual' ? 4 : 8);

/** Shapes of the weights that are trained. */
export function styliserShapes(family: StyliserFamily): TensorShapes {
  return family.kind === 'residual' ? residualShapes(family) : exchangeShapes(family);
}

/** Shapes of the inputs that say what style is meant. */
export function conditionShapes(family: StyliserFamily): Record<string, readonly number[]> {
  if (family.kind === 'residual') return { [MIXTURE]: [1, family.styles] };
  const statistics = EXCHANGE_LEVELS.flatMap((level): [string, readonly number[]][] => {
    const channels = levelChannels(level);
    return [
      [statisticName(level, 'mean'), [1, channels]],
      [statisticName(level, 'covariance'), [channels, channels]],
    ];
  });
  return { ...Object.fromEntries(statistics), [STRENGTH]: [1, 1] };
}

/**
 * Draws a net.
 *
 * @param inputs `PICTURE` and those of `conditionShapes`
 * @returns the stylised picture, [1, height, width, 3]
 */
export function drawStyliser<T>(
  ops: NetOps<T>,
  family: StyliserFamily,
  inputs: Readonly<Record<string, T>>,
): T {
  const picture = inputs[PICTURE]!;
  if (family.kind === 'residual') return drawResidual(ops, family, picture, inputs[MIXTURE]!);
  return drawExchange(ops, family, picture, statisticsIn(inputs), inputs[STRENGTH]!);
}

function statisticsIn<T>(inputs: Readonly<Record<string, T>>): LevelStatistics<T> {
  const entries = EXCHANGE_LEVELS.map((level) => [
    level,
    { mean: inputs[statisticName(level, 'mean')]!, covariance: inputs[statisticName(level, 'covariance')]! },
  ]);
  return Object.fromEntries(entries) as LevelStatistics<T>;
}

/** A last layer that begins near zero leaves the colours in the middle of their range, where its gradient is largest. */
const FIRST_OUTPUT = 0.1;

/** What trained weights start from, where that is not noise: scales of norms at one, and a quiet last layer. */
export function firstWeights(family: StyliserFamily, seeded: Weights): Weights {
  return new Map([...seeded].map(([name, array]) => [name, firstWeight(name, array, family)]));
}

function firstWeight(name: string, { shape, data }: WeightArray, { kind }: StyliserFamily): WeightArray {
  if (isNormScale(name)) return { shape, data: data.map(() => 1) };
  if (name === 'out.kernel' && kind === 'exchange') return { shape, data: data.map((v) => v * FIRST_OUTPUT) };
  return { shape, data };
}

/** Whether a weight is a filter, which decays in training, and no bias or norm. */
export const isFilter = (name: string): boolean => name.endsWith('.kernel');
