import { Rng } from '../../src/shared/rng.js';

/** Normal vectors of 3, mixed and shifted. */
export function normalVectors(count: number, seed: number, shift = 0): Float32Array {
  const rng = new Rng(seed);
  const mix = rng.normals(9);
  const rows = new Float32Array(count * 3);
  for (let row = 0; row < count; row++) {
    const z = rng.normals(3);
    for (let i = 0; i < 3; i++)
      rows[row * 3 + i] = shift + z.reduce((sum, x, j) => sum + x * mix[i * 3 + j]!, 0);
  }
  return rows;
}
