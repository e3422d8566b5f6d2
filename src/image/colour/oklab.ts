/**
 * The Oklab space (Ottosson 2020, "A perceptual color space for image processing"): L in 0..1 is lightness;
 * a and b span hue and chroma, 0 for greys.
 */
import { apply3, type Matrix3, type Vector3 } from '../../shared/linalg/matrix3.js';

/** Linear sRGB to the responses of the cones. */
const LMS_OF_LINEAR: Matrix3 = [
  0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619,
  0.2817188376, 0.6299787005,
];
/** Cube roots of the responses to L, a, b. */
const LAB_OF_ROOTS: Matrix3 = [
  0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371,
  0.7827717662, -0.808675766,
];
const ROOTS_OF_LAB: Matrix3 = [
  1, 0.3963377774, 0.2158037573, 1, -0.1055613458, -0.0638541728, 1, -0.0894841775, -1.291485548,
];
const LINEAR_OF_LMS: Matrix3 = [
  4.0767416621, -3.3077115913, 0.2309699292, -1.2684380046, 2.6097574011, -0.3413193965, -0.0041960863,
  -0.7034186147, 1.707614701,
];

/** The transfer function of sRGB (IEC 61966-2-1), from encoded to linear light. */
function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toEncoded(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

/** Gamma-encoded sRGB in 0..1 to Oklab. */
export function oklabOf(rgb: Vector3): Vector3 {
  const lms = apply3(LMS_OF_LINEAR, [toLinear(rgb[0]), toLinear(rgb[1]), toLinear(rgb[2])]);
  return apply3(LAB_OF_ROOTS, [Math.cbrt(lms[0]), Math.cbrt(lms[1]), Math.cbrt(lms[2])]);
}

/** Oklab to gamma-encoded sRGB; outside 0..1 for colours that sRGB does not have. */
export function srgbOf(lab: Vector3): Vector3 {
  const roots = apply3(ROOTS_OF_LAB, lab);
  const linear = apply3(LINEAR_OF_LMS, [roots[0] ** 3, roots[1] ** 3, roots[2] ** 3]);
  return [toEncoded(linear[0]), toEncoded(linear[1]), toEncoded(linear[2])];
}

/** Far below a level of 8 bits, above the rounding of the matrices. */
const GAMUT_TOLERANCE = 1e-4;
/** 2^-12 of the chroma cannot be seen. */
const BISECTIONS = 12;

function inGamut(rgb: Vector3): boolean {
  return rgb.every((value) => value >= -GAMUT_TOLERANCE && value <= 1 + GAMUT_TOLERANCE);
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/**
 * The sRGB colour for an Oklab colour, in 0..1: where sRGB has no such colour, the most colourful one of the same
 * lightness and hue.
 */
export function nearestSrgb(lab: Vector3): Vector3 {
  const lightness = clamp01(lab[0]);
  const withChroma = (share: number) => srgbOf([lightness, share * lab[1], share * lab[2]]);
  let colour = withChroma(1);
  if (!inGamut(colour)) {
    let [inside, outside] = [0, 1];
    for (let i = 0; i < BISECTIONS; i++) {
      const share = (inside + outside) / 2;
      if (inGamut(withChroma(share))) inside = share;
      else outside = share;
    }
    colour = withChroma(inside);
  }
  return [clamp01(colour[0]), clamp01(colour[1]), clamp01(colour[2])];
}
