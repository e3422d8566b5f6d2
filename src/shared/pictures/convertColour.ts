import type { ColourSpace } from './colourSignal.js';
import { RGB } from './picture.js';
import { type Matrix, toBt709 } from './primaries.js';
import { toneMapColour } from './toneMap.js';
import { linearToSrgb, type TransferCurve } from './transferCurve.js';

/** Entries of the table of light: every value of 8 and 16 bits is one of them. */
const LEVELS = 65_535;

function lightTable({ toLinear }: TransferCurve): Float64Array {
  return Float64Array.from({ length: LEVELS + 1 }, (_, i) => toLinear(i / LEVELS));
}

function toSrgbValue(matrix: Matrix, row: number, light: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < RGB; c++) sum += (matrix[RGB * row + c] as number) * (light[c] as number);
  return linearToSrgb(Math.min(1, Math.max(0, sum)));
}

/**
 * Takes colours to sRGB in place; what sRGB cannot show is cut at 0 and 1.
 *
 * @param pixels [count, 3] in 0..1, gamma-encoded, as `space` says
 */
export function convertToSrgb(pixels: Float32Array, space: ColourSpace): void {
  const table = lightTable(space.curve);
  const matrix = toBt709(space.primaries);
  const kind = space.curve.light;
  const light = new Float64Array(RGB);
  for (let i = 0; i < pixels.length; i += RGB) {
    for (let c = 0; c < RGB; c++) light[c] = table[Math.round((pixels[i + c] as number) * LEVELS)] as number;
    if (kind !== 'standard') toneMapColour(light, kind);
    for (let c = 0; c < RGB; c++) pixels[i + c] = toSrgbValue(matrix, c, light);
  }
}
