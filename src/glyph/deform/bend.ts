import { boxBlur } from '../../shared/fields/boxBlur.js';
import type { Grid } from '../../shared/fields/grid.js';
import { signedDistance } from '../../shared/fields/signedDistance.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { strokeDistance } from '../fields/strokeDistance.js';
import { strokeRadius } from '../fields/strokeRadius.js';
import { type PatchSettings, patchSynthesisOn } from '../patch/patchSynthesis.js';
import { TERMS } from '../patch/terms.js';
import type { Threads } from '../patch/threads.js';
import type { ShapedExample, SynthesisTask } from '../synthesis.js';
import { connectedTo } from './connected.js';

/** Box blurs that round a silhouette off, in radii of its strokes, from the least bending to the most. */
const ROUNDING = { least: 0.2, most: 0.55 } as const;
/** Up to this stroke distance a letter stays, however much it is bent: its trunk. */
const TRUNK = 0.5;
/** Up to this share of the way from its middle to the contour a gap between strokes stays open. */
const GAP = 0.55;
/** Slope of the contour after a blur of about a pixel. */
const CRISPNESS = 3;
/** How much further out than the contour, in radii, the most bending may go. */
const OUTGROWTH = 1.2;
/** Steeper than the blur that it follows, so that the contour is crisp again. */
const SHARPENING = 6;

/** A shape without its details: what two shapes have in common that differ only in their outlines. */
function rounded(shape: Grid, radiusPx: number, amount: number): Grid {
  const blur = (ROUNDING.least + amount * (ROUNDING.most - ROUNDING.least)) * radiusPx;
  const soft = boxBlur(shape, Math.max(1, blur));
  return {
    ...soft,
    data: soft.data.map((value) => Math.min(1, Math.max(0, (value - 0.5) * SHARPENING + 0.5))),
  };
}

/** A shape as a white picture of it. */
function pictureOf({ width, height, data }: Grid): Premultiplied {
  const rgba = new Float32Array(data.length * RGBA);
  for (const [i, value] of data.entries()) rgba.fill(value, i * RGBA, (i + 1) * RGBA);
  return { width, height, rgba };
}

/** The contour is what is looked for: nothing is held to it. */
const SETTINGS: PatchSettings = { terms: { ...TERMS, contour: 0 }, followsContour: false, isSmoothed: false };

/** Keeps the trunk of a shape and the gaps between its strokes, whatever is asked for; no islands, and a crisp contour. */
function restrained(bent: Grid, shape: Grid, amount: number): Grid {
  const distance = signedDistance(shape);
  const radiusPx = strokeRadius(distance);
  const strokes = strokeDistance(distance, radiusPx);
  // The other way around the strokes are the gaps: 0 in the middle of one, 1 at the contour. How wide they are is not to
  // be told from the ground, most of which is no gap.
  const ground = { ...distance, data: distance.data.map((px) => -px) };
  const gaps = strokeDistance(ground, radiusPx, radiusPx);
  const most = 1 + OUTGROWTH * amount;
  const soft = boxBlur(bent, 1);
  const data = soft.data.map((value, i) => {
    const d = strokes.data[i]!;
    if (d < TRUNK) return 1;
    if (d > most || (d > 1 && gaps.data[i]! < GAP)) return 0;
    return Math.min(1, Math.max(0, (value - 0.5) * CRISPNESS + 0.5));
  });
  const trunk = Uint8Array.from(strokes.data, (d) => (d < TRUNK ? 1 : 0));
  return connectedTo(trunk, { width: shape.width, height: shape.height, data });
}

/**
 * Gives a shape the outline of another: rounded off, both are alike; and what the other's true outline is to its rounded one,
 * the result is to this one's (Yang et al.'s Shape-Matching GAN, 2019, by patches and without training).
 *
 * @param example its shape is the one whose outline is given
 * @param task target, seed and the rest
 * @param amount 0..1
 * @returns coverage, as large as the target
 */
export async function bend(
  threads: Threads,
  example: ShapedExample,
  task: SynthesisTask,
  radiusPx: number,
  amount: number,
): Promise<Grid> {
  const { shape } = example;
  const bentTask = {
    ...task,
    example: { picture: pictureOf(shape), shape: rounded(shape, radiusPx, amount) },
    target: rounded(task.target, radiusPx, amount),
  };
  const { picture } = await patchSynthesisOn(threads, bentTask, SETTINGS);
  const alpha = Float32Array.from({ length: task.target.data.length }, (_, i) => picture.rgba[i * RGBA + 3]!);
  return restrained({ ...task.target, data: alpha }, task.target, amount);
}
