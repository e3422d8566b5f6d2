import { addScaled, dot, setScaled } from './vectors.js';

/**
 * The last steps `s` and the gradient changes `y` they caused: a model of the curvature (Nocedal & Wright,
 * Numerical Optimization, section 7.2). A ring: the newest pair takes the place of the oldest.
 */
export interface History {
  /** The most pairs kept. */
  readonly capacity: number;
  /** Pairs in use, out of those allocated. */
  length: number;
  /** Where the next pair goes. */
  next: number;
  /** s = x' - x */
  readonly steps: Float32Array[];
  /** y = g' - g */
  readonly changes: Float32Array[];
  /** 1 / (s . y) */
  readonly inverseCurvatures: number[];
  /** (s . y) / (y . y) of the newest pair: the scale of the inverse Hessian. */
  scale: number;
}

/** A history without pairs. Memory is allocated as pairs come: 8 bytes a variable and pair. */
export function emptyHistory(capacity: number): History {
  return { capacity, length: 0, next: 0, steps: [], changes: [], inverseCurvatures: [], scale: 1 };
}

/** Drops all pairs, and keeps their memory for later ones. */
export function forget(history: History): void {
  history.length = 0;
  history.next = 0;
  history.scale = 1;
}

/** Two points and the gradients there. */
export interface Move {
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly gradientFrom: Float32Array;
  readonly gradientTo: Float32Array;
}

/**
 * Adds the pair of a move, unless it would spoil the model: the inverse Hessian stays positive definite only
 * if s . y > 0, so a pair is skipped unless the cosine between s and y is above `minCosine`.
 */
export function remember(history: History, move: Move, minCosine: number): void {
  if (history.capacity === 0) return;
  const { sy, ss, yy } = curvatureOf(move);
  if (!(sy > minCosine * Math.sqrt(ss * yy))) return;
  const slot = history.next;
  history.steps[slot] = difference(history.steps[slot], move.to, move.from);
  history.changes[slot] = difference(history.changes[slot], move.gradientTo, move.gradientFrom);
  history.inverseCurvatures[slot] = 1 / sy;
  history.scale = sy / yy;
  history.next = (slot + 1) % history.capacity;
  history.length = Math.min(history.length + 1, history.capacity);
}

function curvatureOf({ from, to, gradientFrom, gradientTo }: Move): { sy: number; ss: number; yy: number } {
  let sy = 0;
  let ss = 0;
  let yy = 0;
  for (let i = 0; i < from.length; i++) {
    const s = to[i]! - from[i]!;
    const y = gradientTo[i]! - gradientFrom[i]!;
    sy += s * y;
    ss += s * s;
    yy += y * y;
  }
  return { sy, ss, yy };
}

function difference(reuse: Float32Array | undefined, a: Float32Array, b: Float32Array): Float32Array {
  const target = reuse ?? new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) target[i] = a[i]! - b[i]!;
  return target;
}

/** direction = -H gradient, with H the inverse Hessian of the model (two-loop recursion; H = 1 without pairs). */
export function descend(history: History, gradient: Float32Array, direction: Float32Array): void {
  setScaled(direction, -1, gradient);
  const newestFirst = slotsNewestFirst(history);
  const shares = newestFirst.map((slot) => {
    const share = weight(history, slot) * dot(vectorOf(history.steps, slot), direction);
    addScaled(direction, -share, vectorOf(history.changes, slot));
    return share;
  });
  if (history.length > 0) setScaled(direction, history.scale, direction);
  for (let k = newestFirst.length - 1; k >= 0; k--) {
    const slot = newestFirst[k]!;
    const correction = weight(history, slot) * dot(vectorOf(history.changes, slot), direction);
    addScaled(direction, shares[k]! - correction, vectorOf(history.steps, slot));
  }
}

function slotsNewestFirst({ length, next, capacity }: History): number[] {
  return Array.from({ length }, (_, age) => (next - 1 - age + capacity) % capacity);
}

const vectorOf = (vectors: Float32Array[], slot: number) => vectors[slot]!;
const weight = (history: History, slot: number) => history.inverseCurvatures[slot]!;
