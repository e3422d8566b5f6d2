import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { radiusOf } from '../fields/strokeRadius.js';
import type { ShapedExample } from '../synthesis.js';
import { throwShadow } from './castShadow.js';
import { findShadow, type ShadowSearch } from './findShadow.js';

/** What is left of alpha beside a shadow, below which it is but what the shadow was not exactly. */
const NOTHING = 0.12;

/** A picture laid over a shadow. */
export function overShadow(picture: Premultiplied, shadow: Premultiplied): Premultiplied {
  const rgba = picture.rgba.map((value, k) => {
    const alpha = picture.rgba[k - (k % RGBA) + 3]!;
    return value + (1 - alpha) * shadow.rgba[k]!;
  });
  return { ...picture, rgba };
}

/** What lies over a shadow, given the two together. */
export function withoutShadow(picture: Premultiplied, shadow: Premultiplied): Premultiplied {
  const rgba = new Float32Array(picture.rgba.length);
  for (let i = 0; i < rgba.length; i += RGBA) {
    const below = shadow.rgba[i + 3]!;
    const alpha = below < 1 ? (picture.rgba[i + 3]! - below) / (1 - below) : 0;
    if (alpha < NOTHING) continue;
    rgba[i + 3] = alpha;
    for (let c = 0; c < 3; c++) {
      rgba[i + c] = Math.min(alpha, Math.max(0, picture.rgba[i + c]! - (1 - alpha) * shadow.rgba[i + c]!));
    }
  }
  return { ...picture, rgba };
}

/** An effect without the shadow that it throws, if it throws one. */
export function unshadowed(
  { picture, shape }: ShapedExample,
  radiusPx = radiusOf(shape),
  { cast }: ShadowSearch = { cast: findShadow({ picture, shape }, radiusPx) },
): Premultiplied {
  return cast ? withoutShadow(picture, throwShadow(cast, picture, shape, radiusPx)) : picture;
}
