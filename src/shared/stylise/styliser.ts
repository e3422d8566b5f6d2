/** Feed-forward nets that give pictures a style: what they are, and how they are drawn. */
import type { TensorShapes, Weights } from '../weights/tensors.js';
import { CASCADE, type CascadeFamily } from './cascadeNet.js';
import { EXCHANGE, type ExchangeFamily } from './exchangeNet.js';
import { type FamilyKind, type Look, type Named, NOISE_SHRINK, STRENGTH } from './family.js';
import type { NetOps } from './netOps.js';
import { PYRAMID, type PyramidFamily } from './pyramidNet.js';
import { RESIDUAL, type ResidualFamily } from './residualNet.js';
import { SWAP, type SwapFamily } from './swapNet.js';

export { MIXTURE, NOISE, PICTURE, STRENGTH } from './family.js';

/** What a net is, as plain data: its weights have the shapes that follow from it. */
export type StyliserFamily = ResidualFamily | ExchangeFamily | CascadeFamily | PyramidFamily | SwapFamily;

/** Every kind of net: each is a file, a line here, and what a file may say of it (`modelFile.ts`). */
const KINDS = {
  residual: RESIDUAL,
  exchange: EXCHANGE,
  cascade: CASCADE,
  pyramid: PYRAMID,
  swap: SWAP,
} as const;

const kindOf = ({ kind }: StyliserFamily) => KINDS[kind] as FamilyKind<StyliserFamily>;

/** Sides of pictures must be multiples of this. */
export const sideMultiple = (family: StyliserFamily): number => kindOf(family).sideMultiple;

/** Shapes of the weights that are trained. */
export const styliserShapes = (family: StyliserFamily): TensorShapes => kindOf(family).shapes(family);

/** Shapes of the inputs that say what style is meant; lengths that differ from style to style are `ANY_LENGTH`. */
export const conditionShapes = (family: StyliserFamily): Readonly<Record<string, readonly number[]>> =>
  kindOf(family).conditions(family);

/** How a net looks at a style's picture; undefined for nets that know their styles by `MIXTURE`. */
export const lookOf = (family: StyliserFamily): Look | undefined => kindOf(family).look?.(family);

/** Whether the net exchanges statistics, in a way that its family names. */
export const exchangesStatistics = (family: StyliserFamily): family is ExchangeFamily | CascadeFamily =>
  'exchange' in family;

/** Whether the net has a strength of its own; the results of others can be faded in. */
export const hasStrength = (family: StyliserFamily): boolean => STRENGTH in conditionShapes(family);

/** Whether the net sees with the stem of Inception. */
export const seesWithStem = (family: StyliserFamily): boolean =>
  kindOf(family).seesWithStem?.(family) ?? false;

/** The shape of the input `NOISE` for pictures of a size; undefined where there is none. */
export function noiseShape(family: StyliserFamily, height: number, width: number): number[] | undefined {
  if (!kindOf(family).hasNoise?.(family)) return undefined;
  return [1, height / NOISE_SHRINK, width / NOISE_SHRINK, 1];
}

/**
 * Draws a net.
 *
 * @param inputs `PICTURE`, those of `conditionShapes`, and `NOISE` where there is any
 * @returns the stylised picture, [1, height, width, 3]
 */
export function drawStyliser<T>(ops: NetOps<T>, family: StyliserFamily, inputs: Named<T>): T {
  return kindOf(family).draw(ops, family, inputs);
}

/**
 * What a net that inverts a network is held to.
 *
 * @throws RangeError for nets that ask nothing
 */
export function drawInverse<T>(ops: NetOps<T>, family: StyliserFamily, inputs: Named<T>, result: T) {
  const { inverts } = kindOf(family);
  if (!inverts) throw new RangeError(`a ${family.kind} net inverts nothing`);
  return inverts(ops, family, inputs, result);
}

/** What trained weights start from, where that is not noise. */
export function firstWeights(family: StyliserFamily, seeded: Weights): Weights {
  const { first } = kindOf(family);
  return new Map([...seeded].map(([name, array]) => [name, first?.(name, array, family) ?? array]));
}

/** Whether a weight is a filter, which decays in training, and no bias or norm. */
export const isFilter = (name: string): boolean => name.endsWith('.kernel');
