import { Rng } from '../../src/shared/rng.js';

/** A loss at a point, and the gradient that it is said to have there. */
export interface GradientClaim {
  /** The loss as a function of one of its inputs. */
  readonly lossOf: (values: Float32Array) => number | Promise<number>;
  /** The point. */
  readonly values: Float32Array;
  /** Of the point; the last axis is that of channels. */
  readonly shape: readonly number[];
  readonly gradient: Float32Array;
}

/**
 * Half the distances of the points that differences are taken between. The best one counts: long steps reach over kinks, of
 * short ones rounding is a large share. That of a loss of 10 is 1e-6 in float32, a thousandth of a slope of 1 at the shortest.
 */
const STEPS = [2e-2, 5e-3, 1.5e-3, 5e-4];
/**
 * How far a slope may be off, as a share of the length of the part of the gradient that it is the slope of. Of 371 right
 * gradients of ops and losses none is off by more than 0.0007, and all but one by less than 0.0002.
 */
const TOLERANCE = 0.005;
/** How gradients are compared with differences, if not as most are. */
export interface SlopeSettings {
  /** Default 0.005. More where kinks are dense, as in networks of many ReLUs. */
  readonly tolerance?: number;
}

/** A gradient that is shorter than this is none. */
const FLAT = 1e-3;
/** Parts of a gradient that are shorter than this share of it drown in the rounding of the others. */
const LEAST_PART = 0.02;
const RANDOM_DIRECTIONS = 3;

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const lengthOf = (a: Float32Array) => Math.sqrt(dot(a, a));
const unit = (a: Float32Array) => {
  const length = lengthOf(a);
  return a.map((value) => value / length);
};

/** Whether a gradient is so short that no difference could tell it from none. */
const isFlat = (gradient: Float32Array) => lengthOf(gradient) < FLAT;

/** Whether a value is the first or the last along any axis but that of channels: where windows are cut off. */
function isOnBorder(index: number, shape: readonly number[]): boolean {
  let quotient = Math.floor(index / (shape.at(-1) ?? 1));
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    const length = shape[axis]!;
    const position = quotient % length;
    if (length > 2 && (position === 0 || position === length - 1)) return true;
    quotient = Math.floor(quotient / length);
  }
  return false;
}

/** A direction, and how long the part of the gradient is that lies along it: what errors are measured by. */
interface Direction {
  readonly name: string;
  readonly along: Float32Array;
  readonly partLength: number;
}

/**
 * The gradient's own direction, along which it is steepest and nothing of it can hide; parts of it, so that none can be wrong
 * for another; and random ones, for what it leaves out.
 */
function directionsOf(gradient: Float32Array, shape: readonly number[]): Direction[] {
  const length = lengthOf(gradient);
  const part = (name: string, isIn: (i: number) => boolean): Direction => {
    const along = gradient.map((value, i) => (isIn(i) ? value : 0));
    return { name, along, partLength: lengthOf(along) };
  };
  const parts = [
    part('its own', () => true),
    part('its even half', (i) => i % 2 === 0),
    part('its odd half', (i) => i % 2 === 1),
    part('its border', (i) => isOnBorder(i, shape)),
    part('its inside', (i) => !isOnBorder(i, shape)),
  ].filter(({ partLength }) => partLength > LEAST_PART * length);
  const rng = new Rng(3);
  const random = Array.from({ length: RANDOM_DIRECTIONS }, (_, i) => ({
    name: `random ${i}`,
    along: rng.normals(gradient.length),
    partLength: length,
  }));
  return [...parts, ...random].map((direction) => ({ ...direction, along: unit(direction.along) }));
}

/** Slopes along a direction by differences of both sides, one for each step. */
async function differencesOf({ lossOf, values }: GradientClaim, along: Float32Array): Promise<number[]> {
  const lossAfter = (step: number) => lossOf(values.map((value, i) => value + step * along[i]!));
  const differences = [];
  for (const step of STEPS)
    differences.push(((await lossAfter(step)) - (await lossAfter(-step))) / (2 * step));
  return differences;
}

/** What is wrong with a gradient: a line, or undefined if every slope agrees with differences. */
export async function slopeFault(
  claim: GradientClaim,
  { tolerance = TOLERANCE }: SlopeSettings = {},
): Promise<string | undefined> {
  const { gradient, shape } = claim;
  for (const { name, along, partLength } of directionsOf(gradient, shape)) {
    const slope = dot(gradient, along);
    const differences = await differencesOf(claim, along);
    const error = Math.min(...differences.map((difference) => Math.abs(difference - slope)));
    const allowed = tolerance * Math.max(partLength, FLAT);
    if (!(error <= allowed))
      return `in ${name} direction: slope ${slope}, differences ${differences}, of ${partLength}`;
  }
  return undefined;
}

/** Gradients that are wrong, and must be found to be. */
const WRONG_GRADIENTS: Readonly<
  Record<string, (gradient: Float32Array, shape: readonly number[]) => Float32Array>
> = {
  'no gradient': (gradient) => gradient.map(() => 0),
  'half of it': (gradient) => gradient.map((value) => value / 2),
  '1.1 times it': (gradient) => gradient.map((value) => 1.1 * value),
  'the other sign': (gradient) => gradient.map((value) => -value),
  'half of it at the border': (gradient, shape) =>
    gradient.map((value, i) => (isOnBorder(i, shape) ? value / 2 : value)),
  'half of every second value': (gradient) => gradient.map((value, i) => (i % 2 === 1 ? value / 2 : value)),
};

/** Wrong gradients that differ from the right one by enough for differences to tell. */
function wrongGradientsOf(gradient: Float32Array, shape: readonly number[]): [string, Float32Array][] {
  const all = Object.entries(WRONG_GRADIENTS).map(([name, wrong]): [string, Float32Array] => [
    name,
    wrong(gradient, shape),
  ]);
  const change = (wrong: Float32Array) => lengthOf(wrong.map((value, i) => value - gradient[i]!));
  return all.filter(([, wrong]) => change(wrong) > LEAST_PART * lengthOf(gradient));
}

/**
 * What is wrong with a gradient, or with this check of it: wrong ones that are made of the right one must all be found.
 *
 * @param isZero whether the loss is flat there
 * @returns a line, or undefined if all is well
 */
export async function gradientFault(
  claim: GradientClaim,
  { isZero = false, ...settings }: SlopeSettings & { readonly isZero?: boolean } = {},
): Promise<string | undefined> {
  const { gradient, shape } = claim;
  if (isFlat(gradient) !== isZero)
    return isZero ? 'should be zero, and is not' : 'zero, so that none is checked';
  const fault = await slopeFault(claim, settings);
  if (fault || isZero) return fault;
  for (const [name, wrong] of wrongGradientsOf(gradient, shape)) {
    if (!(await slopeFault({ ...claim, gradient: wrong }, settings))) return `${name} would pass as well`;
  }
  return undefined;
}
