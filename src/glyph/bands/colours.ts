import { timesLower, whitening } from '../../shared/linalg/cholesky.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';

/** Colours that are taken for normally distributed. */
export class ColourDistribution {
  readonly mean = new Float64Array(RGBA);
  /** [4, 4], lower triangular: turns differences to the mean into deviations. */
  readonly whitening = new Float64Array(RGBA * RGBA);
  readonly #covariance = new Float64Array(RGBA * RGBA);
  readonly #difference = new Float64Array(RGBA);
  readonly #deviations = new Float64Array(RGBA);

  /**
   * Takes the distribution of the colours of some pixels.
   *
   * @param rgba [pixels, 4]
   * @param tolerance added to every channel as a deviation
   */
  fit(rgba: Float32Array, pixels: Int32Array, tolerance: number): void {
    this.#fitMean(rgba, pixels);
    this.#fitCovariance(rgba, pixels);
    for (let a = 0; a < RGBA; a++) {
      const diagonal = a * RGBA + a;
      this.#covariance[diagonal] = this.#covariance[diagonal]! + tolerance ** 2;
    }
    this.whitening.set(whitening(this.#covariance, RGBA));
  }

  /** How far the colour at `offset` is from the mean, in squared deviations. */
  squaredDeviation(rgba: Float32Array, offset: number): number {
    const [difference, deviations] = [this.#difference, this.#deviations];
    for (let c = 0; c < RGBA; c++) difference[c] = rgba[offset + c]! - this.mean[c]!;
    timesLower(this.whitening, 0, difference, deviations);
    return deviations.reduce((sum, value) => sum + value * value, 0);
  }

  /** Logarithm of how widely the colours are spread: that of the determinant of the covariance's root. */
  logSpread(): number {
    let sum = 0;
    for (let a = 0; a < RGBA; a++) sum -= Math.log(this.whitening[a * RGBA + a]!);
    return sum;
  }

  #fitMean(rgba: Float32Array, pixels: Int32Array): void {
    this.mean.fill(0);
    for (const pixel of pixels) {
      for (let c = 0; c < RGBA; c++) {
        this.mean[c] = this.mean[c]! + rgba[pixel * RGBA + c]! / pixels.length;
      }
    }
  }

  #fitCovariance(rgba: Float32Array, pixels: Int32Array): void {
    const [covariance, difference] = [this.#covariance, this.#difference];
    covariance.fill(0);
    for (const pixel of pixels) {
      for (let c = 0; c < RGBA; c++) {
        difference[c] = rgba[pixel * RGBA + c]! - this.mean[c]!;
      }
      for (let a = 0; a < RGBA; a++) {
        const share = difference[a]! / pixels.length;
        for (let b = 0; b <= a; b++) {
          const index = a * RGBA + b;
          covariance[index] = covariance[index]! + share * difference[b]!;
        }
      }
    }
  }
}
