/**
 * Where logical axes lie in memory: `axes[i]` is the stored axis that holds logical axis `i`.
 *
 * tfjs keeps channels last, ONNX's convolutions keep them first. A recorded value therefore carries its
 * axes, and a transposition is written only when a consumer insists on another order.
 */
export type Axes = readonly number[];

/** Stored in logical order. */
export function identityAxes(rank: number): Axes {
  return Array.from({ length: rank }, (_, i) => i);
}

/**
 * Channels stored before positions: [n, h, w, c] as NCHW, [n, positions, c] as NCP, and
 * [positions, c] as [c, positions].
 */
export function channelsFirstAxes(rank: number): Axes {
  if (rank === 2) return [1, 0];
  return [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1];
}

/** Same order of axes. */
export function sameAxes(a: Axes, b: Axes): boolean {
  return a.length === b.length && a.every((axis, i) => axis === b[i]);
}

/** Logical dimensions in stored order. */
export function toStored<T>(logical: readonly T[], axes: Axes): T[] {
  const stored = new Array<T>(logical.length);
  axes.forEach((axis, i) => {
    stored[axis] = logical[i] as T;
  });
  return stored;
}

/** ONNX permutation that turns a value stored in order `from` into order `to`. */
export function permutation(from: Axes, to: Axes): number[] {
  return toStored(from, to);
}

/** The axes that are left when some logical axes are taken away. */
export function withoutAxes(axes: Axes, removed: readonly number[]): Axes {
  const kept = axes.filter((_, i) => !removed.includes(i));
  const inOrder = [...kept].sort((a, b) => a - b);
  return kept.map((axis) => inOrder.indexOf(axis));
}
