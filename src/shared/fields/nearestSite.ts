/** The nearest of a set of pixels, for every pixel (Felzenszwalb & Huttenlocher 2012, with the index kept). */
import type { Size } from '../pictures/picture.js';

/** No site anywhere. */
export const NOWHERE = -1;

const FAR = 1e20;

/** Room for the lower envelope of parabolas over a piece of a row. */
class Envelope {
  readonly #vertices: Int32Array;
  readonly #bounds: Float64Array;
  /** Heights of the feet of parabolas, and with the squares of their places. */
  readonly heights: Float64Array;
  readonly #raised: Float64Array;

  constructor(longest: number) {
    this.#vertices = new Int32Array(longest);
    this.#bounds = new Float64Array(longest + 1);
    this.heights = new Float64Array(longest);
    this.#raised = new Float64Array(longest);
  }

  /** Which parabola is the lowest at each place from `start` up to `end`. */
  lowest(start: number, end: number, out: Int32Array): void {
    const vertices = this.#vertices;
    const bounds = this.#bounds;
    const raised = this.#raised;
    for (let q = start; q < end; q++) raised[q] = this.heights[q]! + q * q;
    let k = 0;
    vertices[0] = start;
    bounds[0] = Number.NEGATIVE_INFINITY;
    for (let q = start + 1; q < end; q++) {
      const height = raised[q]!;
      let crossing: number;
      do {
        const v = vertices[k]!;
        crossing = (height - raised[v]!) / (2 * (q - v));
      } while (crossing <= bounds[k]! && --k >= 0);
      k++;
      vertices[k] = q;
      bounds[k] = crossing;
    }
    bounds[k + 1] = Number.POSITIVE_INFINITY;
    for (let q = start, parabola = 0; q < end; q++) {
      while (bounds[parabola + 1]! < q) parabola++;
      out[q] = vertices[parabola]!;
    }
  }
}

/** For each pixel the row of the nearest site in its column, the upper one of two that are as near; `NOWHERE` if there is none. */
function nearestInColumn(isSite: Uint8Array, { width, height }: Size): Int32Array {
  const rows = new Int32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) rows[i] = isSite[i] ? y : y === 0 ? NOWHERE : rows[i - width]!;
  }
  for (let y = height - 2; y >= 0; y--) {
    for (let i = y * width; i < (y + 1) * width; i++) {
      const above = rows[i]!;
      const below = rows[i + width]!;
      if (below > y && (above === NOWHERE || below - y < y - above)) rows[i] = below;
    }
  }
  return rows;
}

/**
 * @param isSite nonzero for the pixels to be found
 * @returns for each pixel the index of the nearest site, or `NOWHERE`
 */
export function nearestSites(isSite: Uint8Array, { width, height }: Size): Int32Array {
  const envelope = new Envelope(width);
  const { heights } = envelope;
  const line = new Int32Array(width);
  const siteRow = nearestInColumn(isSite, { width, height });
  const nearest = new Int32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < width; x++) {
      const row = siteRow[start + x]!;
      heights[x] = row === NOWHERE ? FAR : (row - y) * (row - y);
    }
    // Between two sites of a row nothing beyond them is nearer, and sites are nearest to themselves.
    for (let x = 0; x < width; ) {
      line[x] = x;
      const isAtSite = isSite[start + x];
      let end = x + 1;
      while (end < width && !isSite[start + end]) end++;
      if (end > x + 1 || !isAtSite) envelope.lowest(x, Math.min(width, end + 1), line);
      x = end;
    }
    for (let x = 0; x < width; x++) {
      const column = line[x]!;
      const row = siteRow[start + column]!;
      nearest[start + x] = row === NOWHERE ? NOWHERE : row * width + column;
    }
  }
  return nearest;
}

/** For each pixel the row of the nearest pixel of the other kind in its column, the upper one of two that are as near; or `NOWHERE`. */
function othersInColumn(mask: Uint8Array, { width, height }: Size): Int32Array {
  const rows = new Int32Array(width * height).fill(NOWHERE, 0, width);
  for (let y = 1, i = width; y < height; y++) {
    for (let end = i + width; i < end; i++) rows[i] = mask[i] === mask[i - width] ? rows[i - width]! : y - 1;
  }
  const below = new Int32Array(width).fill(NOWHERE);
  for (let y = height - 2; y >= 0; y--) {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (mask[i] !== mask[i + width]) below[x] = y + 1;
      const row = below[x]!;
      if (row !== NOWHERE && (rows[i] === NOWHERE || row - y < y - rows[i]!)) rows[i] = row;
    }
  }
  return rows;
}

/**
 * For every pixel of a mask the nearest one that is not in it, and for every other one the nearest that is: what `nearestSites` says of
 * either, in half the time.
 *
 * @param mask of 0 and 1
 * @returns indices, or `NOWHERE` if all are of one kind
 */
export function nearestOthers(mask: Uint8Array, { width, height }: Size): Int32Array {
  const envelope = new Envelope(width);
  const { heights } = envelope;
  const line = new Int32Array(width);
  const otherRow = othersInColumn(mask, { width, height });
  const nearest = new Int32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < width; ) {
      let end = x + 1;
      while (end < width && mask[start + end] === mask[start + x]) end++;
      // Beyond the pixels beside a run, which are of the other kind, nothing is nearer.
      const [first, last] = [Math.max(0, x - 1), Math.min(width, end + 1)];
      if (first < x) heights[first] = 0;
      if (last > end) heights[end] = 0;
      for (let column = x; column < end; column++) {
        const row = otherRow[start + column]!;
        heights[column] = row === NOWHERE ? FAR : (row - y) * (row - y);
      }
      envelope.lowest(first, last, line);
      for (let column = x; column < end; column++) {
        const other = line[column]!;
        const row = other < x || other >= end ? y : otherRow[start + other]!;
        nearest[start + column] = row === NOWHERE ? NOWHERE : row * width + other;
      }
      x = end;
    }
  }
  return nearest;
}
