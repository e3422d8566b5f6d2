import { IDENTITY3, type Matrix3 } from '../linalg/matrix3.js';
import type { ColourSpace } from './colourSignal.js';
import { iccCurve } from './iccCurve.js';
import { connectionSpace, fourLetters, profileSpace, tagData } from './iccTags.js';
import { xyzD50ToBt709 } from './primaries.js';

type Curve = (value: number) => number;

/** CIE L* in 0..1 to luminance. */
function lightnessToLinear(lightness: number): number {
  const cubeRoot = (100 * lightness + 16) / 116;
  return lightness > 0.08 ? cubeRoot ** 3 : (100 * lightness * 27) / 24_389;
}

function curveNamed(profile: Buffer, name: string): Curve | undefined {
  const tag = tagData(profile, name);
  return tag && iccCurve(tag);
}

/** Grey (ICC.1:2022, F.2): one curve to luminance, or to lightness. */
function greySpace(profile: Buffer): ColourSpace | undefined {
  const curve = curveNamed(profile, 'kTRC');
  if (!curve) return undefined;
  const isLab = connectionSpace(profile) === 'Lab ';
  const toLinear: Curve = isLab ? (value) => lightnessToLinear(curve(value)) : curve;
  return { curves: [toLinear, toLinear, toLinear], toBt709: IDENTITY3, light: 'standard' };
}

/** X, Y and Z of a tag of type 'XYZ ' (ICC.1:2022, 10.31). */
function readXyz(profile: Buffer, name: string): readonly [number, number, number] | undefined {
  const tag = tagData(profile, name);
  if (!tag || fourLetters(tag, 0) !== 'XYZ ') return undefined;
  const number = (i: number): number => tag.readInt32BE(8 + 4 * i) / 65_536;
  return [number(0), number(1), number(2)];
}

/** RGB by three curves and a matrix (ICC.1:2022, F.3); profiles with tables have A2B0, which goes before those. */
function matrixSpace(profile: Buffer): ColourSpace | undefined {
  if (connectionSpace(profile) !== 'XYZ ' || tagData(profile, 'A2B0')) return undefined;
  const [red, green, blue] = ['rTRC', 'gTRC', 'bTRC'].map((name) => curveNamed(profile, name));
  const [r, g, b] = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => readXyz(profile, name));
  if (!red || !green || !blue || !r || !g || !b) return undefined;
  const toXyz: Matrix3 = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]];
  return { curves: [red, green, blue], toBt709: xyzD50ToBt709(toXyz), light: 'standard' };
}

/**
 * What a profile says in closed form: one curve for grey, three and a matrix for RGB.
 *
 * @returns undefined for a profile that is damaged, of another kind, or holds tables instead
 */
export function iccColourSpace(profile: Buffer): ColourSpace | undefined {
  try {
    return profileSpace(profile) === 'GRAY' ? greySpace(profile) : matrixSpace(profile);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
