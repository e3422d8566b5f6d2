import type { Objective } from '../../src/shared/engine/objective.js';
import { Rng } from '../../src/shared/rng.js';
import { type Arrays, centralDifference } from './engines.js';

/** How gradients are compared with differences. */
export interface SlopeSettings {
  /** Distances of the points that differences are taken between; the best one counts, since float32 sums are noisy. */
  readonly steps?: readonly number[];
  /** How far a slope may be off, by the length of the gradient. */
  readonly tolerance?: number;
  /** A gradient that is shorter than this is none: the function must be flat. */
  readonly flat?: number;
}

const STEPS = [2e-2, 5e-3, 1.5e-3];
/** Half of the error that a gradient of 1.1 times its length has. */
const TOLERANCE = 0.04;
const FLAT = 1e-3;
const RANDOM_DIRECTIONS = 3;

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const lengthOf = (a: Float32Array) => Math.sqrt(dot(a, a));
const unit = (a: Float32Array) => a.map((value) => value / lengthOf(a));

/**
 * The gradient's own direction, along which it is steepest and nothing of it can hide; its halves, so that no part can be
 * wrong for another; and random ones, for what it leaves out.
 */
function directionsOf(gradient: Float32Array, seed: number): Float32Array[] {
  const halves = [0, 1].map((parity) => gradient.map((value, i) => (i % 2 === parity ? value : 0)));
  const steep = [gradient, ...halves].filter((direction) => lengthOf(direction) > FLAT * lengthOf(gradient));
  const rng = new Rng(seed);
  const random = Array.from({ length: RANDOM_DIRECTIONS }, () => rng.normals(gradient.length));
  return [...(lengthOf(gradient) > 0 ? steep : []), ...random].map(unit);
}

/**
 * What is wrong with a gradient, by central differences in double-sided steps.
 *
 * @param name of the input that the gradient is by
 * @returns a line, or undefined if every slope agrees
 */
export function slopeFault(
  objective: Objective,
  values: Arrays,
  name: string,
  gradient: Float32Array,
  { steps = STEPS, tolerance = TOLERANCE, flat = FLAT }: SlopeSettings = {},
): string | undefined {
  const length = lengthOf(gradient);
  const allowed = Math.max(tolerance * length, flat * tolerance);
  for (const [i, direction] of directionsOf(gradient, 3).entries()) {
    const slope = dot(gradient, direction);
    const differences = steps.map((step) => centralDifference(objective, values, name, direction, step));
    const errors = differences.map((difference) => Math.abs(difference - slope));
    if (Math.min(...errors) > allowed)
      return `${name}: direction ${i}: slope ${slope}, differences ${differences.join(', ')}, gradient of length ${length}`;
  }
  return undefined;
}

/** Gradients that are wrong, and must be found to be. */
export const WRONG_GRADIENTS: Readonly<Record<string, (gradient: Float32Array) => Float32Array>> = {
  'no gradient': (gradient) => gradient.map(() => 0),
  'half of it': (gradient) => gradient.map((value) => value / 2),
  '1.1 times it': (gradient) => gradient.map((value) => 1.1 * value),
  'the other sign': (gradient) => gradient.map((value) => -value),
};

/** Whether a gradient is so short that no difference could tell it from none. */
export const isFlat = (gradient: Float32Array) => lengthOf(gradient) < 2 * FLAT;
