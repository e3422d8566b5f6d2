/** A style in one file, read and made ready: the next word looks the same, and costs less. */
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { encodeSaved, type SavedKind } from '../../shared/saved/savedFile.js';
import type { Weights } from '../../shared/weights/tensors.js';
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
type AlphaModel = 'own' | 'keyed' | 'opaque';

/** What a pack says beside its pixels. Nothing of where the style came from: packs are passed on. */
export interface PackFacts {
  readonly shapeOrigin: ShapeOrigin;
  readonly alpha: AlphaModel;
  readonly seed: number;
  readonly direction: Direction;
}

/** The arrays of a pack: [height, width, 4], multiplied by alpha; and [height, width], for a style that has a shape. */
export const PACK_TENSORS = { example: 'example', shape: 'shape' } as const;

function alphaModel({ shapeOrigin, picture }: Style): AlphaModel {
  if (shapeOrigin === 'alpha') return 'own';
  const isOpaque = picture.rgba.every((value, i) => i % RGBA !== RGBA - 1 || value === 1);
  return isOpaque ? 'opaque' : 'keyed';
}

/** The bytes of a style pack; the same style gives the same bytes. */
export function encodePack({ style, seed, direction }: StylePack): Uint8Array {
  const { picture, shape, shapeOrigin } = style;
  const { width, height } = picture;
  const facts: PackFacts = { shapeOrigin, alpha: alphaModel(style), seed, direction };
  const tensors: Weights = new Map([
    [PACK_TENSORS.example, { shape: [height, width, RGBA], data: picture.rgba }],
    ...(shape ? [[PACK_TENSORS.shape, { shape: [height, width], data: shape.data }] as const] : []),
  ]);
  return encodeSaved(STYLE_PACK, { facts, tensors });
}
