import { invert3, type Matrix3 } from '../linalg/matrix3.js';
import type { Size } from '../pictures/picture.js';
import { resample } from '../pictures/resample.js';
import { boxMean } from './boxMean.js';

/** Colours as affine functions of a guide's colours, place by place: [height, width, 12], a row of 4 for each colour. */
export interface AffineField extends Size {
  readonly coefficients: Float32Array;
}

const COLOURS = 3;
const ROW = COLOURS + 1;
/** Of a field at one place. */
export const AFFINE_VALUES = COLOURS * ROW;

/** Products of each colour of one picture with each of another, [height, width, 9]. */
function products(a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array((a.length / COLOURS) * COLOURS * COLOURS);
  for (let i = 0; i < a.length / COLOURS; i++)
    for (let j = 0; j < COLOURS; j++)
      for (let k = 0; k < COLOURS; k++)
        out[(i * COLOURS + j) * COLOURS + k] = a[i * COLOURS + j]! * b[i * COLOURS + k]!;
  return out;
}

/**
 * Fits one picture by local affine functions of the colours of another: the guided filter with a guide in colour (He, Sun & Tang,
 * ECCV 2010, eq. 14), and the smooth local affine step that ends Luan et al.'s method (CVPR 2017). What is drawn with the field has the
 * guide's edges and no others.
 *
 * @param guide [height, width, 3]
 * @param target [height, width, 3]
 * @param radiusPx of the windows, at least 1
 * @param leastVariance of colours, above 0: what varies less is taken for flat
 */
export function fitLocalAffine(
  guide: Float32Array,
  target: Float32Array,
  { width, height }: Size,
  { radiusPx, leastVariance }: { readonly radiusPx: number; readonly leastVariance: number },
): AffineField {
  const mean = (data: Float32Array, channels: number) =>
    boxMean(data, { width, height }, Math.max(1, Math.round(radiusPx)), channels);
  const [meanGuide, meanTarget] = [mean(guide, COLOURS), mean(target, COLOURS)];
  const squares = mean(products(guide, guide), COLOURS * COLOURS);
  const crossed = mean(products(target, guide), COLOURS * COLOURS);
  const coefficients = new Float32Array(width * height * AFFINE_VALUES);
  for (let i = 0; i < width * height; i++) {
    const [colour, square] = [i * COLOURS, i * COLOURS * COLOURS];
    const m = (k: number) => meanGuide[colour + k]!;
    const covariance = Array.from({ length: COLOURS * COLOURS }, (_, e) => {
      const [j, k] = [Math.floor(e / COLOURS), e % COLOURS];
      return squares[square + e]! - m(j) * m(k) + (j === k ? leastVariance : 0);
    });
    const inverse = invert3(covariance as unknown as Matrix3);
    for (let c = 0; c < COLOURS; c++) {
      const row = i * AFFINE_VALUES + c * ROW;
      let offset = meanTarget[colour + c]!;
      for (let j = 0; j < COLOURS; j++) {
        let slope = 0;
        for (let k = 0; k < COLOURS; k++) {
          const cross = crossed[square + c * COLOURS + k]! - meanTarget[colour + c]! * m(k);
          slope += inverse[j * COLOURS + k]! * cross;
        }
        coefficients[row + j] = slope;
        offset -= slope * m(j);
      }
      coefficients[row + COLOURS] = offset;
    }
  }
  return { width, height, coefficients: mean(coefficients, AFFINE_VALUES) };
}

/**
 * Draws a field on its guide, or on a larger version of it: functions are enlarged, edges are the guide's.
 *
 * @param guide [height, width, 3]
 * @returns [height, width, 3], not clamped
 */
export function applyAffine(field: AffineField, guide: Float32Array, { width, height }: Size): Float32Array {
  const out = new Float32Array(guide.length);
  const across = resample(field.coefficients, field, { width, height: field.height }, 'triangle');
  const rowLength = width * AFFINE_VALUES;
  const blended = new Float32Array(rowLength);
  for (let y = 0; y < height; y++) {
    const position = Math.min(field.height - 1, Math.max(0, ((y + 0.5) * field.height) / height - 0.5));
    const above = Math.floor(position);
    const below = Math.min(field.height - 1, above + 1);
    const share = position - above;
    for (let i = 0; i < rowLength; i++) {
      blended[i] = (1 - share) * across[above * rowLength + i]! + share * across[below * rowLength + i]!;
    }
    for (let x = 0; x < width; x++) {
      const pixel = (y * width + x) * COLOURS;
      for (let c = 0; c < COLOURS; c++) {
        const row = x * AFFINE_VALUES + c * ROW;
        let value = blended[row + COLOURS]!;
        for (let k = 0; k < COLOURS; k++) value += blended[row + k]! * guide[pixel + k]!;
        out[pixel + c] = value;
      }
    }
  }
  return out;
}
