import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import type { Parameterisation } from './parameterisation.js';

const RGB = 3;

/**
 * Orthonormal opponent colours: brightness, red against blue, green against magenta. Close to the principal axes of
 * the colours of natural pictures (Ohta et al. 1980), and its own inverse but for transposing.
 */
const OPPONENT: readonly (readonly number[])[] = [
  [1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)],
  [1 / Math.sqrt(2), 0, -1 / Math.sqrt(2)],
  [-1 / Math.sqrt(6), 2 / Math.sqrt(6), -1 / Math.sqrt(6)],
];
/** Deviation of natural pictures along those axes, relative to brightness. */
const OPPONENT_SCALE = [1, 0.35, 0.2] as const;

/** The orthonormal cosine basis (DCT-II): row k is frequency k. */
function cosineBasis(length: number): Float32Array {
  const basis = new Float32Array(length * length);
  for (let k = 0; k < length; k++) {
    const scale = Math.sqrt((k === 0 ? 1 : 2) / length);
    for (let i = 0; i < length; i++) {
      basis[k * length + i] = scale * Math.cos((Math.PI * k * (i + 0.5)) / length);
    }
  }
  return basis;
}

/** What the variable of each frequency is multiplied by: natural spectra fall with one over the frequency. */
function amplitudes(height: number, width: number): Float32Array {
  const scales = new Float32Array(height * width);
  const longest = Math.max(height, width);
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      // Half cycles over the longer side, so that both directions are alike; the mean counts as the slowest wave.
      const frequency = Math.max(1, Math.hypot((v * longest) / height, (u * longest) / width));
      scales[v * width + u] = 1 / frequency;
    }
  }
  // Mean square 1: steps in the spectrum are then about as large as steps in the pixels.
  const energy = scales.reduce((sum, scale) => sum + scale * scale, 0) / scales.length;
  return scales.map((scale) => scale / Math.sqrt(energy));
}

/**
 * Decorrelated colours and frequencies (Olah et al. 2017, "preconditioning"): a step of equal size in every variable
 * makes a picture with the spectrum and the colours of natural ones.
 *
 * Cosines instead of a complex Fourier basis: real, orthonormal, no jump at the borders, and two matrix products.
 */
export function spectrumParameterisation(height: number, width: number): Parameterisation {
  const rows = cosineBasis(height);
  const columns = cosineBasis(width);
  const scales = amplitudes(height, width);
  const colours = OPPONENT.map((axis, i) => axis.map((value) => value * (OPPONENT_SCALE[i] as number)));
  const decode = (variable: Tensor): Tensor4D => {
    const scaled = tf.mul(variable, tf.tensor3d(scales, [1, height, width]));
    const down = tf.tensor2d(rows, [height, height]);
    const across = tf.tensor2d(columns, [width, width]);
    const planes = Array.from({ length: RGB }, (_, c) => {
      const plane = tf.reshape(tf.slice(scaled, [c, 0, 0], [1, height, width]), [height, width]) as Tensor2D;
      return tf.matMul(tf.matMul(down, plane, true, false), across);
    });
    const opponent = tf.reshape(tf.stack(planes, 2), [height * width, RGB]) as Tensor2D;
    return tf.reshape(tf.matMul(opponent, tf.tensor2d(colours.flat(), [RGB, RGB])), [1, height, width, RGB]);
  };
  return {
    shape: [RGB, height, width],
    decode,
    encode: (pixels) => encode(pixels, { height, width, rows, columns, scales }),
    render: (variable) => render(variable, { height, width, rows, columns, scales }),
  };
}

interface Bases {
  readonly height: number;
  readonly width: number;
  readonly rows: Float32Array;
  readonly columns: Float32Array;
  readonly scales: Float32Array;
}

function encode(pixels: Float32Array, { height, width, rows, columns, scales }: Bases): Float32Array {
  const area = height * width;
  const variable = new Float32Array(RGB * area);
  for (let c = 0; c < RGB; c++) {
    const axis = OPPONENT[c] as readonly number[];
    const plane = new Float32Array(area);
    for (let i = 0; i < area; i++) {
      let sum = 0;
      for (let k = 0; k < RGB; k++) sum += (axis[k] as number) * (pixels[i * RGB + k] as number);
      plane[i] = sum / (OPPONENT_SCALE[c] as number);
    }
    const spectrum = multiply(
      multiply(rows, plane, height, height, width),
      transpose(columns, width),
      height,
      width,
      width,
    );
    for (let i = 0; i < area; i++) variable[c * area + i] = (spectrum[i] as number) / (scales[i] as number);
  }
  return variable;
}

function render(variable: Float32Array, { height, width, rows, columns, scales }: Bases): Float32Array {
  const area = height * width;
  const pixels = new Float32Array(area * RGB);
  for (let c = 0; c < RGB; c++) {
    const spectrum = scales.map((scale, i) => scale * (variable[c * area + i] as number));
    const plane = multiply(
      multiply(transpose(rows, height), spectrum, height, height, width),
      columns,
      height,
      width,
      width,
    );
    for (let i = 0; i < area; i++) {
      for (let k = 0; k < RGB; k++) {
        const share = ((OPPONENT[c] as readonly number[])[k] as number) * (OPPONENT_SCALE[c] as number);
        pixels[i * RGB + k] = (pixels[i * RGB + k] as number) + share * (plane[i] as number);
      }
    }
  }
  return pixels;
}

/** [n, m] x [m, p], row by row, so that the inner loop runs along memory. */
function multiply(a: Float32Array, b: Float32Array, n: number, m: number, p: number): Float32Array {
  const result = new Float32Array(n * p);
  for (let i = 0; i < n; i++) {
    const row = result.subarray(i * p, (i + 1) * p);
    for (let k = 0; k < m; k++) {
      const factor = a[i * m + k] as number;
      for (let j = 0; j < p; j++) row[j] = (row[j] as number) + factor * (b[k * p + j] as number);
    }
  }
  return result;
}

function transpose(matrix: Float32Array, size: number): Float32Array {
  return matrix.map((_, i) => matrix[(i % size) * size + Math.floor(i / size)] as number);
}
