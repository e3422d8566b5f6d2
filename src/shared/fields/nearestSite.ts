/** The nearest of a set of pixels, for every pixel (Felzenszwalb & Huttenlocher 2012, with the index kept). */
import type { Size } from '../pictures/picture.js';

/** No site anywhere. */
export const NOWHERE = -1;

const FAR = 1e20;

/** Room for the lower envelope of parabolas over one row or column. */
class Envelope {
  readonly #vertices: Int32Array;
  readonly #bounds: Float64Array;

  constructor(longest: number) {
    this.#vertices = new Int32Array(longest);
    this.#bounds = new Float64Array(longest + 1);
  }

  /** Which parabola is the lowest at each place; `heights` are those of their feet. */
  lowest(heights: Float64Array, length: number, out: Int32Array): void {
    const [vertices, bounds] = [this.#vertices, this.#bounds];
    let k = 0;
    vertices[0] = 0;
    bounds[0] = Number.NEGATIVE_INFINITY;
    for (let q = 1; q < length; q++) {
      const height = heights[q]! + q * q;
      let crossing: number;
      do {
        const v = vertices[k]!;
        crossing = (height - heights[v]! - v * v) / (2 * (q - v));
      } while (crossing <= bounds[k]! && --k >= 0);
      k++;
      vertices[k] = q;
      bounds[k] = crossing;
    }
    bounds[k + 1] = Number.POSITIVE_INFINITY;
    for (let q = 0, parabola = 0; q < length; q++) {
      while (bounds[parabola + 1]! < q) parabola++;
      out[q] = vertices[parabola]!;
    }
  }
}

/** For each pixel the row of the nearest site in its column, the upper one of two that are as near; `NOWHERE` if there is none. */
function nearestInColumn(isSite: Uint8Array, { width, height }: Size): Int32Array {
  const rows = new Int32Array(width * height);
  for (let i = 0; i < rows.length; i++) {
    if (isSite[i]) rows[i] = Math.floor(i / width);
    else rows[i] = i < width ? NOWHERE : rows[i - width]!;
  }
  for (let y = height - 2; y >= 0; y--) {
    for (let i = y * width; i < (y + 1) * width; i++) {
      const [above, below] = [rows[i]!, rows[i + width]!];
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
  const line = new Int32Array(width);
  const heights = new Float64Array(width);
  const siteRow = nearestInColumn(isSite, { width, height });
  const nearest = new Int32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const row = siteRow[y * width + x]!;
      heights[x] = row === NOWHERE ? FAR : (row - y) ** 2;
    }
    envelope.lowest(heights, width, line);
    for (let x = 0; x < width; x++) {
      const column = line[x]!;
      const row = siteRow[y * width + column]!;
      nearest[y * width + x] = row === NOWHERE ? NOWHERE : row * width + column;
    }
  }
  return nearest;
}
