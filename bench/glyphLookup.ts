/** The simplest thing that could work: every pixel is that pixel of the example which is as far from the contour. */

import type { Synthesis } from '../src/glyph/synthesis.js';
import { signedDistance } from '../src/shared/fields/signedDistance.js';
import { RGBA } from '../src/shared/pictures/premultiplied.js';

/** Where in an ascending array a value would stand: the nearer of its neighbours. */
function nearestIn(sorted: Float32Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  return value - sorted[before]! < sorted[low]! - value ? before : low;
}

/** Nearest-distance lookup; for an example with a shape. */
export const lookupSynthesis: Synthesis = async ({ example, target }) => {
  const { picture, shape } = example;
  if (!shape) throw new RangeError('the lookup needs an example with a shape');
  const { data } = signedDistance(shape);
  const order = Array.from(data.keys()).sort((a, b) => data[a]! - data[b]!);
  const sorted = Float32Array.from(order, (i) => data[i]!);
  const rgba = new Float32Array(target.data.length * RGBA);
  for (const [i, distance] of signedDistance(target).data.entries()) {
    const source = order[nearestIn(sorted, distance)]!;
    rgba.set(picture.rgba.subarray(source * RGBA, (source + 1) * RGBA), i * RGBA);
  }
  return { width: target.width, height: target.height, rgba };
};
