import { apply3, diagonal3, invert3, type Matrix3 } from '../linalg/matrix3.js';
import { multiply } from '../linalg/square.js';

/** x and y (CIE 1931) of red, green, blue and white. */
export type Primaries = readonly [
  red: Chromaticity,
  green: Chromaticity,
  blue: Chromaticity,
  white: Chromaticity,
];

/** x and y on the CIE 1931 diagram; y is not 0. */
export type Chromaticity = readonly [x: number, y: number];

const D65: Chromaticity = [0.3127, 0.329];
const ILLUMINANT_C: Chromaticity = [0.31, 0.316];

/** ITU-R BT.709-6, item 1.3; those of sRGB (IEC 61966-2-1) too. */
export const BT709: Primaries = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06], D65];

const BT601_525: Primaries = [[0.63, 0.34], [0.31, 0.595], [0.155, 0.07], D65];

/** By their number in ITU-T H.273, table 2; what signals colour in AVIF, HEIF and PNG uses these numbers. */
export const PRIMARIES: ReadonlyMap<number, Primaries> = new Map<number, Primaries>([
  [1, BT709],
  // BT.470-6 System M
  [4, [[0.67, 0.33], [0.21, 0.71], [0.14, 0.08], ILLUMINANT_C]],
  // BT.601-7, 625 lines
  [5, [[0.64, 0.33], [0.29, 0.6], [0.15, 0.06], D65]],
  [6, BT601_525],
  // SMPTE ST 240, the same
  [7, BT601_525],
  // film with Illuminant C
  [8, [[0.681, 0.319], [0.243, 0.692], [0.145, 0.049], ILLUMINANT_C]],
  // BT.2020-2 and BT.2100
  [9, [[0.708, 0.292], [0.17, 0.797], [0.131, 0.046], D65]],
  // SMPTE RP 431-2, DCI-P3
  [
    11,
    [
      [0.68, 0.32],
      [0.265, 0.69],
      [0.15, 0.06],
      [0.314, 0.351],
    ],
  ],
  // SMPTE EG 432-1, Display P3
  [12, [[0.68, 0.32], [0.265, 0.69], [0.15, 0.06], D65]],
  // EBU Tech 3213
  [22, [[0.63, 0.34], [0.295, 0.605], [0.155, 0.077], D65]],
]);

/** The white that profiles are relative to (ICC.1:2022, 7.2.16): 0.9642, 1, 0.8249 as chromaticity. */
const D50: Chromaticity = [0.9642 / 2.7891, 1 / 2.7891];

/** Cone responses of XYZ (Lam 1985, "Bradford"), which ICC.1:2022, annex E, adapts white points with. */
const BRADFORD: Matrix3 = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

const product = (a: Matrix3, b: Matrix3): Matrix3 => multiply(a, b, 3);

/** X, Y and Z of a chromaticity at Y = 1. */
function xyz([x, y]: Chromaticity): [number, number, number] {
  return [x / y, 1, (1 - x - y) / y];
}

/** Linear RGB to XYZ by SMPTE RP 177: the primaries, scaled so that they add up to white. */
export function rgbToXyz(primaries: Primaries): Matrix3 {
  const [red, green, blue, white] = primaries;
  const [r, g, b] = [xyz(red), xyz(green), xyz(blue)];
  const columns: Matrix3 = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]];
  return product(columns, diagonal3(apply3(invert3(columns), xyz(white))));
}

/** XYZ seen under one white to XYZ seen under another. */
function adaptation(from: Chromaticity, to: Chromaticity): Matrix3 {
  const [l1, m1, s1] = apply3(BRADFORD, xyz(from));
  const [l2, m2, s2] = apply3(BRADFORD, xyz(to));
  return product(invert3(BRADFORD), product(diagonal3([l2 / l1, m2 / m1, s2 / s1]), BRADFORD));
}

/**
 * Linear RGB of these primaries to linear RGB of BT.709; white stays [1, 1, 1].
 *
 * Colours that BT.709 has not come out below 0 or above 1.
 */
export function toBt709(primaries: Primaries): Matrix3 {
  const adapted = product(adaptation(primaries[3], BT709[3]), rgbToXyz(primaries));
  return product(invert3(rgbToXyz(BT709)), adapted);
}

/** A matrix to XYZ under D50, as profiles have it, followed by the one on to linear RGB of BT.709. */
export function xyzD50ToBt709(toXyzD50: Matrix3): Matrix3 {
  const srgbToD50 = product(adaptation(BT709[3], D50), rgbToXyz(BT709));
  return product(invert3(srgbToD50), toXyzD50);
}
