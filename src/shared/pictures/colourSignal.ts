import { PRIMARIES, type Primaries } from './primaries.js';
import { CURVES, type TransferCurve } from './transferCurve.js';

/** Numbers of ITU-T H.273 ("CICP", in files "nclx" and "cICP") that say what colours a file holds. */
export interface ColourCodes {
  readonly primaries: number;
  readonly transfer: number;
}

/** What red, green and blue are, and how values become light. */
export interface ColourSpace {
  readonly primaries: Primaries;
  readonly curve: TransferCurve;
}

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
  return primaries && curve ? { primaries, curve } : 'unknown';
}
