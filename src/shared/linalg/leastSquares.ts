import { timesLower, whitening } from './cholesky.js';

/** Sums that a least-squares fit of several values by the same functions is made from. */
export class LeastSquares {
  readonly #products: Float64Array;
  readonly #values: Float64Array;
  readonly #squares: Float64Array;
  #weight = 0;

  /**
   * @param size number of functions
   * @param channels number of values
   */
  constructor(
    readonly size: number,
    readonly channels: number,
  ) {
    this.#products = new Float64Array(size * size);
    this.#values = new Float64Array(size * channels);
    this.#squares = new Float64Array(channels);
  }

  /** Adds one place. @param functions [size] @param values [channels] */
  add(functions: Float64Array, values: ArrayLike<number>, weight: number): void {
    const { size, channels } = this;
    for (let i = 0; i < size; i++) {
      const scaled = weight * functions[i]!;
      if (scaled === 0) continue;
      for (let j = 0; j <= i; j++) {
        this.#products[i * size + j] = this.#products[i * size + j]! + scaled * functions[j]!;
      }
      for (let c = 0; c < channels; c++) {
        this.#values[i * channels + c] = this.#values[i * channels + c]! + scaled * values[c]!;
      }
    }
    for (let c = 0; c < channels; c++) this.#squares[c] = this.#squares[c]! + weight * values[c]! ** 2;
    this.#weight += weight;
  }

  /**
   * Coefficients with the least squared error plus `ridge` times their own squares, the ridge as a share of the mean square of
   * a function.
   *
   * @returns [size, channels]
   */
  solve(ridge: number): Float64Array {
    const { size, channels } = this;
    const damped = this.#products.slice();
    let trace = 0;
    for (let i = 0; i < size; i++) trace += damped[i * size + i]!;
    for (let i = 0; i < size; i++)
      damped[i * size + i] = damped[i * size + i]! + (ridge * trace) / size + 1e-12;
    const inverse = whitening(damped, size);
    const [column, half] = [new Float64Array(size), new Float64Array(size)];
    const out = new Float64Array(size * channels);
    for (let c = 0; c < channels; c++) {
      for (let i = 0; i < size; i++) column[i] = this.#values[i * channels + c]!;
      timesLower(inverse, 0, column, half);
      for (let i = 0; i < size; i++) {
        let sum = 0;
        for (let k = i; k < size; k++) sum += inverse[k * size + i]! * half[k]!;
        out[i * channels + c] = sum;
      }
    }
    return out;
  }

  /** The weighted sum of squared errors of some coefficients at the places that were added. @param coefficients [size, channels] */
  error(coefficients: Float64Array): number {
    const { size, channels } = this;
    let sum = 0;
    for (let c = 0; c < channels; c++) {
      sum += this.#squares[c]!;
      for (let i = 0; i < size; i++) {
        const a = coefficients[i * channels + c]!;
        sum -= 2 * a * this.#values[i * channels + c]!;
        for (let j = 0; j <= i; j++) {
          const twice = i === j ? 1 : 2;
          sum += twice * a * coefficients[j * channels + c]! * this.#products[i * size + j]!;
        }
      }
    }
    return Math.max(0, sum);
  }

  /** Adds what another has. */
  join(other: LeastSquares): void {
    for (const [i, value] of other.#products.entries()) this.#products[i] = this.#products[i]! + value;
    for (const [i, value] of other.#values.entries()) this.#values[i] = this.#values[i]! + value;
    for (const [c, value] of other.#squares.entries()) this.#squares[c] = this.#squares[c]! + value;
    this.#weight += other.#weight;
  }

  /** Sum of weights. */
  get weight(): number {
    return this.#weight;
  }
}
