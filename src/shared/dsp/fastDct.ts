import FFT from 'fft.js';

/**
 * The orthonormal cosine transform (DCT-II) of `dctBasis` and its inverse for any length, in O(n log n): an order of samples makes it a
 * Fourier transform of the same length (Makhoul 1980), and a chirp makes that a convolution of a power of two (Bluestein 1970).
 */
export class FastDct {
  readonly #fft: FFT;
  /** exp(-i pi k^2 / length), [2 length]. */
  readonly #chirp: Float64Array;
  /** Transform of the conjugate chirp, which is convolved with. */
  readonly #kernel: Float64Array;
  /** exp(-i pi k / (2 length)) times the norm of frequency k, [2 length]. */
  readonly #turns: Float64Array;
  readonly #padded: Float64Array;
  readonly #spectrum: Float64Array;

  /** @param length of what is transformed, at least 1 */
  constructor(readonly length: number) {
    const size = 2 ** Math.max(2, Math.ceil(Math.log2(2 * length)));
    this.#fft = new FFT(size);
    this.#padded = new Float64Array(2 * size);
    this.#spectrum = new Float64Array(2 * size);
    this.#kernel = new Float64Array(2 * size);
    this.#chirp = new Float64Array(2 * length);
    this.#turns = new Float64Array(2 * length);
    const conjugate = new Float64Array(2 * size);
    for (let k = 0; k < length; k++) {
      // k^2 modulo 2 length: the angle stays small, and its cosine exact.
      const angle = (Math.PI * ((k * k) % (2 * length))) / length;
      this.#chirp.set([Math.cos(angle), -Math.sin(angle)], 2 * k);
      for (const index of k === 0 ? [0] : [k, size - k]) {
        conjugate.set([Math.cos(angle), Math.sin(angle)], 2 * index);
      }
      const turn = (Math.PI * k) / (2 * length);
      const norm = Math.sqrt((k === 0 ? 1 : 2) / length);
      this.#turns.set([norm * Math.cos(turn), -norm * Math.sin(turn)], 2 * k);
    }
    this.#fft.transform(this.#kernel, conjugate);
  }

  /** Replaces the values [length] from `offset` on by their coefficients. */
  forward(data: Float64Array, offset: number): void {
    const { length } = this;
    const padded = this.#padded.fill(0);
    const chirp = this.#chirp;
    for (let i = 0; i < length; i++) {
      const value = data[offset + this.#sourceOf(i)]!;
      padded[2 * i] = value * chirp[2 * i]!;
      padded[2 * i + 1] = value * chirp[2 * i + 1]!;
    }
    this.#convolve();
    for (let k = 0; k < length; k++) {
      const [re, im] = [padded[2 * k]!, padded[2 * k + 1]!];
      const [c, s] = [chirp[2 * k]!, chirp[2 * k + 1]!];
      const turns = this.#turns;
      data[offset + k] = (re * c - im * s) * turns[2 * k]! - (re * s + im * c) * turns[2 * k + 1]!;
    }
  }

  /** Replaces the coefficients [length] from `offset` on by the values that they are of. */
  inverse(data: Float64Array, offset: number): void {
    const { length } = this;
    const padded = this.#padded.fill(0);
    const [chirp, turns] = [this.#chirp, this.#turns];
    // The adjoint of `forward`, step by step: chirps and turns are symmetric, so the same convolution serves.
    for (let k = 0; k < length; k++) {
      const value = data[offset + k]!;
      const [re, im] = [value * turns[2 * k]!, value * turns[2 * k + 1]!];
      const [c, s] = [chirp[2 * k]!, chirp[2 * k + 1]!];
      padded[2 * k] = re * c - im * s;
      padded[2 * k + 1] = re * s + im * c;
    }
    this.#convolve();
    for (let i = 0; i < length; i++) {
      data[offset + this.#sourceOf(i)] =
        padded[2 * i]! * chirp[2 * i]! - padded[2 * i + 1]! * chirp[2 * i + 1]!;
    }
  }

  /** Even samples from the start, then odd ones from the end. */
  #sourceOf(i: number): number {
    return 2 * i < this.length ? 2 * i : 2 * (this.length - i) - 1;
  }

  /** What is padded, convolved with the conjugate chirp. */
  #convolve(): void {
    const [spectrum, kernel] = [this.#spectrum, this.#kernel];
    this.#fft.transform(spectrum, this.#padded);
    for (let i = 0; i < spectrum.length; i += 2) {
      const [re, im] = [spectrum[i]!, spectrum[i + 1]!];
      spectrum[i] = re * kernel[i]! - im * kernel[i + 1]!;
      spectrum[i + 1] = re * kernel[i + 1]! + im * kernel[i]!;
    }
    this.#fft.inverseTransform(this.#padded, spectrum);
  }
}
