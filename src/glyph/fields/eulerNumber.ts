import type { Size } from '../../shared/pictures/picture.js';

/**
 * Parts of a shape less its holes, by counting the corners of its pixels (Gray, "Local properties of binary images in two dimensions",
 * 1971): parts hang together by sides and corners.
 *
 * @param isInk nonzero within the shape, [height, width]
 */
export function eulerNumber(isInk: Uint8Array, { width, height }: Size): number {
  const inkAt = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && isInk[y * width + x] ? 1 : 0;
  let [single, three, diagonal] = [0, 0, 0];
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      const [a, b, c, d] = [inkAt(x - 1, y - 1), inkAt(x, y - 1), inkAt(x - 1, y), inkAt(x, y)];
      const count = a + b + c + d;
      if (count === 1) single++;
      else if (count === 3) three++;
      else if (count === 2 && a === d) diagonal++;
    }
  }
  return (single - three - 2 * diagonal) / 4;
}
