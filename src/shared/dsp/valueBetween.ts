/** The value at a place between two entries of a list, on the straight line from one to the other; the outer ones go on beyond its ends. */
export function valueBetween(values: Float32Array | Float64Array, position: number): number {
  const last = values.length - 1;
  const inside = Math.min(last, Math.max(0, position));
  const below = Math.floor(inside);
  const [a, b] = [values[below]!, values[Math.min(last, below + 1)]!];
  return a + (inside - below) * (b - a);
}
