/** A text in parts, one over the other, that can be moved or recoloured by themselves. */

import type { Grid } from '../../shared/fields/grid.js';
import { lumaAt } from '../../shared/pictures/luma.js';
import type { Size } from '../../shared/pictures/picture.js';
import { LEAST_VISIBLE, type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { smoothStep } from '../../shared/smoothStep.js';
import { shapeFields } from '../effects/shapeFields.js';

/** Parts of the picture, the topmost first. */
const PARTS = ['body', 'rim', 'halo', 'shadow'] as const;
type Part = (typeof PARTS)[number];

/** A picture in 8 bits, as files hold it: [height, width, 4], not multiplied by alpha. */
export interface LayerPicture extends Size {
  readonly name: string;
  readonly rgba: Uint8Array;
  /** Whether it is there to be used, not to be seen. */
  readonly isHidden?: boolean;
}

/** Within how much of the stroke radius one part gives way to the next, on both sides of its end. */
const SOFTNESS = 0.1;
/** Where body and rim end: 0 is the middle of a stroke, 1 its contour. */
const ENDS = { body: 0.7, rim: 1.3 } as const;
/** Around the strokes, what is darker and less colourful than this is shadow: from where it is so entirely, to where not at all. */
const SHADOW = { luma: [0.1, 0.25], chroma: [0.1, 0.3] } as const;

/** How much a straight 8-bit colour looks like shadow, 0..1. */
function shadowness(rgba: Uint8Array, offset: number): number {
  const [red, green, blue] = [rgba[offset]!, rgba[offset + 1]!, rgba[offset + 2]!];
  const luma = lumaAt(rgba, offset) / 255;
  const chroma = (Math.max(red, green, blue) - Math.min(red, green, blue)) / 255;
  return (1 - smoothStep(...SHADOW.luma, luma)) * (1 - smoothStep(...SHADOW.chroma, chroma));
}

/** The shares of a pixel's alpha that belong to each part, in the order of `PARTS`; they add up to 1. */
function sharesAt(depth: number, dark: number): number[] {
  const [beyondBody, beyondRim] = [ENDS.body, ENDS.rim].map((end) =>
    smoothStep(end - SOFTNESS, end + SOFTNESS, depth),
  ) as [number, number];
  const rim = beyondBody * (1 - beyondRim);
  const around = beyondBody * beyondRim;
  return [1 - beyondBody, rim, around * (1 - dark), around * dark];
}

/**
 * The alpha of each part, 0..255, such that all of them over one another have the alpha of the whole. All have the pixel's
 * colour, so that any order and any softness of the parts gives it back; what is rounded in one part is made up for in the next.
 */
function alphasOf(shares: readonly number[], alpha: number): number[] {
  let alphaSoFar = 0;
  let through = 1;
  return shares.map((share) => {
    if (share <= 0 || through <= 0) return 0;
    alphaSoFar += share * alpha;
    const rounded = Math.round((255 * (alphaSoFar - (1 - through))) / through);
    const bounded = Math.min(255, Math.max(0, rounded));
    through *= 1 - bounded / 255;
    return bounded;
  });
}

/** A picture in 8 bits, not multiplied by alpha. */
export function toBytes({ rgba }: Premultiplied): Uint8Array {
  const bytes = new Uint8ClampedArray(rgba.length);
  for (let offset = 0; offset < rgba.length; offset += RGBA) {
    const alpha = rgba[offset + 3]!;
    if (alpha < LEAST_VISIBLE) continue;
    for (let c = 0; c < 3; c++) bytes[offset + c] = (255 * rgba[offset + c]!) / alpha;
    bytes[offset + 3] = 255 * alpha;
  }
  return new Uint8Array(bytes.buffer);
}

function maskLayer({ width, height, data }: Grid): LayerPicture {
  const rgba = new Uint8Array(data.length * RGBA).fill(255);
  for (const [i, value] of data.entries()) rgba.fill(Math.round(255 * value), i * RGBA, i * RGBA + 3);
  return { name: 'mask', width, height, rgba, isHidden: true };
}

/**
 * Takes a picture apart by distance to the contour of its shape: body, rim, halo, and shadow, which is what is dark in the
 * halo. Laid over one another they give the picture within a level of 8 bits. The shape itself comes last, hidden.
 *
 * @param shape as large as the picture
 * @returns from the lowest to the topmost
 */
export function splitLayers(picture: Premultiplied, shape: Grid): LayerPicture[] {
  const { width, height } = picture;
  const { distance, radiusPx } = shapeFields(shape);
  const whole = toBytes(picture);
  const parts = PARTS.map((name: Part) => ({ name, width, height, rgba: new Uint8Array(whole.length) }));
  for (let i = 0; i < distance.length; i++) {
    const offset = i * RGBA;
    if (whole[offset + 3] === 0) continue;
    const shares = sharesAt(1 + distance[i]! / radiusPx, shadowness(whole, offset));
    for (const [k, alpha] of alphasOf(shares, whole[offset + 3]! / 255).entries()) {
      const part = parts[k]?.rgba;
      if (alpha === 0 || !part) continue;
      part.set(whole.subarray(offset, offset + 3), offset);
      part[offset + 3] = alpha;
    }
  }
  return [...parts.reverse(), maskLayer(shape)];
}
