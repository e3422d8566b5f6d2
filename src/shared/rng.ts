/**
 * The only source of randomness: sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32.
 * The same seed gives the same numbers on every platform.
 */
export class Rng {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param seed any integer; only its low 32 bits count */
  constructor(seed: number) {
    let state = seed >>> 0;
    const next = () => {
      state = (state + 0x9e3779b9) >>> 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return (z ^ (z >>> 15)) | 0;
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let i = 0; i < 12; i++) this.#bits();
  }

  #bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }

  /** Uniform in [0, 1), with 32 bits. */
  uniform(): number {
    return this.#bits() / 0x1_0000_0000;
  }

  /** A whole number in [0, bound). */
  integer(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** `length` numbers, evenly spread in -1..1. */
  spread(length: number): Float32Array {
    return Float32Array.from({ length }, () => 2 * this.uniform() - 1);
  }

  /** Standard normal (Box-Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** `length` standard normal numbers times `scale`. */
  normals(length: number, scale = 1): Float32Array {
    const numbers = new Float32Array(length);
    for (let i = 0; i < length; i++) numbers[i] = this.normal() * scale;
    return numbers;
  }
}
