import { Rng } from '../../src/shared/rng.js';

/** Columns that are orthonormal, of a random basis (Gram-Schmidt): [size, size], row-major. */
export function randomBasis(size: number, seed: number): Float64Array {
  const rng = new Rng(seed);
  const basis = Float64Array.from({ length: size * size }, () => rng.normal());
  const column = (c: number) => Array.from({ length: size }, (_, r) => basis[r * size + c]!);
  for (let c = 0; c < size; c++) {
    // Twice is enough for full precision.
    for (const k of [...Array(c).keys(), ...Array(c).keys()]) {
      const other = column(k);
      const overlap = column(c).reduce((sum, value, r) => sum + value * other[r]!, 0);
      for (let r = 0; r < size; r++) basis[r * size + c]! -= overlap * other[r]!;
    }
    const norm = Math.hypot(...column(c));
    for (let r = 0; r < size; r++) basis[r * size + c]! /= norm;
  }
  return basis;
}

/** The symmetric matrix with these eigenvalues along the columns of a basis: [size, size]. */
export function spdMatrix(basis: Float64Array, eigenvalues: readonly number[]): Float32Array {
  const size = eigenvalues.length;
  const element = (r: number, c: number) =>
    eigenvalues.reduce((sum, value, k) => sum + value * basis[r * size + k]! * basis[c * size + k]!, 0);
  return Float32Array.from({ length: size * size }, (_, i) => element(Math.floor(i / size), i % size));
}

/** Eigenvalues from 1 down to 1 / condition, equally spaced in the logarithm. */
export function eigenvaluesOf(size: number, condition: number): number[] {
  return Array.from({ length: size }, (_, i) => condition ** -(i / (size - 1)));
}
