import { type Picture, RGB } from '../src/shared/pictures/picture.js';
import { resizePicture } from '../src/shared/pictures/resize.js';
import { correlation } from './correlation.js';

/** How steep the mean of the colours is at each place, at half the size; the last row and column are left out. */
function steepness(picture: Picture): Float64Array {
  const size = { width: Math.floor(picture.width / 2), height: Math.floor(picture.height / 2) };
  const { pixels } = resizePicture(picture, size, 'triangle');
  const grey = (x: number, y: number) => {
    const first = (y * size.width + x) * RGB;
    return (pixels[first]! + pixels[first + 1]! + pixels[first + 2]!) / RGB;
  };
  const [width, height] = [size.width - 1, size.height - 1];
  return Float64Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return Math.hypot(grey(x + 1, y) - grey(x, y), grey(x, y + 1) - grey(x, y));
  });
}

/** How much of the content's edges is left: the correlation of how steep both pictures are, 1 for the content itself. */
export function edgesKept(result: Picture, content: Picture): number {
  return correlation(steepness(result), steepness(content));
}
