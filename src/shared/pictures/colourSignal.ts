import { IDENTITY3, type Matrix3 } from '../linalg/matrix3.js';
import { PRIMARIES, toBt709 } from './primaries.js';
import { CURVES, type LightKind, SRGB_CURVE } from './transferCurve.js';

/** Numbers of ITU-T H.273 ("CICP", in files "nclx" and "cICP") that say what colours a file holds. */
export interface ColourCodes {
  readonly primaries: number;
  readonly transfer: number;
}

/** How stored values become light, and what its red, green and blue are. */
export interface ColourSpace {
  /** From stored values to light in 0..1, for each channel. */
  readonly curves: readonly [Curve, Curve, Curve];
  /** What light of 1 is. */
  readonly light: LightKind;
  /** From linear light to that of the primaries of sRGB, 3 x 3. */
  readonly toBt709: Matrix3;
}

type Curve = (value: number) => number;

/** H.273: unspecified; MIAF (ISO 23000-22) and browsers then take sRGB. */
const UNSPECIFIED = 2;
/** sRGB in H.273. */
const SRGB: ColourCodes = { primaries: 1, transfer: 13 };

/**
 * What the numbers stand for.
 *
 * @returns undefined for sRGB, where there is nothing to do; 'unknown' for numbers without a meaning here
 */
export function colourSpaceOf(codes: ColourCodes): ColourSpace | 'unknown' | undefined {
  const primariesCode = codes.primaries === UNSPECIFIED ? SRGB.primaries : codes.primaries;
  const transferCode = codes.transfer === UNSPECIFIED ? SRGB.transfer : codes.transfer;
  if (primariesCode === SRGB.primaries && transferCode === SRGB.transfer) return undefined;
  const primaries = PRIMARIES.get(primariesCode);
  const curve = CURVES.get(transferCode);
  if (!primaries || !curve) return 'unknown';
  const { toLinear, light } = curve;
  return { curves: [toLinear, toLinear, toLinear], light, toBt709: toBt709(primaries) };
}

/** How far curves and matrices of one colour space differ that were rounded by different programs. */
const ROUNDING = 2e-3;

/** Whether a space is sRGB, but for rounding. */
export function isSrgb({ curves, light, toBt709: matrix }: ColourSpace): boolean {
  const values = [0.05, 0.2, 0.5, 0.8];
  const sameCurves = curves.every((curve) =>
    values.every((value) => Math.abs(curve(value) - SRGB_CURVE.toLinear(value)) < ROUNDING),
  );
  const sameColours = Array.from(IDENTITY3).every((entry, i) => Math.abs(matrix[i]! - entry) < ROUNDING);
  return light === 'standard' && sameCurves && sameColours;
}
