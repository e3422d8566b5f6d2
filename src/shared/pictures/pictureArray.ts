import type { ArrayValue } from '../engine/objective.js';
import { type Picture, RGB } from './picture.js';

/** A picture as the input of a graph, [1, height, width, 3]: its pixels, not a copy of them. */
export const pictureArray = ({ width, height, pixels }: Picture): ArrayValue => ({
  shape: [1, height, width, RGB],
  data: pixels,
});
