import type { Metadata } from 'sharp';
import { type ColourCodes, type ColourSpace, colourSpaceOf, isSrgb } from './colourSignal.js';
import { heifColour } from './heifColour.js';
import { iccColourSpace } from './iccColour.js';
import { profileSpace } from './iccTags.js';
import { pngColour } from './pngColour.js';

/** How the colours of one file come to sRGB. */
export interface ColourRule {
  /** Whether sharp is to follow the profile in the file. */
  readonly usesProfile: boolean;
  /** What is left to be converted after sharp. */
  readonly space?: ColourSpace;
  /** What the user should know, without the name of the file. */
  readonly warning?: string;
}

/** What a profile has to describe, by sharp's name of the colour space of the file. */
const PROFILE_SPACE: ReadonlyMap<string | undefined, string> = new Map([
  ['srgb', 'RGB '],
  ['rgb16', 'RGB '],
  ['b-w', 'GRAY'],
  ['grey16', 'GRAY'],
  ['cmyk', 'CMYK'],
]);

const UNCONVERTED =
  'its colours are taken for sRGB, and may look pale or shifted; save it as sRGB for exact ones';

function ruleOfCodes(codes: ColourCodes): ColourRule {
  const space = colourSpaceOf(codes);
  if (space === undefined) return { usesProfile: false };
  if (space === 'unknown') {
    const numbers = `primaries ${codes.primaries} and transfer ${codes.transfer}`;
    return {
      usesProfile: false,
      warning: `its colours are described by ${numbers}, which are not known; ${UNCONVERTED}`,
    };
  }
  if (space.light === 'standard') return { usesProfile: false, space };
  const kind = space.light.toUpperCase();
  return {
    usesProfile: false,
    space,
    warning: `it is HDR (${kind}); what is brighter than a screen's white is toned down`,
  };
}

/**
 * At 8 bits sharp follows the profile. At 16 it leaves that of grey out, and takes RGB to Display P3 first, where errors
 * grow to 6 levels of 255 in saturated colours: curves and matrices are followed here, and sharp has the tables. Grey with a
 * profile of RGB, which programs leave in when they take the colours out, is followed here too: as RGB of three alike.
 */
function ruleOfProfile(space: string | undefined, profile: Buffer): ColourRule {
  const expected = PROFILE_SPACE.get(space);
  const actual = profileSpace(profile);
  const fits = expected === undefined || actual === expected;
  const isGreyOfRgb = expected === 'GRAY' && actual === 'RGB ';
  const isWide = space === 'rgb16' || space === 'grey16';
  const closedForm = isGreyOfRgb || (isWide && fits) ? iccColourSpace(profile) : undefined;
  // sRGB as programs round it is sRGB: 16 bits come back as they were written.
  if (closedForm)
    return isSrgb(closedForm) ? { usesProfile: false } : { usesProfile: false, space: closedForm };
  if (fits && space !== 'grey16') return { usesProfile: true };
  const problem = fits ? 'has no curve that can be read' : 'is for another kind of picture';
  return { usesProfile: false, warning: `its colour profile ${problem} and is left out; ${UNCONVERTED}` };
}

/**
 * How the colours of a file come to sRGB: by numbers (cICP) before a profile in PNG, by a profile before numbers (nclx) in
 * AVIF and HEIF, as their standards say; without either they are sRGB.
 */
export function colourRule(header: Metadata, bytes: Buffer): ColourRule {
  const { format, space, icc } = header;
  const pngCodes = format === 'png' ? pngColour(bytes) : undefined;
  if (pngCodes) return ruleOfCodes(pngCodes);
  if (icc) return ruleOfProfile(space, icc);
  const heifCodes = format === 'heif' ? heifColour(bytes) : undefined;
  return heifCodes ? ruleOfCodes(heifCodes) : { usesProfile: false };
}
