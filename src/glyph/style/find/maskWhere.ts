/** A mask: 1 where something holds. A loop of its own, for `Uint8Array.from` walks through iterators and takes ten times as long. */
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
