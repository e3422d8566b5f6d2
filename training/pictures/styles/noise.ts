import type { Rng } from '../../../src/shared/rng.js';

/** Perlin's noise seldom leaves this share of -1..1. */
const GAIN = 1.4;

/** Smooth noise over the plane on a lattice of period 1 (Perlin 1985, with the fade of 2002), about -1..1, mean 0. */
export class Noise {
  readonly #seed: number;

  constructor(rng: Rng) {
    this.#seed = rng.integer(2 ** 31);
  }

  /** The value at a point. */
  valueAt(x: number, y: number): number {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [x - i, y - j];
    const [fu, fv] = [fade(u), fade(v)];
    const upper = this.#slope(i, j, u, v) * (1 - fu) + this.#slope(i + 1, j, u - 1, v) * fu;
    const lower = this.#slope(i, j + 1, u, v - 1) * (1 - fu) + this.#slope(i + 1, j + 1, u - 1, v - 1) * fu;
    return GAIN * (upper * (1 - fv) + lower * fv);
  }

  /** Octaves, each twice as fine and half as strong as the one before. */
  fractalAt(x: number, y: number, octaves: number): number {
    let [sum, weight, total] = [0, 1, 0];
    for (let octave = 0; octave < octaves; octave++) {
      // Shifted, or all octaves would be 0 at the origin.
      sum += weight * this.valueAt(x * 2 ** octave + 17.3 * octave, y * 2 ** octave - 9.7 * octave);
      total += weight;
      weight /= 2;
    }
    return sum / total;
  }

  #slope(i: number, j: number, u: number, v: number): number {
    let hash = Math.imul(i, 0x27d4eb2d) ^ Math.imul(j, 0x165667b1) ^ this.#seed;
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    const angle = (2 * Math.PI * ((hash ^ (hash >>> 15)) >>> 0)) / 0x1_0000_0000;
    return Math.cos(angle) * u + Math.sin(angle) * v;
  }
}

function fade(t: number): number {
  return t * t * t * (t * (6 * t - 15) + 10);
}
