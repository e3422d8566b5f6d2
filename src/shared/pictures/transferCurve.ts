/** From stored values to light and back. Values and linear light lie in 0..1 unless a comment says otherwise. */

/** What linear light of a curve means. */
export type LightKind =
  /** 1 is white. */
  | 'standard'
  /** BT.2100 PQ: 1 is 10,000 cd/m2 on the display. */
  | 'pq'
  /** BT.2100 HLG: of the scene, 1 is the brightest. */
  | 'hlg';

/** How stored values become light. */
export interface TransferCurve {
  readonly light: LightKind;
  readonly toLinear: (value: number) => number;
}

/** IEC 61966-2-1. */
function srgbToLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Linear light to a stored sRGB value (IEC 61966-2-1). */
export function linearToSrgb(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** ITU-R BT.709-6, item 1.2, the other way round, with the constants of BT.2020-2 for 12 bits: the two pieces meet. */
function bt709ToLinear(value: number): number {
  const [alpha, beta] = [1.0993, 0.0181];
  return value < 4.5 * beta ? value / 4.5 : ((value + alpha - 1) / alpha) ** (1 / 0.45);
}

/** SMPTE ST 240. */
function st240ToLinear(value: number): number {
  const [alpha, beta] = [1.1115, 0.0228];
  return value < 4 * beta ? value / 4 : ((value + alpha - 1) / alpha) ** (1 / 0.45);
}

/** Constants of SMPTE ST 2084, also ITU-R BT.2100-2, table 4. */
const PQ = { m1: 2610 / 16384, m2: 2523 / 32, c1: 3424 / 4096, c2: 2413 / 128, c3: 2392 / 128 } as const;

/** SMPTE ST 2084: a stored value to light, 1 is 10,000 cd/m2. */
export function pqToLinear(value: number): number {
  const power = Math.max(0, value) ** (1 / PQ.m2);
  return (Math.max(0, power - PQ.c1) / (PQ.c2 - PQ.c3 * power)) ** (1 / PQ.m1);
}

/** SMPTE ST 2084: light, 1 is 10,000 cd/m2, to a stored value. */
export function linearToPq(light: number): number {
  const power = Math.max(0, light) ** PQ.m1;
  return ((PQ.c1 + PQ.c2 * power) / (1 + PQ.c3 * power)) ** PQ.m2;
}

/** ITU-R BT.2100-2, table 5: the inverse of the OETF of HLG. */
function hlgToScene(value: number): number {
  const a = 0.17883277;
  const [b, c] = [1 - 4 * a, 0.5 - a * Math.log(4 * a)];
  return value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - c) / a) + b) / 12;
}

/** A power function, as camera and display profiles have it. */
export function gammaCurve(gamma: number): TransferCurve {
  return { light: 'standard', toLinear: (value) => value ** gamma };
}

/** The curve of sRGB. */
export const SRGB_CURVE: TransferCurve = { light: 'standard', toLinear: srgbToLinear };
const BT709_CURVE: TransferCurve = { light: 'standard', toLinear: bt709ToLinear };

/** By their number in ITU-T H.273, table 3. Of 11 (xvYCC) pictures hold the positive half, which is BT.709. */
export const CURVES: ReadonlyMap<number, TransferCurve> = new Map<number, TransferCurve>([
  [1, BT709_CURVE],
  [4, gammaCurve(2.2)],
  [5, gammaCurve(2.8)],
  [6, BT709_CURVE],
  [7, { light: 'standard', toLinear: st240ToLinear }],
  [8, gammaCurve(1)],
  [11, BT709_CURVE],
  [13, SRGB_CURVE],
  [14, BT709_CURVE],
  [15, BT709_CURVE],
  [16, { light: 'pq', toLinear: pqToLinear }],
  [18, { light: 'hlg', toLinear: hlgToScene }],
]);
