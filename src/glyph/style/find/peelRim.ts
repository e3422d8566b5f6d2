import type { Grid } from '../../../shared/fields/grid.js';
import { signedDistance } from '../../../shared/fields/signedDistance.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import { covered } from '../../fields/covered.js';
import { strokeRadius } from '../../fields/strokeRadius.js';

/** Depths are told apart in steps of this. */
const STEP_PX = 0.5;
/** A rim takes up less of a stroke's radius. */
const WIDEST_SHARE = 0.45;
/** Colours of a rim and of what it holds are further apart; of the channels together. */
const LEAST_STEP = 0.25;
/** Along so much of the contour it has its colour. */
const COMPLETE_SHARE = 0.7;

/** Colours by depth: means of [steps, 3]. */
function profileOf({ pixels }: Picture, distance: Grid, steps: number): Float64Array {
  const sums = new Float64Array(steps * (RGB + 1));
  for (let i = 0; i < distance.data.length; i++) {
    const step = Math.floor(-distance.data[i]! / STEP_PX);
    if (step < 0 || step >= steps) continue;
    for (let c = 0; c < RGB; c++)
      sums[step * (RGB + 1) + c] = sums[step * (RGB + 1) + c]! + pixels[i * RGB + c]!;
    sums[step * (RGB + 1) + RGB] = sums[step * (RGB + 1) + RGB]! + 1;
  }
  return Float64Array.from({ length: steps * RGB }, (_, k) => {
    const step = Math.floor(k / RGB) * (RGB + 1);
    return sums[step + (k % RGB)]! / Math.max(1, sums[step + RGB]!);
  });
}

const gap = (a: ArrayLike<number>, i: number, b: ArrayLike<number>, k: number) =>
  Math.hypot(a[i]! - b[k]!, a[i + 1]! - b[k + 1]!, a[i + 2]! - b[k + 2]!);

/** A rim as the profile shows it. */
interface Rim {
  readonly widthPx: number;
  /** Where in the profile its colour is, and that of what it holds. */
  readonly step: number;
  readonly core: number;
  /** How far both colours are apart. */
  readonly contrast: number;
}

/** The rim that ends where colours are half on their way from its own to those further in; undefined if there is no such step. */
function rimIn(profile: Float64Array, steps: number): Rim | undefined {
  const core = steps - 1;
  const contrastAt = (step: number) => gap(profile, step * RGB, profile, core * RGB);
  // A thin rim is mixed with its surroundings on both sides: its colour is where it differs most.
  const [step] = [1, 2, 3].filter((k) => k < core).toSorted((a, b) => contrastAt(b) - contrastAt(a));
  if (step === undefined || contrastAt(step) < LEAST_STEP) return undefined;
  const contrast = contrastAt(step);
  for (let k = step + 1; k < core; k++) {
    if (gap(profile, step * RGB, profile, k * RGB) > contrast / 2)
      return { widthPx: k * STEP_PX, step, core, contrast };
  }
  return undefined;
}

/** Share of the pixels as deep as the middle of a rim that have its colour. */
function completeness(
  { pixels }: Picture,
  distance: Grid,
  profile: Float64Array,
  { step, contrast }: Rim,
): number {
  let [count, like] = [0, 0];
  for (let i = 0; i < distance.data.length; i++) {
    if (Math.floor(-distance.data[i]! / STEP_PX) !== step) continue;
    count++;
    if (gap(pixels, i * RGB, profile, step * RGB) < contrast / 2) like++;
  }
  return like / Math.max(1, count);
}

/**
 * Takes a rim off a shape: a band of one colour along its whole contour, with an edge towards what it holds. The letter is what is
 * inside; its rim belongs to the effect.
 *
 * @param distance to the shape's contour, where that is known
 */
export function peelRim(picture: Picture, shape: Grid, distance = signedDistance(shape)): Grid {
  const steps = Math.ceil((WIDEST_SHARE * strokeRadius(distance)) / STEP_PX) + 2;
  const profile = profileOf(picture, distance, steps);
  const rim = rimIn(profile, steps);
  if (!rim || completeness(picture, distance, profile, rim) < COMPLETE_SHARE) return shape;
  const { width, height } = shape;
  return { width, height, data: distance.data.map((d) => covered(d + rim.widthPx)) };
}
