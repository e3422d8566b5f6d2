import { type Picture, RGB } from '../../../src/shared/pictures/picture.js';
import type { Colour } from './pixels.js';

/** The mean colour of each cell. @param cells [height, width], the number of the cell that a pixel is in */
export function meanColours(picture: Picture, cells: Int32Array): Map<number, Colour> {
  const sums = new Map<number, [number, number, number, number]>();
  for (const [pixel, cell] of cells.entries()) {
    const sum = sums.get(cell) ?? [0, 0, 0, 0];
    for (let c = 0; c < RGB; c++) sum[c] = sum[c]! + picture.pixels[pixel * RGB + c]!;
    sum[RGB] = sum[RGB]! + 1;
    sums.set(cell, sum);
  }
  return new Map([...sums].map(([cell, [r, g, b, count]]) => [cell, [r / count, g / count, b / count]]));
}
