import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import type { ShapeCandidate } from './locateShape.js';

/** Between two candidates. */
const GAP_PX = 4;

/** Candidates beside one another, the best one first; the less sure it is of one, the darker that is. */
export function candidateSheet(candidates: readonly ShapeCandidate[]): Picture {
  const width = candidates.reduce((sum, { shape }) => sum + shape.width + GAP_PX, GAP_PX);
  const height = Math.max(0, ...candidates.map(({ shape }) => shape.height)) + 2 * GAP_PX;
  const pixels = new Float32Array(width * height * RGB).fill(0.15);
  let left = GAP_PX;
  for (const { shape, confidence } of candidates) {
    const light = 0.35 + 0.65 * confidence;
    for (const [i, value] of shape.data.entries()) {
      const pixel = (Math.floor(i / shape.width) + GAP_PX) * width + left + (i % shape.width);
      pixels.fill(value * light, pixel * RGB, (pixel + 1) * RGB);
    }
    left += shape.width + GAP_PX;
  }
  return { width, height, pixels };
}
