import { nearestSites } from '../../../shared/fields/nearestSite.js';
import type { Size } from '../../../shared/pictures/picture.js';

/** Distance of each pixel to the nearest of a mask, in pixels; infinite if there is none. */
export function distanceTo(mask: Uint8Array, size: Size): Float32Array {
  const { width } = size;
  return Float32Array.from(nearestSites(mask, size), (site, i) =>
    site < 0
      ? Number.POSITIVE_INFINITY
      : Math.hypot((site % width) - (i % width), Math.floor(site / width) - Math.floor(i / width)),
  );
}

/** Up to this radius the pixels around each one are gone through, which is quicker than distances. */
const SMALL_PX = 3;

/** As `dilated`, pixel by pixel. */
function dilatedNearby(mask: Uint8Array, { width, height }: Size, radiusPx: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  const steps = Math.floor(radiusPx);
  for (let dy = -steps; dy <= steps; dy++) {
    for (let dx = -steps; dx <= steps; dx++) {
      if (dx * dx + dy * dy > radiusPx ** 2) continue;
      const [left, right] = [Math.max(0, -dx), Math.min(width, width - dx)];
      for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
        const [from, to] = [y * width, (y + dy) * width + dx];
        for (let x = left; x < right; x++) if (mask[from + x]) out[to + x] = 1;
      }
    }
  }
  return out;
}

/** All pixels within a distance of a mask. */
export function dilated(mask: Uint8Array, size: Size, radiusPx: number): Uint8Array {
  if (radiusPx <= SMALL_PX) return dilatedNearby(mask, size, radiusPx);
  const { width } = size;
  const nearest = nearestSites(mask, size);
  const out = new Uint8Array(mask.length);
  const limit = radiusPx ** 2;
  for (let i = 0; i < out.length; i++) {
    const site = nearest[i]!;
    if (site < 0) continue;
    const [dx, dy] = [(site % width) - (i % width), Math.floor(site / width) - Math.floor(i / width)];
    if (dx * dx + dy * dy <= limit) out[i] = 1;
  }
  return out;
}

const inverted = (mask: Uint8Array) => mask.map((set) => 1 - set);

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
