import { gaussianBlur } from '../fields/gaussianBlur.js';
import { sampleGrid } from '../fields/sampleGrid.js';
import type { Flow } from './flow.js';

/** What was seen in both pictures comes back to where it was: squared pixels, and a share of the squared ways (Ruder 2016, eq. 8). */
const HIDDEN = { share: 0.01, least: 0.5 } as const;
/** Where neighbours move otherwise than by as much there is an edge, at which flows are wrong (the same, eq. 9). */
const EDGE = { share: 0.01, least: 0.002 } as const;
/** Of the blur over the mask. */
const BLUR_SIGMA_PX = 0.8;

/**
 * How far each pixel's flow is to be trusted, [height, width]: 0 what is hidden in the other picture, lies outside of it, or is at an edge of
 * motion; else 1; blurred between (Ruder, Dosovitskiy & Brox, "Artistic Style Transfer for Videos", GCPR 2016, section 5).
 *
 * @param there from this picture to the other
 * @param back from the other to this
 */
export function flowTrust(there: Flow, back: Flow): Float32Array {
  const { width, height, dx, dy } = there;
  const trust = new Float32Array(width * height);
  const [backX, backY] = [
    { width, height, data: back.dx },
    { width, height, data: back.dy },
  ];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const u = dx[i]!;
      const v = dy[i]!;
      const [px, py] = [x + u, y + v];
      if (px < 0 || py < 0 || px > width - 1 || py > height - 1) continue;
      const returnX = sampleGrid(backX, px, py);
      const returnY = sampleGrid(backY, px, py);
      const way = u * u + v * v;
      const off = (u + returnX) ** 2 + (v + returnY) ** 2;
      if (off > HIDDEN.share * (way + returnX * returnX + returnY * returnY) + HIDDEN.least) continue;
      if (squaredBend(there, x, y) > EDGE.share * way + EDGE.least) continue;
      trust[i] = 1;
    }
  }
  return gaussianBlur(trust, there, BLUR_SIGMA_PX);
}

/** The squared gradient of both parts of a flow at a pixel. */
export function squaredBend({ width, height, dx, dy }: Flow, x: number, y: number): number {
  const left = y * width + Math.max(0, x - 1);
  const right = y * width + Math.min(width - 1, x + 1);
  const above = Math.max(0, y - 1) * width + x;
  const below = Math.min(height - 1, y + 1) * width + x;
  return (
    ((dx[right]! - dx[left]!) / 2) ** 2 +
    ((dy[right]! - dy[left]!) / 2) ** 2 +
    ((dx[below]! - dx[above]!) / 2) ** 2 +
    ((dy[below]! - dy[above]!) / 2) ** 2
  );
}
