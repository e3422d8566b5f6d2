import type { Grid } from '../../shared/fields/grid.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { valuesIn } from '../patch/effectBox.js';
import { type Box, crop } from '../shape/crop.js';
import type { ShapedExample } from '../synthesis.js';

/** The column that has half of a shape on each side. */
function middleColumn({ width, data }: Grid): number {
  const columns = new Float64Array(width);
  for (const [i, value] of data.entries()) columns[i % width] = columns[i % width]! + value;
  const all = columns.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  return columns.findIndex((value) => {
    sum += value;
    return sum >= all / 2;
  });
}

/** The part of an example that lies in a box. */
export function partOf({ picture, shape }: ShapedExample, box: Box): ShapedExample {
  const { width, height } = box;
  return {
    picture: { width, height, rgba: valuesIn(picture.rgba, picture, box, RGBA) },
    shape: crop(shape, box),
  };
}

/** The left and the right half of an example: as much of its shape on each side. */
export function halvesOf(example: ShapedExample): readonly [ShapedExample, ShapedExample] {
  const { width, height } = example.shape;
  const middle = Math.min(width - 1, Math.max(1, middleColumn(example.shape)));
  return [
    partOf(example, { left: 0, top: 0, width: middle, height }),
    partOf(example, { left: middle, top: 0, width: width - middle, height }),
  ];
}
