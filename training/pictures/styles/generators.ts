import type { Picture, Size } from '../../../src/shared/pictures/picture.js';
import { Rng } from '../../../src/shared/rng.js';
import { printHalftone } from './halftone.js';
import { drawHatching } from './hatching.js';
import { layWithKnife } from './knife.js';
import { marblePaper } from './marbling.js';
import { layMosaic } from './mosaic.js';
import { motifOf } from './motif.js';
import { setPoints } from './points.js';
import { leadGlass } from './stainedGlass.js';
import { paintStrokes } from './strokes.js';
import { paintWatercolour } from './watercolour.js';
import { weaveTapestry } from './weave.js';
import { paintWhirls } from './whirls.js';
import { cutWood } from './woodcut.js';

/** A way to make a style: it paints the motif, and the random numbers make each picture a style of its own. */
export type StyleGenerator = (motif: Picture, rng: Rng) => Picture;

/** All of them, by the name of what they look like. */
export const STYLE_GENERATORS = {
  strokes: paintStrokes,
  whirls: paintWhirls,
  knife: layWithKnife,
  points: setPoints,
  watercolour: paintWatercolour,
  hatching: drawHatching,
  woodcut: cutWood,
  halftone: printHalftone,
  'stained-glass': leadGlass,
  mosaic: layMosaic,
  marbling: marblePaper,
  weave: weaveTapestry,
} as const satisfies Readonly<Record<string, StyleGenerator>>;

/** One of `STYLE_KINDS`. */
export type StyleKind = keyof typeof STYLE_GENERATORS;

/** Names of the generators. */
export const STYLE_KINDS = Object.keys(STYLE_GENERATORS) as readonly StyleKind[];

/**
 * A picture of a style, in 0..1; the same each time for the same kind, seed, size and photo.
 *
 * @param photo what is painted; hills that are made up where it is left out
 */
export function makeStyle(kind: StyleKind, seed: number, size: Size, photo?: Picture): Picture {
  const rng = new Rng(seed);
  return STYLE_GENERATORS[kind](motifOf(size, rng, photo), rng);
}
