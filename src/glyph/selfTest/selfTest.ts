import { SILENT } from '../../shared/reporter.js';
import { peakSignalToNoise } from '../metrics/likeness.js';
import { patchSynthesisOn } from '../patch/patchSynthesis.js';
import type { Threads } from '../patch/threads.js';
import type { ShadowSearch } from '../shading/findShadow.js';
import { analyseEffect } from '../shading/smoothPart.js';
import { resizeExample } from '../style/fitExample.js';
import type { Direction, ShapedExample } from '../synthesis.js';
import { halvesOf, partOf } from './halves.js';

/** Half a stroke has this many pixels in a self-test: enough for rims, and 4 % of the time of a word. */
const RADIUS_PX = 5;
/** So near to where an example is cut in two, in radii, halves are not compared: shadows and flames go over it. */
const SEAM_RADII = 1;
/** Narrower halves say nothing. */
const LEAST_WIDTH_PX = 8;
/**
 * Below this a style is not redrawn well. Of the thirty styles of the bench one is: its ground was taken for effect (20.2 dB; the
 * others have 21.2 and more). Fire, of which no two flames are alike, has 20.9.
 */
export const LEAST_SELF_TEST_DB = 20.5;

/** What a self-test is given: an example, and what is known of it. */
export interface SelfTestTask {
  readonly example: ShapedExample;
  readonly radiusPx: number;
  readonly direction: Direction;
  readonly shadow: ShadowSearch;
  readonly signal?: AbortSignal | undefined;
}

/** Mean squared error of one half, redrawn from the other. */
async function errorOf(
  threads: Threads,
  from: ShapedExample,
  half: ShapedExample,
  box: { readonly left: number; readonly width: number },
  { direction, shadow, signal }: SelfTestTask,
): Promise<number> {
  const analysis = (isUpright: boolean) => analyseEffect(from, isUpright, undefined, shadow);
  const rules = { strength: 1, direction, seed: 0, reporter: SILENT, signal };
  const { picture } = await patchSynthesisOn(threads, {
    ...rules,
    example: from,
    analysis,
    target: half.shape,
  });
  const compared = { ...box, top: 0, height: half.shape.height };
  const redrawn = partOf({ picture, shape: half.shape }, compared);
  return 10 ** (-peakSignalToNoise(redrawn.picture, partOf(half, compared).picture) / 10);
}

/**
 * How well an effect is redrawn by what is known of it: each half of the example is made from the other, small, and compared with
 * what it is. Over the thirty styles of the bench it goes with how near other letters are to the truth (rank correlation 0.75).
 *
 * @returns peak signal-to-noise ratio in dB, at most 100; `undefined` if a half has no strokes
 */
export async function selfTest(threads: Threads, task: SelfTestTask): Promise<number | undefined> {
  const scale = Math.min(1, RADIUS_PX / task.radiusPx);
  const { picture, shape } = resizeExample(task.example, scale);
  if (!shape) return undefined;
  const [left, right] = halvesOf({ picture, shape });
  const seamPx = Math.ceil(SEAM_RADII * RADIUS_PX);
  const width = { left: left.shape.width - seamPx, right: right.shape.width - seamPx };
  if (Math.min(width.left, width.right) < LEAST_WIDTH_PX) return undefined;
  const error =
    (await errorOf(threads, right, left, { left: 0, width: width.left }, task)) +
    (await errorOf(threads, left, right, { left: seamPx, width: width.right }, task));
  return -10 * Math.log10(error / 2);
}
