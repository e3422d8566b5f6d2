import type { Premultiplied } from '../../../shared/pictures/premultiplied.js';
import type { Sites } from '../sites.js';
import { findHatching } from './hatching.js';
import type { Pattern } from './pattern.js';
import { findStitches } from './stitches.js';

/** The pattern of an effect: hatching across the shape, or else stitches along its contour; `undefined` if nothing repeats. */
export const findPattern = (picture: Premultiplied, sites: Sites): Pattern | undefined =>
  findHatching(picture, sites) ?? findStitches(picture, sites);
