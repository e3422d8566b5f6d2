/** CIE L*a*b* of 1976 with the white of D65: L in 0..100. */
import { apply3, invert3, type Matrix3, type Vector3 } from '../../shared/linalg/matrix3.js';

/** Linear sRGB to XYZ (IEC 61966-2-1). */
const XYZ_OF_LINEAR: Matrix3 = [
  0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041,
];
const LINEAR_OF_XYZ = invert3(XYZ_OF_LINEAR);
/** XYZ of the linear white. */
const WHITE = apply3(XYZ_OF_LINEAR, [1, 1, 1]);
/** Below (6/29)^3 the cube root goes on as a line. */
const KNEE = (6 / 29) ** 3;
const SLOPE = (29 / 6) ** 2 / 3;

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const toEncoded = (value: number) =>
  value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
const compress = (t: number) => (t > KNEE ? Math.cbrt(t) : SLOPE * t + 4 / 29);
const expand = (f: number) => (f > 6 / 29 ? f ** 3 : (f - 4 / 29) / SLOPE);

/** Gamma-encoded sRGB in 0..1 to L*, a*, b*. */
export function cielabOf(rgb: Vector3): Vector3 {
  const xyz = apply3(XYZ_OF_LINEAR, [toLinear(rgb[0]), toLinear(rgb[1]), toLinear(rgb[2])]);
  const [x, y, z] = [compress(xyz[0] / WHITE[0]), compress(xyz[1] / WHITE[1]), compress(xyz[2] / WHITE[2])];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The inverse; outside 0..1 for colours that sRGB does not have. */
export function srgbOfCielab([l, a, b]: Vector3): Vector3 {
  const y = (l + 16) / 116;
  const linear = apply3(LINEAR_OF_XYZ, [
    WHITE[0] * expand(y + a / 500),
    WHITE[1] * expand(y),
    WHITE[2] * expand(y - b / 200),
  ]);
  return [toEncoded(linear[0]), toEncoded(linear[1]), toEncoded(linear[2])];
}
