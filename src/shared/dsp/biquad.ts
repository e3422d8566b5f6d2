/** Second-order filter b0 + b1 z^-1 + b2 z^-2 over 1 + a1 z^-1 + a2 z^-2. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** The signal filtered by several second-order sections in a row (transposed direct form II, from rest). */
export function applyBiquads(signal: Float32Array, sections: readonly Biquad[]): Float32Array {
  return new BiquadChain(sections).next(signal);
}

/** Second-order sections in a row that go on where they were when they are given the next stretch of a signal. */
export class BiquadChain {
  readonly #states: Float64Array;

  constructor(private readonly sections: readonly Biquad[]) {
    this.#states = new Float64Array(2 * sections.length);
  }

  /** The next stretch, filtered. */
  next(stretch: Float32Array): Float32Array {
    const out = Float32Array.from(stretch);
    for (const [k, { b0, b1, b2, a1, a2 }] of this.sections.entries()) {
      let s1 = this.#states[2 * k]!;
      let s2 = this.#states[2 * k + 1]!;
      for (let i = 0; i < out.length; i++) {
        const x = out[i]!;
        const y = b0 * x + s1;
        s1 = b1 * x - a1 * y + s2;
        s2 = b2 * x - a2 * y;
        out[i] = y;
      }
      this.#states.set([s1, s2], 2 * k);
    }
    return out;
  }
}
