/** The middle one of some numbers by size, the upper of two; 0 if there are none. */
export function median(values: ArrayLike<number>): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? 0;
}
