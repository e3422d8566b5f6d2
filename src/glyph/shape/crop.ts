import type { Grid } from '../../shared/fields/grid.js';
import type { Size } from '../../shared/pictures/picture.js';

/** A part of a picture, in whole pixels. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** The smallest box around all values above a level; undefined if there are none. */
export function boxAround({ width, height, data }: Grid, level: number): Box | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! <= level) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0 ? undefined : { left, top, width: right + 1 - left, height: bottom + 1 - top };
}

/** The part of a map that lies in a box; beyond the map it is 0. */
export function crop({ width, height, data }: Grid, box: Box): Grid {
  const out = new Float32Array(box.width * box.height);
  for (let y = Math.max(0, -box.top); y < Math.min(box.height, height - box.top); y++) {
    const from = Math.max(0, box.left);
    const to = Math.min(width, box.left + box.width);
    const row = (y + box.top) * width;
    out.set(data.subarray(row + from, row + Math.max(from, to)), y * box.width + from - box.left);
  }
  return { width: box.width, height: box.height, data: out };
}
