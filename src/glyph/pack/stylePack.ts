/** A style in one file, read and made ready: the next word looks the same, and costs less. */
import type { SavedKind } from '../../shared/saved/savedFile.js';
import type { ShapeOrigin, Style } from '../style/readStyle.js';
import type { Direction } from '../synthesis.js';

/** How names of style packs end. */
export const PACK_ENDING = '.nstglyph';

/** The largest style, 1600 x 1600 pixels of five float32, takes a fifth of this. */
export const MAX_PACK_BYTES = 2 ** 28;

/** Style packs as files. */
export const STYLE_PACK: SavedKind = {
  format: 'nst glyph style',
  version: '2',
  title: 'style pack',
  advice: 'make it again with "nst glyph style"',
  isCompressed: true,
  maxBytes: MAX_PACK_BYTES,
};

/** A style, and what it is to be used with unless something else is asked for. */
export interface StylePack {
  readonly style: Style;
  readonly seed: number;
  readonly direction: Direction;
}

/** Where transparency comes from: the picture's own, taken off its ground, or none. */
export type AlphaModel = 'own' | 'keyed' | 'opaque';

/** What a pack says beside its pixels. Nothing of where the style came from: packs are passed on. */
export interface PackFacts {
  readonly shapeOrigin: ShapeOrigin;
  readonly alpha: AlphaModel;
  readonly seed: number;
  readonly direction: Direction;
}

/** The arrays of a pack: [height, width, 4], multiplied by alpha; and [height, width], for a style that has a shape. */
export const PACK_TENSORS = { example: 'example', shape: 'shape' } as const;
