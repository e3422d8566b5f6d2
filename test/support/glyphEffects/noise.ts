import { Rng } from '../../../src/shared/rng.js';

const SIDE = 64;

/** Smooth noise over the plane: a mean of 0.5, within 0..1. */
export type Noise = (x: number, y: number) => number;

const fade = (t: number) => t * t * (3 - 2 * t);

/** Random values on the whole numbers, smoothly joined; repeats after 64. */
function valueNoise(seed: number): Noise {
  const rng = new Rng(seed);
  const lattice = Float32Array.from({ length: SIDE * SIDE }, () => rng.uniform());
  const at = (x: number, y: number) => lattice[(y & (SIDE - 1)) * SIDE + (x & (SIDE - 1))]!;
  return (x, y) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [fade(x - left), fade(y - top)];
    const upper = at(left, top) * (1 - u) + at(left + 1, top) * u;
    const lower = at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u;
    return upper * (1 - v) + lower * v;
  };
}

/** Four octaves of noise, each half as wide and half as strong as the one before. */
export function cloudNoise(seed: number): Noise {
  const octaves = [0, 1, 2, 3].map((octave) => valueNoise(seed * 4 + octave));
  return (x, y) => {
    let [sum, weight] = [0, 0];
    for (const [octave, noise] of octaves.entries()) {
      const scale = 2 ** octave;
      sum += noise(x * scale, y * scale) / scale;
      weight += 1 / scale;
    }
    return sum / weight;
  };
}
