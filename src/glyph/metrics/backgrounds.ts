import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';

/** Red, green and blue. */
export const RGB = 3;
/** Side of the squares of a checkerboard, in pixels. */
const CHECK_PX = 8;
const DARK_CHECK = 0.4;
const LIGHT_CHECK = 0.6;

/** What pictures are judged on: alpha that is wrong shows on one of them. Values of a pixel, the same for all channels. */
export const BACKGROUNDS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => ((Math.floor(x / CHECK_PX) + Math.floor(y / CHECK_PX)) % 2 === 0 ? DARK_CHECK : LIGHT_CHECK),
  () => 0,
  () => 1,
];

/**
 * The picture over a background.
 *
 * @returns [height, width, 3]
 */
export function composite(
  { width, height, rgba }: Premultiplied,
  background: (x: number, y: number) => number,
): Float32Array {
  const out = new Float32Array(width * height * RGB);
  for (let i = 0; i < width * height; i++) {
    const through = 1 - rgba[i * RGBA + RGB]!;
    const behind = through * background(i % width, Math.floor(i / width));
    for (let c = 0; c < RGB; c++) out[i * RGB + c] = rgba[i * RGBA + c]! + behind;
  }
  return out;
}
