/**
 * A picture that goes on at its other side, within a graph. What a network pads a picture with would be seen at its sides; with
 * as much of the other side as its kernels reach, the seam is a place like any other.
 */
import { type Tensor4D, tf } from '../shared/engine/tf.js';
import type { Size } from '../shared/pictures/picture.js';

type Axis = 1 | 2;

/** Part of a map along one axis. */
function sliceAxis(x: Tensor4D, axis: Axis, first: number, length: number): Tensor4D {
  const begin: [number, number, number, number] = [0, 0, 0, 0];
  const size: [number, number, number, number] = [...x.shape];
  begin[axis] = first;
  size[axis] = length;
  return tf.slice(x, begin, size);
}

function wrapAxis(x: Tensor4D, axis: Axis, wrapPx: number): Tensor4D {
  const length = x.shape[axis];
  const reachPx = Math.min(wrapPx, length);
  return tf.concat([sliceAxis(x, axis, length - reachPx, reachPx), x, sliceAxis(x, axis, 0, reachPx)], axis);
}

/** As much of the other side beyond each side; of a picture that is shorter, all of it. @param pixels [n, h, w, c] */
export function wrapAround(pixels: Tensor4D, wrapPx: number): Tensor4D {
  return wrapAxis(wrapAxis(pixels, 1, wrapPx), 2, wrapPx);
}

/** The positions of a layer along one axis that lie within the picture. */
function innerPart(length: number, sizePx: number, wrapPx: number): readonly [first: number, count: number] {
  const reachPx = Math.min(wrapPx, sizePx);
  // Layers are the picture, halved as often as it takes.
  const stride = 2 ** Math.round(Math.log2((sizePx + 2 * reachPx) / length));
  const first = Math.floor(reachPx / stride);
  return [first, Math.max(1, Math.min(length - first, Math.floor(sizePx / stride)))];
}

/**
 * What a layer shows of the picture itself.
 *
 * @param map [n, h, w, c], of the picture after `wrapAround`
 * @param size of the picture
 */
export function withoutWrap(map: Tensor4D, { width, height }: Size, wrapPx: number): Tensor4D {
  const [, rows, columns] = map.shape;
  const down = innerPart(rows, height, wrapPx);
  const across = innerPart(columns, width, wrapPx);
  return sliceAxis(sliceAxis(map, 1, ...down), 2, ...across);
}
