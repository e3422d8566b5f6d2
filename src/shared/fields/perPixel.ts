/**
 * Maps and masks made pixel by pixel. In loops of their own, for `from` of typed arrays walks through iterators and takes ten times as long.
 */

/** A mask: 1 where something holds. */
export function maskWhere(pixels: number, holds: (i: number) => boolean): Uint8Array {
  const mask = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) if (holds(i)) mask[i] = 1;
  return mask;
}

/** Indices of the pixels where something holds, in order. */
export function indicesWhere(pixels: number, holds: (i: number) => boolean): Uint32Array {
  const indices = new Uint32Array(pixels);
  let count = 0;
  for (let i = 0; i < pixels; i++) if (holds(i)) indices[count++] = i;
  return indices.slice(0, count);
}

/** A number for each pixel. */
export function mapPixels(pixels: number, measure: (i: number) => number): Float32Array {
  const map = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) map[i] = measure(i);
  return map;
}
