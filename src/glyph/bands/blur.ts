import { RGBA, type Size } from '../grid.js';

/** A Gaussian is cut off at this many deviations. */
const REACH = 2.5;

/** Weights of a Gaussian, from its middle outwards. */
function gaussian(sigmaPx: number): Float64Array {
  const radius = Math.ceil(REACH * sigmaPx);
  return Float64Array.from({ length: radius + 1 }, (_, i) => Math.exp(-((i / sigmaPx) ** 2) / 2));
}

/** Blurs [length, ...] along lines of `length` values that lie `stride` apart. */
function blurLine(
  data: Float32Array,
  out: Float32Array,
  first: number,
  stride: number,
  length: number,
  kernel: Float64Array,
): void {
  const radius = kernel.length - 1;
  for (let i = 0; i < length; i++) {
    let sum = 0;
    let weights = 0;
    for (let k = Math.max(0, i - radius); k <= Math.min(length - 1, i + radius); k++) {
      const weight = kernel[Math.abs(k - i)]!;
      sum += weight * data[first + k * stride]!;
      weights += weight;
    }
    out[first + i * stride] = sum / weights;
  }
}

/** Blurs a picture, [height, width, 4]; what is beyond the border does not count. */
export function blurPicture(rgba: Float32Array, { width, height }: Size, sigmaPx: number): Float32Array {
  const kernel = gaussian(sigmaPx);
  const across = new Float32Array(rgba.length);
  const row = width * RGBA;
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < RGBA; c++) blurLine(rgba, across, y * row + c, RGBA, width, kernel);
  }
  const out = new Float32Array(rgba.length);
  for (let i = 0; i < row; i++) blurLine(across, out, i, row, height, kernel);
  return out;
}
