import { invert3, type Matrix3 } from '../linalg/matrix3.js';
import type { ColourSpace } from './colourSignal.js';
import { RGB } from './picture.js';
import { toneMapColour } from './toneMap.js';
import { linearToSrgb, SRGB_CURVE } from './transferCurve.js';

/** Entries of the table of light: every value of 8 and 16 bits is one of them. */
const LEVELS = 65_535;

type LightTables = readonly [Float64Array, Float64Array, Float64Array];

/** One for each channel; channels with one curve share it. */
function lightTables([red, green, blue]: ColourSpace['curves']): LightTables {
  const table = (curve: (value: number) => number): Float64Array =>
    Float64Array.from({ length: LEVELS + 1 }, (_, i) => curve(i / LEVELS));
  const ofRed = table(red);
  return [ofRed, green === red ? ofRed : table(green), blue === red ? ofRed : table(blue)];
}

function toSrgbValue(matrix: Matrix3, row: number, light: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < RGB; c++) sum += matrix[RGB * row + c]! * light[c]!;
  return linearToSrgb(Math.min(1, Math.max(0, sum)));
}

/**
 * Takes colours to sRGB in place; what sRGB cannot show is cut at 0 and 1.
 *
 * @param pixels [count, 3] in 0..1, gamma-encoded, as `space` says
 */
export function convertToSrgb(pixels: Float32Array, space: ColourSpace): void {
  const tables = lightTables(space.curves);
  const light = new Float64Array(RGB);
  for (let i = 0; i < pixels.length; i += RGB) {
    for (let c = 0; c < RGB; c++) {
      const table = tables[c]!;
      light[c] = table[Math.round(pixels[i + c]! * LEVELS)]!;
    }
    if (space.light !== 'standard') toneMapColour(light, space.light);
    for (let c = 0; c < RGB; c++) pixels[i + c] = toSrgbValue(space.toBt709, c, light);
  }
}

/** Where in a table that rises a value lies, 0..1: the inverse of the curve that the table is of. */
function inverseOf(table: Float64Array, light: number): number {
  let [low, high] = [0, LEVELS];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (table[middle]! <= light) low = middle;
    else high = middle;
  }
  const rise = table[high]! - table[low]!;
  const share = rise > 0 ? Math.min(1, Math.max(0, (light - table[low]!) / rise)) : 0;
  return (low + share) / LEVELS;
}

/**
 * The reverse of `convertToSrgb` for light of standard range: colours in sRGB as a space stores them, in place.
 *
 * @param pixels [count, 3] in 0..1
 */
export function convertFromSrgb(pixels: Float32Array, space: ColourSpace): void {
  const tables = lightTables(space.curves);
  const fromBt709 = invert3(space.toBt709);
  const light = new Float64Array(RGB);
  for (let i = 0; i < pixels.length; i += RGB) {
    for (let c = 0; c < RGB; c++) light[c] = SRGB_CURVE.toLinear(Math.min(1, Math.max(0, pixels[i + c]!)));
    for (let c = 0; c < RGB; c++) {
      let sum = 0;
      for (let k = 0; k < RGB; k++) sum += fromBt709[RGB * c + k]! * light[k]!;
      pixels[i + c] = inverseOf(tables[c]!, Math.min(1, Math.max(0, sum)));
    }
  }
}
