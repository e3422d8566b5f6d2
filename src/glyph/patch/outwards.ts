/** How far an effect goes beyond its shape, by the way that the contour looks to. */

import { boxBlur } from '../../shared/fields/boxBlur.js';
import type { Grid } from '../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { outwardTurn } from '../fields/outwardTurn.js';
import { lengthWithin, VISIBLE } from '../style/specks.js';

/** Ways that are told apart. */
const SECTORS = 16;

/** The sector that the distance grows towards at pixel i of the inside of a map. */
const sectorAt = (distance: Grid, i: number) => Math.floor(outwardTurn(distance, i) * SECTORS) % SECTORS;

/** Calls back for every pixel outside the shape, with its sector. */
function eachOutside(distance: Grid, visit: (i: number, sector: number) => void): void {
  const { width, height, data } = distance;
  for (let y = 0; y < height; y++) {
    const row = Math.min(height - 2, Math.max(1, y)) * width;
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! <= 0) continue;
      visit(y * width + x, sectorAt(distance, row + Math.min(width - 2, Math.max(1, x))));
    }
  }
}

/**
 * For each sector the distance that all but specks of the effect lies within, or that of a neighbouring sector if it is
 * larger.
 *
 * @param distance signed distance to the shape in pixels
 */
export function reachOutwards({ rgba }: Premultiplied, distance: Grid): Float32Array {
  const lengths = Array.from({ length: SECTORS }, () => [] as (readonly [px: number, alpha: number])[]);
  eachOutside(distance, (i, sector) => {
    const alpha = rgba[i * RGBA + 3]!;
    if (alpha >= VISIBLE) lengths[sector]?.push([distance.data[i]!, alpha]);
  });
  const lengthsPx = lengths.map((sector) => lengthWithin(sector));
  return Float32Array.from(lengthsPx, (px, k) =>
    Math.max(px, lengthsPx[(k + 1) % SECTORS]!, lengthsPx[(k + SECTORS - 1) % SECTORS]!),
  );
}

/** Where sectors meet between two strokes, lone pixels are left out; they are taken in if this share of what is around is. */
const ENOUGH_AROUND = 0.02;

/** 1 inside a shape, and outside where an effect of that reach may be; else 0. @param slackPx how much further */
export function withinReach(distance: Grid, reachPx: Float32Array, slackPx: number): Grid {
  const { width, height } = distance;
  const data = new Float32Array(distance.data.length).fill(1);
  eachOutside(distance, (i, sector) => {
    if (distance.data[i]! > reachPx[sector]!) data[i] = 0;
  });
  const wider = boxBlur({ width, height, data }, Math.max(1, slackPx / 2));
  return { width, height, data: wider.data.map((value) => (value > ENOUGH_AROUND ? 1 : 0)) };
}
