/** Painting in layers: large brushes first, smaller ones where they left things out. */
import { setImmediate } from 'node:timers/promises';
import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';
import type { Rng } from '../../shared/rng.js';
import type { Canvas } from './canvas.js';
import type { Stroke } from './stroke.js';

/** The picture as a brush sees it. */
export function blurred(picture: Picture, sigmaPx: number): Picture {
  return { ...picture, pixels: gaussianBlur(picture.pixels, picture, sigmaPx, { channels: RGB }) };
}

/** Distance of two colours of arrays, by their pixels. */
export function colourDistance(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number): number {
  let sum = 0;
  for (let c = 0; c < RGB; c++) sum += (a[i * RGB + c]! - b[j * RGB + c]!) ** 2;
  return Math.sqrt(sum);
}

/** The colour of a pixel. */
export function colourAt(pixels: ArrayLike<number>, pixel: number): Stroke['colour'] {
  return [pixels[pixel * RGB]!, pixels[pixel * RGB + 1]!, pixels[pixel * RGB + 2]!];
}

/** Strokes between two looks at whether the work is to end; the thread has time for others then. */
const STROKES_AT_ONCE = 200;

/**
 * Paints strokes one over the other, in a random order: in rows they would lie like tiles of a roof.
 *
 * @param signal ends it early
 */
export async function paintShuffled(
  canvas: Canvas,
  strokes: readonly Stroke[],
  rng: Rng,
  signal?: AbortSignal,
): Promise<void> {
  const shuffled = [...strokes];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  for (const [i, stroke] of shuffled.entries()) {
    if (i % STROKES_AT_ONCE === 0) {
      await setImmediate();
      if (signal?.aborted) return;
    }
    canvas.paint(stroke);
  }
}
