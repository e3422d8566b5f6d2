import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import type { Rng } from '../../shared/rng.js';
import type { ShapedExample } from '../synthesis.js';
import { ANALOGUES, AnalogueFinder } from './analogues.js';
import { ColourDistribution } from './colours.js';
import { distanceInRadii } from './scene.js';
import { type Stencil, type Surroundings, surroundingsOf } from './surroundings.js';

/**
 * What an effect may go by: the distance to the contour alone, as outlines and glows do, or also what the shape is like
 * nearby, as shadows, bevels and flames do; closely, or with the freedom that noise has.
 */
export const STENCILS = [
  { reachRadii: 0, weight: 0, slack: 0 },
  { reachRadii: 0.5, weight: 0.002, slack: 0 },
  { reachRadii: 0.5, weight: 0.006, slack: 0 },
  { reachRadii: 0.5, weight: 0.006, slack: 0.01 },
  { reachRadii: 0.75, weight: 0.02, slack: 0.01 },
  { reachRadii: 1, weight: 0.02, slack: 0.01 },
] as const satisfies readonly Stencil[];

/** Pixels of the example that are foretold from the others. */
const SAMPLES = 800;
/** Pixels nearer than this, in radii, do not help to foretell one: they show the same flame. */
const APART = 1;

/** Deviations that are told apart when it is judged how likely a colour is; smaller ones are not seen. */
const TOLERANCE = 0.02;
/** No colour is less likely than this: a few outliers do not decide. */
const MOST_SURPRISE = 100;

/**
 * Finds out what an effect goes by: with the right stencil, the colours at like places farther off make the colour of a pixel
 * of the example most likely (cross-validation).
 */
export function chooseStencil(
  { picture, shape }: ShapedExample,
  radiusPx: number,
  isDirected: boolean,
  rng: Rng,
): Stencil {
  const { width } = shape;
  const field = distanceInRadii(shape, radiusPx);
  const samples = Int32Array.from({ length: SAMPLES }, () => rng.integer(field.data.length));
  const isApart = (pixel: number, sample: number) => {
    const [dx, dy] = [(pixel % width) - (sample % width), ((pixel / width) | 0) - ((sample / width) | 0)];
    return dx * dx + dy * dy > (APART * radiusPx) ** 2;
  };
  let [best, least]: [Stencil, number] = [STENCILS[0], Number.POSITIVE_INFINITY];
  for (const stencil of STENCILS) {
    const places = surroundingsOf(field, radiusPx, stencil, isDirected);
    const surprise = surpriseOf(picture, places, stencil.slack, { samples, isApart, rng });
    if (surprise < least) [best, least] = [stencil, surprise];
  }
  return best;
}

/** Mean of the negative logarithms of how likely the colours of samples are. */
function surpriseOf(
  { rgba }: Premultiplied,
  { valuesPerPixel: length, data }: Surroundings,
  slack: number,
  { samples, isApart, rng }: { samples: Int32Array; isApart: (a: number, b: number) => boolean; rng: Rng },
): number {
  const finder = new AnalogueFinder({ valuesPerPixel: length, data }, slack, rng);
  const analogues = new Int32Array(ANALOGUES);
  const colours = new ColourDistribution();
  let [sum, count] = [0, 0];
  for (const sample of samples) {
    const surroundings = data.subarray(sample * length, (sample + 1) * length);
    finder.find(surroundings, analogues, (pixel) => isApart(pixel, sample));
    const pixels = analogues.filter((pixel) => pixel >= 0);
    if (pixels.length < ANALOGUES / 2) continue;
    colours.fit(rgba, pixels, TOLERANCE);
    sum += Math.min(MOST_SURPRISE, colours.squaredDeviation(rgba, sample * RGBA) / 2) + colours.logSpread();
    count++;
  }
  return sum / count;
}
