import { lumaAt } from '../shared/pictures/luma.js';
import { type Picture, RGB } from '../shared/pictures/picture.js';

/** Blocks along each side: enough to tell scenes apart, too few to tell where things are. */
const BLOCKS = 12;
/** Pictures whose blocks correlate less are of two scenes. */
const LEAST_CORRELATION = 0.4;
/** Deviation of blocks, of 1, below which a picture is plain and tells of no scene. */
const PLAIN = 0.02;

/** What tells scenes apart: brightness of blocks without their mean, and the deviation of that. */
export interface SceneLook {
  readonly blocks: Float64Array;
  readonly deviation: number;
}

/** Looks at a frame. */
export function sceneLook({ width, height, pixels }: Picture): SceneLook {
  const sums = new Float64Array(BLOCKS * BLOCKS);
  const counts = new Float64Array(BLOCKS * BLOCKS);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * BLOCKS) / height) * BLOCKS;
    for (let x = 0; x < width; x++, i += RGB) {
      const block = row + Math.floor((x * BLOCKS) / width);
      sums[block] = sums[block]! + lumaAt(pixels, i);
      counts[block] = counts[block]! + 1;
    }
  }
  const means = [...sums].flatMap((sum, i) => (counts[i]! > 0 ? [sum / counts[i]!] : []));
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const blocks = Float64Array.from(means, (value) => value - mean);
  return { blocks, deviation: Math.sqrt(blocks.reduce((sum, value) => sum + value ** 2, 0) / blocks.length) };
}

function correlation(a: SceneLook, b: SceneLook): number {
  const covariance = a.blocks.reduce((sum, value, i) => sum + value * b.blocks[i]!, 0) / a.blocks.length;
  return covariance / (a.deviation * b.deviation);
}

/**
 * Whether a new scene begins with a frame: what is bright where has nothing to do with any of the frames before. A flash, which makes everything
 * brighter, or burns out a frame or two, is none, and neither is a fade, nor things that move less than a block.
 *
 * @param before the frames before it, as far as they are remembered
 */
export function isCut(before: readonly SceneLook[], now: SceneLook): boolean {
  const telling = before.filter(({ deviation }) => deviation >= PLAIN);
  if (telling.length === 0 || now.deviation < PLAIN) return false;
  return telling.every((look) => correlation(look, now) < LEAST_CORRELATION);
}
