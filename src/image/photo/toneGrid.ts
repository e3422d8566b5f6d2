import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../../shared/engine/tf.js';
import { RGB, type Size } from '../../shared/pictures/picture.js';
import { tapMatrix } from '../../shared/pictures/resample.js';

/** Cells of a grid over a picture and its tones. */
export interface GridShape {
  readonly rows: number;
  readonly columns: number;
  /** Steps from the darkest to the lightest tone. */
  readonly levels: number;
}

/** What a grid works on: everything that it may mix, at any size. */
export interface GridInputs extends Size {
  /** What it changes, [height, width, 3]: where its coefficients are 0, this comes out. */
  readonly start: Float32Array;
  /** Which level a pixel belongs to, [height, width] in 0..1. */
  readonly tones: Float32Array;
  /** Besides the colours: planes [height, width] that its coefficients are factors of. */
  readonly details: readonly Float32Array[];
}

/** 1 and the three colours. */
const COLOUR_FUNCTIONS = 1 + RGB;
/** Details vary by about a quarter of what colours do: brought to one size, a step is one for all coefficients. */
const DETAIL_FACTOR = 4;

/** How many functions of a pixel its result is a sum of. */
const functionsOf = (details: number) => COLOUR_FUNCTIONS + details;

/** Shape of the coefficients: [rows, columns, levels, functions x 3]. */
export function coefficientShape({ rows, columns, levels }: GridShape, details: number): number[] {
  return [rows, columns, levels, functionsOf(details) * RGB];
}

/** Writes the functions of a pixel. */
function functionsAt({ start, details }: GridInputs, pixel: number, out: Float64Array): void {
  out[0] = 1;
  for (let c = 0; c < RGB; c++) out[1 + c] = start[pixel * RGB + c]! - 0.5;
  for (let d = 0; d < details.length; d++) out[COLOUR_FUNCTIONS + d] = DETAIL_FACTOR * details[d]![pixel]!;
}

/** Each pixel's functions, times how much it belongs to each level: [height width, levels functions, 1]. */
function weightedFunctions(inputs: GridInputs, levels: number): Float32Array {
  const count = functionsOf(inputs.details.length);
  const pixels = inputs.width * inputs.height;
  const result = new Float32Array(pixels * levels * count);
  const functions = new Float64Array(count);
  for (let pixel = 0; pixel < pixels; pixel++) {
    functionsAt(inputs, pixel, functions);
    const level = inputs.tones[pixel]! * (levels - 1);
    const below = Math.min(levels - 1, Math.floor(level));
    for (let step = 0; step < 2; step++) {
      const share = step === 0 ? 1 - (level - below) : level - below;
      if (share === 0) continue;
      const offset = (pixel * levels + below + step) * count;
      for (let k = 0; k < count; k++) result[offset + k] = share * functions[k]!;
    }
  }
  return result;
}

/** Within 0..1, with no slope beyond. */
const clip = (x: Tensor): Tensor => tf.sub(tf.relu(x), tf.relu(tf.sub(x, 1)));

/**
 * A picture out of coefficients, as graph ops: in every cell of place and tone an affine function of colours and details, and in
 * between what lies between (the bilateral grid of Chen, Paris & Durand, SIGGRAPH 2007, with the affine models of Gharbi et al.,
 * SIGGRAPH 2017).
 *
 * @returns a function of the coefficients, to [1, height, width, 3] in 0..1
 */
export function gridRenderer(inputs: GridInputs, { rows, columns, levels }: GridShape) {
  const { width, height, start, details } = inputs;
  const values = levels * functionsOf(details.length);
  const functions = weightedFunctions(inputs, levels);
  return (coefficients: Tensor): Tensor4D => {
    const down = tf.tensor2d(tapMatrix(rows, height, 'triangle'), [height, rows]);
    const across = tf.tensor2d(tapMatrix(columns, width, 'triangle'), [width, columns]);
    const tall = tf.matMul(down, tf.reshape(coefficients, [rows, columns * values * RGB]) as Tensor2D);
    const turned = tf.transpose(tf.reshape(tall, [height, columns, values * RGB]), [1, 0, 2]);
    const wide = tf.matMul(across, tf.reshape(turned, [columns, height * values * RGB]) as Tensor2D);
    const every = tf.reshape(wide, [width * height, values, RGB]);
    // The functions are laid out column by column, too.
    const weights = tf.transpose(tf.tensor3d(functions, [height, width, values]), [1, 0, 2]);
    const change = tf.sum(tf.mul(every, tf.reshape(weights, [width * height, values, 1])), 1);
    const upright = tf.transpose(tf.reshape(change, [width, height, RGB]), [1, 0, 2]);
    const result = clip(tf.add(upright, tf.tensor3d(start, [height, width, RGB])));
    return tf.reshape(result, [1, height, width, RGB]) as Tensor4D;
  };
}

/**
 * The same at once, for pictures of any size, a row at a time.
 *
 * @returns [height, width, 3], beyond 0..1 where there are no such colours
 */
export function applyGrid(inputs: GridInputs, shape: GridShape, coefficients: Float32Array): Float32Array {
  const { width, height, start, tones } = inputs;
  const { rows, columns, levels } = shape;
  const count = functionsOf(inputs.details.length);
  const cell = count * RGB;
  const functions = new Float64Array(count);
  const result = Float32Array.from(start);
  const column = columnSteps(columns, width);
  const row = columnSteps(rows, height);
  const blended = new Float32Array(columns * levels * cell);
  for (let y = 0; y < height; y++) {
    const [above, v] = [row.first[y]!, row.share[y]!];
    const stride = columns * levels * cell;
    const below = Math.min(rows - 1, above + 1);
    for (let i = 0; i < stride; i++)
      blended[i] = (1 - v) * coefficients[above * stride + i]! + v * coefficients[below * stride + i]!;
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      functionsAt(inputs, pixel, functions);
      const [left, u] = [column.first[x]!, column.share[x]!];
      const right = Math.min(columns - 1, left + 1);
      const level = tones[pixel]! * (levels - 1);
      const darker = Math.min(levels - 1, Math.floor(level));
      const lighter = Math.min(levels - 1, darker + 1);
      const t = level - darker;
      const corners = [
        [(left * levels + darker) * cell, (1 - u) * (1 - t)],
        [(left * levels + lighter) * cell, (1 - u) * t],
        [(right * levels + darker) * cell, u * (1 - t)],
        [(right * levels + lighter) * cell, u * t],
      ] as const;
      for (const [offset, share] of corners) {
        if (share === 0) continue;
        for (let k = 0; k < count; k++) {
          const value = share * functions[k]!;
          const at = offset + k * RGB;
          result[pixel * RGB] = result[pixel * RGB]! + value * blended[at]!;
          result[pixel * RGB + 1] = result[pixel * RGB + 1]! + value * blended[at + 1]!;
          result[pixel * RGB + 2] = result[pixel * RGB + 2]! + value * blended[at + 2]!;
        }
      }
    }
  }
  return result;
}

/** The cell before each pixel, and how far it is to the next one; as `tapMatrix` does. */
function columnSteps(cells: number, pixels: number) {
  const first = new Int32Array(pixels);
  const share = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const position = Math.min(cells - 1, Math.max(0, ((i + 0.5) * cells) / pixels - 0.5));
    first[i] = Math.min(cells - 1, Math.floor(position));
    share[i] = position - first[i]!;
  }
  return { first, share };
}
