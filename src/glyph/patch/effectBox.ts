import type { Size } from '../../shared/pictures/picture.js';
import { type Box, boxAround } from '../shape/crop.js';
import type { Guides } from './guides.js';

/**
 * Room around an effect, in radii of the strokes: a patch of the coarsest level, where strokes have a radius of 1.7 px, lies
 * within it.
 */
const ROOM_RADII = 1.3;

/** The part of an example that has something of its effect, with room around it. What lies beyond is nothing, and only takes time. */
export function effectBox({ example, far, exampleRadiusPx }: Guides): Box {
  const { width, height, data } = example;
  const tight = boxAround({ width, height, data: data.map((distance) => far - distance) }, 0);
  if (!tight) return { left: 0, top: 0, width, height };
  const room = Math.ceil(ROOM_RADII * exampleRadiusPx);
  const [left, top] = [Math.max(0, tight.left - room), Math.max(0, tight.top - room)];
  return {
    left,
    top,
    width: Math.min(width, tight.left + tight.width + room) - left,
    height: Math.min(height, tight.top + tight.height + room) - top,
  };
}

/** The values of [height, width, channels] that lie in a box. */
export function valuesIn(values: Float32Array, { width }: Size, box: Box, channels: number): Float32Array {
  const out = new Float32Array(box.width * box.height * channels);
  for (let y = 0; y < box.height; y++) {
    const first = ((box.top + y) * width + box.left) * channels;
    out.set(values.subarray(first, first + box.width * channels), y * box.width * channels);
  }
  return out;
}
