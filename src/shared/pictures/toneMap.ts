import { linearToPq, pqToLinear } from './transferCurve.js';

/** What white paper shows at in HDR pictures: ITU-R BT.2408-7, table 1. */
const WHITE_NITS = 203;
/** The peak that HDR pictures are graded for, and the nominal one of HLG (ITU-R BT.2100-2, note 5e). Brighter is white. */
const PEAK_NITS = 1000;
/** 1 of PQ. */
const PQ_NITS = 10_000;
/** Of HLG on a display of PEAK_NITS (ITU-R BT.2100-2, note 5f). */
const HLG_GAMMA = 1.2;
/** Luminance of BT.2020 primaries. */
const LUMA = [0.2627, 0.678, 0.0593] as const;

/**
 * The EETF of ITU-R BT.2390-11, section 5.4.1, from a display of 1,000 to one of 203 cd/m2, both with a perfect black: what
 * is darker than the knee (about 90 cd/m2) stays as it is, highlights bend towards white.
 *
 * @param nits cd/m2, at least 0
 * @returns 0..1, 1 is white
 */
export function toneMap(nits: number): number {
  const top = linearToPq(PEAK_NITS / PQ_NITS);
  const white = linearToPq(WHITE_NITS / PQ_NITS) / top;
  const knee = 1.5 * white - 0.5;
  const source = Math.min(1, linearToPq(nits / PQ_NITS) / top);
  if (source < knee) return nits / WHITE_NITS;
  const t = (source - knee) / (1 - knee);
  const [t2, t3] = [t ** 2, t ** 3];
  const bent = (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee) + (3 * t2 - 2 * t3) * white;
  return Math.min(1, (pqToLinear(bent * top) * PQ_NITS) / WHITE_NITS);
}

/** Display light of a colour of PQ or HLG to that of a screen without HDR, in place; hue and saturation stay. */
export function toneMapColour(rgb: Float64Array, light: 'pq' | 'hlg'): void {
  const nits = light === 'pq' ? PQ_NITS : PEAK_NITS * sceneGain(rgb);
  const peak = Math.max(...rgb);
  const gain = peak > 0 ? toneMap(nits * peak) / peak : 0;
  for (let c = 0; c < rgb.length; c++) rgb[c] = gain * rgb[c]!;
}

/** The OOTF of HLG: what light of the scene is multiplied by. */
function sceneGain(rgb: Float64Array): number {
  const luma = LUMA.reduce((sum, weight, c) => sum + weight * rgb[c]!, 0);
  return luma ** (HLG_GAMMA - 1);
}
