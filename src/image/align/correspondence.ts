import { sampleGrid } from '../../shared/fields/sampleGrid.js';
import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';

/**
 * Which place of another picture each place of a picture corresponds to, on a grid of any size. Places are shares of the
 * other picture's width and height: 0 its left or upper edge, 1 its right or lower one.
 */
export interface Correspondence extends Size {
  /** [height, width] */
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** A correspondence on another grid. */
export function resizeCorrespondence(from: Correspondence, { width, height }: Size): Correspondence {
  const resized = (plane: Float32Array) =>
    Float32Array.from({ length: width * height }, (_, i) => {
      const x = (((i % width) + 0.5) * from.width) / width - 0.5;
      const y = ((Math.floor(i / width) + 0.5) * from.height) / height - 0.5;
      return sampleGrid({ width: from.width, height: from.height, data: plane }, x, y);
    });
  return { width, height, x: resized(from.x), y: resized(from.y) };
}

/** The other picture as it lies on this one: each place has the colour of the one that it corresponds to. */
export function warpPicture(other: Picture, correspondence: Correspondence, size: Size): Picture {
  const { x, y } = resizeCorrespondence(correspondence, size);
  const { width, height } = size;
  const source = { width: other.width, height: other.height, data: other.pixels };
  const pixels = new Float32Array(width * height * RGB);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [column, row] = [x[pixel]! * other.width - 0.5, y[pixel]! * other.height - 0.5];
    for (let channel = 0; channel < RGB; channel++)
      pixels[pixel * RGB + channel] = sampleGrid(source, column, row, RGB, channel);
  }
  return { width, height, pixels };
}
