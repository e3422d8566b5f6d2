import { type ColourSpace, isSrgb } from './colourSignal.js';
import { uprightExif } from './exif.js';
import { iccColourSpace } from './iccColour.js';
import { profileSpace } from './iccTags.js';
import type { PictureSource } from './source.js';

/** The colours of a file. */
export interface ColourProfile {
  /** As it stands in files (ICC.1). */
  readonly icc: Buffer;
  /** What it says. */
  readonly space: ColourSpace;
}

/** What a photograph has beside its pixels, and what is made of it should have, too. */
export interface PictureOrigin {
  /** Bits a channel. */
  readonly bits: 8 | 16;
  /** Left out: sRGB. Profiles of grey and of inks, and such as hold tables, are not kept: what is made is sRGB then. */
  readonly profile?: ColourProfile | undefined;
  /** What the camera wrote, of a picture that stands upright. */
  readonly exif?: Buffer | undefined;
}

function profileOf(icc: Buffer | undefined): ColourProfile | undefined {
  if (!icc || profileSpace(icc) !== 'RGB ') return undefined;
  const space = iccColourSpace(icc);
  return space && !isSrgb(space) ? { icc, space } : undefined;
}

/** What is to be kept of a file. */
export function originOf({ header: { depth, icc, exif } }: PictureSource): PictureOrigin {
  return { bits: depth === 'ushort' ? 16 : 8, profile: profileOf(icc), exif: exif && uprightExif(exif) };
}
