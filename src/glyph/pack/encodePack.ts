import { RGBA } from '../../shared/pictures/premultiplied.js';
import { encodeSaved } from '../../shared/saved/savedFile.js';
import type { Weights } from '../../shared/weights/tensors.js';
import type { Style } from '../style/readStyle.js';
import { type AlphaModel, PACK_TENSORS, type PackFacts, STYLE_PACK, type StylePack } from './stylePack.js';

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
