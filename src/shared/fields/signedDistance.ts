import type { Size } from '../pictures/picture.js';
import { type Grid, valueAt } from './grid.js';
import { NOWHERE, nearestSites } from './nearestSite.js';

/** The contour runs where coverage is one half. */
const CONTOUR = 0.5;

/** Places on the contour, each found by a pixel that the contour passes: x and y of its centre, moved onto the contour. */
interface Contour {
  readonly isSite: Uint8Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/**
 * How far the centre of a pixel lies outside a straight edge that leaves `covered` of the pixel inside, in pixels.
 *
 * @param slopeX, slopeY the normal of the edge, of length 1; its signs do not matter
 */
function edgeDistance(covered: number, slopeX: number, slopeY: number): number {
  const steep = Math.max(Math.abs(slopeX), Math.abs(slopeY));
  const flat = Math.min(Math.abs(slopeX), Math.abs(slopeY));
  // Up to this much the edge cuts off no more than a corner.
  const corner = flat / (2 * steep);
  if (covered < corner) return (steep + flat) / 2 - Math.sqrt(2 * steep * flat * covered);
  if (covered > 1 - corner) return Math.sqrt(2 * steep * flat * (1 - covered)) - (steep + flat) / 2;
  return (CONTOUR - covered) * steep;
}

/** Moves the centres of edge pixels onto the contour, along the slope of coverage. */
function findContour(coverage: Grid): Contour {
  const { width, height, data } = coverage;
  const isSite = new Uint8Array(data.length);
  const [px, py] = [new Float32Array(data.length), new Float32Array(data.length)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      if (value <= 0 || (value >= 1 && !touchesNothing(coverage, x, y))) continue;
      const [dx, dy] = slopeOf(coverage, x, y);
      const length = Math.hypot(dx, dy);
      if (length === 0) continue;
      const outward = edgeDistance(value, dx / length, dy / length);
      const i = y * width + x;
      isSite[i] = 1;
      px[i] = x + (dx / length) * outward;
      py[i] = y + (dy / length) * outward;
    }
  }
  return { isSite, x: px, y: py };
}

/** Whether a pixel beside it is not covered at all. */
function touchesNothing(coverage: Grid, x: number, y: number): boolean {
  return (
    valueAt(coverage, x - 1, y) === 0 ||
    valueAt(coverage, x + 1, y) === 0 ||
    valueAt(coverage, x, y - 1) === 0 ||
    valueAt(coverage, x, y + 1) === 0
  );
}

/** The slope of coverage by Sobel's weights, which are right for edges of any direction. */
function slopeOf(coverage: Grid, x: number, y: number): [number, number] {
  const dx = (row: number) => valueAt(coverage, x + 1, y + row) - valueAt(coverage, x - 1, y + row);
  const dy = (column: number) => valueAt(coverage, x + column, y + 1) - valueAt(coverage, x + column, y - 1);
  return [dx(-1) + 2 * dx(0) + dx(1), dy(-1) + 2 * dy(0) + dy(1)];
}

/**
 * Distance to the contour, from a site nearby along the contour for as long as that comes nearer: the site whose centre is the
 * nearest need not be the one whose place on the contour is.
 */
function distanceFrom(
  start: number,
  x: number,
  y: number,
  { width, height }: Size,
  contour: Contour,
): number {
  if (start === NOWHERE) return Number.POSITIVE_INFINITY;
  const { isSite, x: px, y: py } = contour;
  let site = start;
  let best = (px[start]! - x) ** 2 + (py[start]! - y) ** 2;
  for (let from = NOWHERE; from !== site; ) {
    from = site;
    const row = Math.floor(from / width);
    const column = from - row * width;
    const [right, bottom] = [Math.min(width - 1, column + 1), Math.min(height - 1, row + 1)];
    for (let v = Math.max(0, row - 1); v <= bottom; v++) {
      for (let u = Math.max(0, column - 1); u <= right; u++) {
        const next = v * width + u;
        if (!isSite[next]) continue;
        const squared = (px[next]! - x) ** 2 + (py[next]! - y) ** 2;
        if (squared >= best) continue;
        site = next;
        best = squared;
      }
    }
  }
  return Math.sqrt(best);
}

/**
 * Distance of each pixel's centre to the contour, in pixels: negative inside. Edges lie where coverage says they do within a
 * pixel (after Gustavson & Strand 2011), so that the field is as smooth as the outline.
 *
 * @param coverage in 0..1; where it has no contour at all the field is infinite
 */
export function signedDistance(coverage: Grid): Grid {
  const { width, height, data } = coverage;
  const contour = findContour(coverage);
  const nearest = nearestSites(contour.isSite, coverage);
  const signed = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const distance = distanceFrom(nearest[i]!, x, y, coverage, contour);
      signed[i] = data[i]! >= CONTOUR ? -distance : distance;
    }
  }
  return { width, height, data: signed };
}
