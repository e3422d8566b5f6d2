import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { sharp } from '../../shared/pictures/sharp.js';
import { firstLine, rejectPicture } from '../../shared/pictures/source.js';

/** librsvg draws at this many pixels an inch when nothing is asked for. */
const DEFAULT_DENSITY = 72;
/** sharp takes densities in this range. */
const DENSITY = { min: 1, max: 100_000 } as const;

/** Whether the bytes are those of an SVG drawing. */
export function isSvg(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('utf8');
  return /^\uFEFF?\s*</.test(head) && /<svg[\s>]/.test(head);
}

/**
 * Draws an SVG file (by librsvg, which comes with sharp; it reads no other files).
 *
 * @param longSidePx of the whole drawing
 * @throws NstError NST_BAD_INPUT if it cannot be drawn
 */
export async function drawSvg(path: string, bytes: Uint8Array, longSidePx: number): Promise<Picture> {
  const reject = (error: unknown) =>
    rejectPicture(path, `the SVG cannot be drawn (${firstLine(error)}); save it anew as plain SVG`, error);
  const { width: wide, height: high } = await sharp(bytes).metadata().catch(reject);
  const density = (DEFAULT_DENSITY * longSidePx) / Math.max(wide, high);
  const { data, info } = await sharp(bytes, {
    density: Math.min(DENSITY.max, Math.max(DENSITY.min, density)),
    limitInputPixels: false,
  })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(reject);
  return straight(data, info.width, info.height);
}

/** Splits bytes of RGBA; alpha that is opaque everywhere is dropped. */
function straight(data: Uint8Array, width: number, height: number): Picture {
  const pixels = new Float32Array(width * height * RGB);
  const alpha = new Float32Array(width * height);
  for (let i = 0; i < alpha.length; i++) {
    for (let c = 0; c < RGB; c++) pixels[i * RGB + c] = (data[i * 4 + c] as number) / 255;
    alpha[i] = (data[i * 4 + 3] as number) / 255;
  }
  return alpha.every((value) => value === 1) ? { width, height, pixels } : { width, height, pixels, alpha };
}
