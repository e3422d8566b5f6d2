import { oklabOf } from '../../src/image/colour/oklab.js';
import type { Picture } from '../../src/image/picture.js';
import { resizePicture } from '../../src/image/resize.js';

/** Side of the grid that both pictures are reduced to: layout and colours survive, grain and edges do not. */
const CELLS = 16;

function thumbnail(picture: Picture): [number, number, number][] {
  const small = resizePicture(picture, { width: CELLS, height: CELLS }, 'triangle').pixels;
  const value = (i: number) => Math.min(1, Math.max(0, small[i]!));
  return Array.from({ length: CELLS * CELLS }, (_, i) => {
    return [...oklabOf([value(3 * i), value(3 * i + 1), value(3 * i + 2)])];
  });
}

/**
 * How different two pictures look from afar: the root mean square Oklab distance of 16 x 16 thumbnails. For goldens
 * that must survive other processors and versions.
 *
 * 0 for the same; under 0.01 for noise or recompression; around 0.05 for a visible shift of the colours; 0.1 and more
 * for another picture; 1 for black against white. Sizes and shapes of the two need not agree.
 */
export function perceptualDistance(a: Picture, b: Picture): number {
  const [cellsA, cellsB] = [thumbnail(a), thumbnail(b)];
  let sum = 0;
  cellsA.forEach((cell, i) => {
    for (let c = 0; c < 3; c++) sum += (cell[c]! - cellsB[i]![c]!) ** 2;
  });
  return Math.sqrt(sum / cellsA.length);
}
