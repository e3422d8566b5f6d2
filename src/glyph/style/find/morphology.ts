import { nearestSites } from '../../../shared/fields/nearestSite.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { runsOf } from './runs.js';

/** Squared distance of each pixel to the nearest of a mask; infinite if there is none. */
function squaresTo(mask: Uint8Array, size: Size): Float32Array {
  const { width, height } = size;
  const nearest = nearestSites(mask, size);
  const out = new Float32Array(mask.length).fill(Number.POSITIVE_INFINITY);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const site = nearest[i]!;
      if (site < 0) continue;
      const row = Math.floor(site / width);
      out[i] = (site - row * width - x) ** 2 + (row - y) ** 2;
    }
  }
  return out;
}

/** Distance of each pixel to the nearest of a mask, in pixels; infinite if there is none. */
export function distanceTo(mask: Uint8Array, size: Size): Float32Array {
  return squaresTo(mask, size).map(Math.sqrt);
}

/** Up to this radius the rows around each run of pixels are drawn, which is quicker than distances. */
const SMALL_PX = 16;

/** As `dilated`, run by run. */
function dilatedNearby(mask: Uint8Array, size: Size, radiusPx: number): Uint8Array {
  const { width, height } = size;
  const { starts, ends, rows } = runsOf(mask, 1, size);
  const out = new Uint8Array(mask.length);
  const steps = Math.floor(radiusPx);
  for (let down = -steps; down <= steps; down++) {
    const reach = Math.floor(Math.sqrt(radiusPx ** 2 - down ** 2));
    for (let y = Math.max(0, -down); y < Math.min(height, height - down); y++) {
      const [left, right, step] = [(y + down) * width, (y + down + 1) * width, down * width];
      for (let run = rows[y]!; run < rows[y + 1]!; run++)
        out.fill(1, Math.max(left, starts[run]! + step - reach), Math.min(right, ends[run]! + step + reach));
    }
  }
  return out;
}

/** All pixels within a distance of a mask. */
export function dilated(mask: Uint8Array, size: Size, radiusPx: number): Uint8Array {
  if (radiusPx <= SMALL_PX) return dilatedNearby(mask, size, radiusPx);
  const limit = radiusPx ** 2;
  return Uint8Array.from(squaresTo(mask, size), (square) => (square <= limit ? 1 : 0));
}

/** What is not in a mask. */
export function inverted(mask: Uint8Array): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) if (!mask[i]) out[i] = 1;
  return out;
}

/** The pixels of a mask that lie further inside than a distance. */
export function eroded(mask: Uint8Array, size: Size, radiusPx: number): Uint8Array {
  return inverted(dilated(inverted(mask), size, radiusPx));
}

/** A mask with gaps closed that are narrower than twice the radius. */
export function closed(mask: Uint8Array, size: Size, radiusPx: number): Uint8Array {
  return eroded(dilated(mask, size, radiusPx), size, radiusPx);
}

/** A mask without what is narrower than twice the radius. */
export function opened(mask: Uint8Array, size: Size, radiusPx: number): Uint8Array {
  return dilated(eroded(mask, size, radiusPx), size, radiusPx);
}
