import { RGB } from '../../shared/pictures/picture.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import type { ShapedExample } from '../synthesis.js';
import { depthAt, type Sites } from './sites.js';

/** The mean colour of a small square: what varies within it is left out. */
export interface BlockSample {
  /** Of squares. */
  readonly column: number;
  readonly row: number;
  /** Index of the pixel in its middle. */
  readonly middle: number;
  readonly colour: readonly number[];
  /** Pixels that it is the mean of. */
  readonly weight: number;
}

/** Squares over the height of the shape. */
const BLOCKS = 40;
/** Squares count if at least this share of them is deep enough. */
const LEAST_FILLED = 0.6;
/** Whatever is seen through has no colour of its own. */
const OPAQUE = 0.95;

interface Sums {
  readonly colour: [number, number, number];
  count: number;
}

/**
 * Mean colours of small squares inside the shape.
 *
 * @param leastDepth in radii: what is nearer to the contour is left out
 */
export function blockSamples({ picture }: ShapedExample, sites: Sites, leastDepth: number): BlockSample[] {
  const { width, height, rgba } = picture;
  const { top, bottom } = sites.letters.word;
  const side = Math.max(2, Math.round((bottom - top) / BLOCKS));
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const blocks = Array.from({ length: columns * rows }, (): Sums => ({ colour: [0, 0, 0], count: 0 }));
  for (let i = 0; i < width * height; i++) {
    if (depthAt(sites, i) < leastDepth || rgba[i * RGBA + RGB]! < OPAQUE) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    const block = blocks[Math.floor(y / side) * columns + Math.floor(x / side)]!;
    for (const c of [0, 1, 2] as const) block.colour[c] += rgba[i * RGBA + c]!;
    block.count++;
  }
  return blocks.flatMap(({ colour, count }, block) => {
    if (count < LEAST_FILLED * side * side) return [];
    const [column, row] = [block % columns, Math.floor(block / columns)];
    const x = Math.min(width - 1, Math.floor((column + 0.5) * side));
    const y = Math.min(height - 1, Math.floor((row + 0.5) * side));
    const middle = y * width + x;
    return [{ column, row, middle, weight: count, colour: colour.map((sum) => sum / count) }];
  });
}
