/**
 * Separable resampling of floating-point planes.
 *
 * sharp is not used here, for two measured reasons: it has no float path (float input is cut to integers),
 * and its enlargement lies half an output pixel to the lower right of the source (a ramp enlarged twofold
 * is off by a quarter of a source pixel everywhere), which a coarse-to-fine run would add up at each stage.
 * Here pixel centres stay aligned, and the edge pixel is repeated outside.
 */
import type { Size } from './picture.js';

/** Interpolation kernels: sharpest first; `triangle` never leaves the range of its input. */
export type Kernel = 'lanczos3' | 'catmull-rom' | 'triangle';

interface KernelShape {
  /** Half the width outside which the kernel is zero, in source pixels. */
  readonly radius: number;
  readonly weightAt: (x: number) => number;
}

/** Catmull & Rom 1974: the cubic convolution of Keys (1981) with a = -1/2; x >= 0. */
function catmullRom(x: number): number {
  if (x < 1) return 1 + x * x * (1.5 * x - 2.5);
  return x < 2 ? 2 + x * (-4 + x * (2.5 - 0.5 * x)) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

const KERNELS: Readonly<Record<Kernel, KernelShape>> = {
  lanczos3: { radius: 3, weightAt: (x) => (x < 3 ? sinc(x) * sinc(x / 3) : 0) },
  'catmull-rom': { radius: 2, weightAt: catmullRom },
  triangle: { radius: 1, weightAt: (x) => Math.max(0, 1 - x) },
};

/**
 * What lies beyond the border: the pixel at the border again (as networks were shown pictures), or nothing, so that no
 * value counts more than once (as maps are averaged).
 */
export type Border = 'repeat' | 'leave-out';

/** For each output sample, `taps` source samples from `first` on (clamped by the reader) and their weights. */
interface Taps {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

/** Weights along one axis. When shrinking, the kernel is stretched to the output's pixel: no aliasing. */
function tapsFor(from: number, to: number, kernel: KernelShape, border: Border): Taps {
  const scale = from / to;
  const stretch = Math.max(1, scale);
  const taps = 2 * Math.ceil(kernel.radius * stretch) + 1;
  const first = new Int32Array(to);
  const weights = new Float64Array(to * taps);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale - 0.5;
    const start = Math.round(centre) - (taps - 1) / 2;
    first[i] = start;
    const row = weights.subarray(i * taps, (i + 1) * taps);
    for (let k = 0; k < taps; k++) {
      const isCounted = border === 'repeat' || (start + k >= 0 && start + k < from);
      row[k] = isCounted ? kernel.weightAt(Math.abs(start + k - centre) / stretch) : 0;
    }
    const sum = row.reduce((total, weight) => total + weight, 0);
    for (let k = 0; k < taps; k++) row[k] = row[k]! / sum;
  }
  return { taps, first, weights };
}

/**
 * Resampling along one axis as a matrix, for graphs: row i holds the weights of the source samples of output i.
 *
 * @returns [to, from], row-major
 */
export function tapMatrix(from: number, to: number, kernel: Kernel): Float32Array {
  const matrix = new Float32Array(to * from);
  if (from === to) {
    for (let i = 0; i < to; i++) matrix[i * (from + 1)] = 1;
    return matrix;
  }
  const { taps, first, weights } = tapsFor(from, to, KERNELS[kernel], 'repeat');
  for (let i = 0; i < to; i++) {
    for (let k = 0; k < taps; k++) {
      const source = Math.min(from - 1, Math.max(0, first[i]! + k));
      const entry = i * from + source;
      matrix[entry] = matrix[entry]! + weights[i * taps + k]!;
    }
  }
  return matrix;
}

/** Resamples the middle axis of [outer, from, inner] to [outer, to, inner]. */
function resampleAxis(data: Float32Array, from: number, to: number, inner: number, taps: Taps): Float32Array {
  const outer = data.length / (from * inner);
  const result = new Float32Array(outer * to * inner);
  const resampleLine = inner <= FEW_CHANNELS ? resampleChannels : resampleRows;
  for (let o = 0; o < outer; o++) {
    const [source, target] = [
      data.subarray(o * from * inner, (o + 1) * from * inner),
      result.subarray(o * to * inner, (o + 1) * to * inner),
    ];
    resampleLine(source, target, inner, taps);
  }
  return result;
}

/** Up to so many values of a sample each is summed up by itself, from tap to tap; more of them, tap by tap. Sums are the same. */
const FEW_CHANNELS = 4;

function resampleChannels(source: Float32Array, target: Float32Array, inner: number, taps: Taps): void {
  const last = source.length / inner - 1;
  const { taps: count, weights } = taps;
  for (let i = 0; i < taps.first.length; i++) {
    const first = taps.first[i]!;
    const row = i * count;
    if (first >= 0 && first + count - 1 <= last) {
      // Most samples have all that they are made of: a third of the time without bounds.
      for (let c = 0; c < inner; c++) {
        let sum = 0;
        for (let k = 0, s = first * inner + c; k < count; k++, s += inner)
          sum += weights[row + k]! * source[s]!;
        target[i * inner + c] = sum;
      }
      continue;
    }
    for (let c = 0; c < inner; c++) {
      let sum = 0;
      for (let k = 0; k < count; k++)
        sum += weights[row + k]! * source[Math.min(last, Math.max(0, first + k)) * inner + c]!;
      target[i * inner + c] = sum;
    }
  }
}

function resampleRows(source: Float32Array, target: Float32Array, inner: number, taps: Taps): void {
  const last = source.length / inner - 1;
  const sums = new Float64Array(inner);
  for (let i = 0; i < taps.first.length; i++) {
    sums.fill(0);
    for (let k = 0; k < taps.taps; k++) {
      const weight = taps.weights[i * taps.taps + k]!;
      if (weight === 0) continue;
      addScaled(sums, source, Math.min(last, Math.max(0, taps.first[i]! + k)) * inner, weight);
    }
    target.set(sums, i * inner);
  }
}

function addScaled(sums: Float64Array, data: Float32Array, offset: number, weight: number): void {
  for (let c = 0; c < sums.length; c++) {
    sums[c] = sums[c]! + weight * data[offset + c]!;
  }
}

/**
 * Resamples `data`, [from.height, from.width, channels], to [to.height, to.width, channels].
 *
 * Nothing is clamped: `lanczos3` and `catmull-rom` overshoot at edges.
 */
export function resample(
  data: Float32Array,
  from: Size,
  to: Size,
  kernel: Kernel,
  border: Border = 'repeat',
): Float32Array {
  const channels = data.length / (from.width * from.height);
  const shape = KERNELS[kernel];
  const rows =
    from.width === to.width
      ? data
      : resampleAxis(data, from.width, to.width, channels, tapsFor(from.width, to.width, shape, border));
  if (from.height === to.height) return rows === data ? data.slice() : rows;
  const vertical = tapsFor(from.height, to.height, shape, border);
  return resampleAxis(rows, from.height, to.height, to.width * channels, vertical);
}
