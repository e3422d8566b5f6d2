import { type Picture, RGB } from '../pictures/picture.js';
import type { Flow } from './flow.js';

/** Weights of four neighbours, Catmull-Rom: pictures that are warped again and again stay sharp. */
function cubicWeights(share: number, weights: Float64Array): void {
  const [t, t2, t3] = [share, share ** 2, share ** 3];
  weights[0] = (-t3 + 2 * t2 - t) / 2;
  weights[1] = (3 * t3 - 5 * t2 + 2) / 2;
  weights[2] = (-3 * t3 + 4 * t2 + t) / 2;
  weights[3] = (t3 - t2) / 2;
}

/**
 * The other picture as it lies on this one: each pixel has the colour of the place where the flow says that it is. Beyond the border the
 * border goes on; values stay in 0..1.
 *
 * @param flow from this picture to the other
 */
export function warpPicture({ pixels: source }: Picture, { width, height, dx, dy }: Flow): Picture {
  const pixels = new Float32Array(width * height * RGB);
  const across = new Float64Array(4);
  const down = new Float64Array(4);
  const columns = new Int32Array(4);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const px = Math.min(width - 1, Math.max(0, x + dx[i]!));
      const py = Math.min(height - 1, Math.max(0, y + dy[i]!));
      const left = Math.floor(px);
      const top = Math.floor(py);
      cubicWeights(px - left, across);
      cubicWeights(py - top, down);
      for (let k = 0; k < 4; k++) columns[k] = RGB * Math.min(width - 1, Math.max(0, left + k - 1));
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let row = 0; row < 4; row++) {
        const start = RGB * width * Math.min(height - 1, Math.max(0, top + row - 1));
        for (let k = 0; k < 4; k++) {
          const weight = down[row]! * across[k]!;
          const pixel = start + columns[k]!;
          red += weight * source[pixel]!;
          green += weight * source[pixel + 1]!;
          blue += weight * source[pixel + 2]!;
        }
      }
      pixels[i * RGB] = Math.min(1, Math.max(0, red));
      pixels[i * RGB + 1] = Math.min(1, Math.max(0, green));
      pixels[i * RGB + 2] = Math.min(1, Math.max(0, blue));
    }
  }
  return { width, height, pixels };
}
