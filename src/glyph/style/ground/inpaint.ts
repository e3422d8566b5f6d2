import type { Size } from '../../../shared/pictures/picture.js';
import { RGB } from '../../../shared/pictures/picture.js';

/** Colours with how much is known of them: [height, width, 4]. */
interface Known extends Size {
  readonly data: Float32Array;
}

const STRIDE = RGB + 1;

/** Half as large: sums of what is known, four pixels to one, at a weight of 1 at most. */
function pulled({ width, height, data }: Known): Known {
  const small = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const out = new Float32Array(small.width * small.height * STRIDE);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * STRIDE;
      const to = ((y >> 1) * small.width + (x >> 1)) * STRIDE;
      for (let c = 0; c < STRIDE; c++) out[to + c] = out[to + c]! + data[from + c]!;
    }
  }
  for (let k = 0; k < out.length; k += STRIDE) {
    const weight = out[k + RGB]!;
    if (weight <= 1) continue;
    for (let c = 0; c < STRIDE; c++) out[k + c] = out[k + c]! / weight;
  }
  return { ...small, data: out };
}

/** Fills what is missing in the finer one from the coarser one, bilinearly. */
function pushed(fine: Known, coarse: Known): void {
  const { width, height, data } = fine;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (y * width + x) * STRIDE;
      const missing = 1 - data[to + RGB]!;
      if (missing <= 0) continue;
      const u = x / 2 - 0.25;
      const v = y / 2 - 0.25;
      const left = Math.floor(u);
      const top = Math.floor(v);
      for (let corner = 0; corner < 4; corner++) {
        const cx = left + (corner & 1);
        const cy = top + (corner >> 1);
        const share = Math.abs(1 - (corner & 1) - (u - left)) * Math.abs(1 - (corner >> 1) - (v - top));
        const column = Math.min(coarse.width - 1, Math.max(0, cx));
        const from = (Math.min(coarse.height - 1, Math.max(0, cy)) * coarse.width + column) * STRIDE;
        for (let c = 0; c < STRIDE; c++)
          data[to + c] = data[to + c]! + missing * share * coarse.data[from + c]!;
      }
    }
  }
}

/**
 * Fills the unknown part of a picture with what is around it, smoothly (pull and push over a pyramid, Gortler et al. 1996).
 *
 * @param pixels [height, width, 3]
 * @param isKnown nonzero where the picture stays as it is, somewhere at least
 */
export function inpaint(pixels: Float32Array, isKnown: Uint8Array, { width, height }: Size): Float32Array {
  const data = new Float32Array(width * height * STRIDE);
  for (let i = 0; i < isKnown.length; i++) {
    if (!isKnown[i]) continue;
    for (let c = 0; c < RGB; c++) data[i * STRIDE + c] = pixels[i * RGB + c]!;
    data[i * STRIDE + RGB] = 1;
  }
  const levels: Known[] = [{ width, height, data }];
  while (Math.max(levels.at(-1)!.width, levels.at(-1)!.height) > 1) levels.push(pulled(levels.at(-1)!));
  for (let k = levels.length - 2; k >= 0; k--) pushed(levels[k]!, levels[k + 1]!);
  const out = new Float32Array(pixels.length);
  for (let i = 0; i < isKnown.length; i++) {
    const weight = Math.max(1e-6, data[i * STRIDE + RGB]!);
    for (let c = 0; c < RGB; c++) out[i * RGB + c] = data[i * STRIDE + c]! / weight;
  }
  return out;
}
