import { dctBasis } from '../dsp/dct.js';
import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import type { Parameterisation } from './parameterisation.js';

const RGB = 3;
type Colour = readonly [number, number, number];

/**
 * Orthonormal opponent colours: brightness, red against blue, green against magenta. Close to the principal axes of
 * the colours of natural pictures (Ohta et al. 1980), and its own inverse but for transposing.
 */
const OPPONENT: readonly Colour[] = [
  [1 / Math.sqrt(3), 1 / Math.sqrt(3), 1 / Math.sqrt(3)],
  [1 / Math.sqrt(2), 0, -1 / Math.sqrt(2)],
  [-1 / Math.sqrt(6), 2 / Math.sqrt(6), -1 / Math.sqrt(6)],
];
/** Deviation of natural pictures along those axes, relative to brightness. */
const OPPONENT_DEVIATIONS = [1, 0.35, 0.2] as const;
const DEVIATION = Math.sqrt(OPPONENT_DEVIATIONS.reduce((sum, value) => sum + value * value, 0) / RGB);
/** What the variable of each axis is multiplied by: of mean square 1, like the amplitudes below. */
const OPPONENT_SCALES = OPPONENT_DEVIATIONS.map((value) => value / DEVIATION);

/** Row-major. */
interface Matrix {
  readonly height: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** The cosines that a picture's columns or rows are a sum of: column k is frequency k. */
function cosineBasis(length: number): Matrix {
  return { height: length, width: length, data: Float32Array.from(dctBasis(length, length)) };
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
 * makes a picture with the spectrum and the colours of natural ones, and as large a step in the pixels.
 *
 * Cosines instead of a complex Fourier basis: real, orthonormal, no jump at the borders, and two matrix products.
 *
 * The variable is [3, height, width]: colour axis, frequency down, frequency across.
 */
export function spectrumParameterisation(height: number, width: number): Parameterisation {
  const down = cosineBasis(height);
  const across = cosineBasis(width);
  const [downBack, acrossBack] = [transpose(down), transpose(across)];
  const scales = amplitudes(height, width);
  const area = height * width;
  const matrix = (data: Float32Array): Matrix => ({ height, width, data });
  return {
    shape: [RGB, height, width],
    decode: (variable) => decode(variable, down, acrossBack, scales),
    encode: (pixels) => {
      const variable = new Float32Array(RGB * area);
      OPPONENT_SCALES.forEach((scale, c) => {
        const spectrum = product(downBack, matrix(opponentPlane(pixels, c)), across);
        variable.set(
          spectrum.map((value, i) => value / (scale * scales[i]!)),
          c * area,
        );
      });
      return variable;
    },
    render: (variable) => {
      const pixels = new Float32Array(area * RGB);
      OPPONENT_SCALES.forEach((scale, c) => {
        const spectrum = scales.map((size, i) => size * scale * variable[c * area + i]!);
        addOpponentPlane(pixels, product(down, matrix(spectrum), acrossBack), c);
      });
      return pixels;
    },
  };
}

function decode(variable: Tensor, down: Matrix, across: Matrix, scales: Float32Array): Tensor4D {
  const [height, width] = [down.height, across.width];
  const scaled = tf.mul(variable, tf.tensor3d(scales, [1, height, width]));
  const planes = OPPONENT_SCALES.map((_, c) => {
    const plane = tf.reshape(tf.slice(scaled, [c, 0, 0], [1, height, width]), [height, width]) as Tensor2D;
    return tf.matMul(tf.matMul(tensorOf(down), plane), tensorOf(across));
  });
  const opponent = tf.reshape(tf.stack(planes, 2), [height * width, RGB]) as Tensor2D;
  const colours = OPPONENT.map((axis, c) => axis.map((value) => value * OPPONENT_SCALES[c]!));
  return tf.reshape(tf.matMul(opponent, tf.tensor2d(colours)), [1, height, width, RGB]);
}

const tensorOf = ({ height, width, data }: Matrix): Tensor2D => tf.tensor2d(data, [height, width]);

/** Pixels [h, w, 3] along one opponent axis: [h, w]. */
function opponentPlane(pixels: Float32Array, axis: number): Float32Array {
  const [r, g, b] = OPPONENT[axis]!;
  return Float32Array.from({ length: pixels.length / RGB }, (_, i) => {
    const pixel = i * RGB;
    return r * pixels[pixel]! + g * pixels[pixel + 1]! + b * pixels[pixel + 2]!;
  });
}

/** Adds a plane [h, w] of one opponent axis to pixels [h, w, 3]. */
function addOpponentPlane(pixels: Float32Array, plane: Float32Array, axis: number): void {
  OPPONENT[axis]!.forEach((share, k) => {
    plane.forEach((value, i) => {
      pixels[i * RGB + k] = pixels[i * RGB + k]! + share * value;
    });
  });
}

/** a x b x c */
function product(a: Matrix, b: Matrix, c: Matrix): Float32Array {
  return multiply(multiply(a, b), c).data;
}

/** Row by row, so that the inner loop runs along memory. */
function multiply(a: Matrix, b: Matrix): Matrix {
  const data = new Float32Array(a.height * b.width);
  for (let i = 0; i < a.height; i++) {
    const row = data.subarray(i * b.width, (i + 1) * b.width);
    for (let k = 0; k < a.width; k++) {
      const factor = a.data[i * a.width + k]!;
      const other = b.data.subarray(k * b.width, (k + 1) * b.width);
      for (let j = 0; j < row.length; j++) row[j] = row[j]! + factor * other[j]!;
    }
  }
  return { height: a.height, width: b.width, data };
}

/** Rows for columns. */
function transpose({ height, width, data }: Matrix): Matrix {
  const turned = data.map((_, i) => data[(i % height) * width + Math.floor(i / height)]!);
  return { height: width, width: height, data: turned };
}
