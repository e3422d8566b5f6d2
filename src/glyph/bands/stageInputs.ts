/** The example and the target of a run at the size of one stage, and what is known about their places. */

import type { Grid } from '../../shared/fields/grid.js';
import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { resizePremultiplied } from '../../shared/pictures/resize.js';
import type { Rng } from '../../shared/rng.js';
import type { EffectExample } from '../synthesis.js';
import { findAnalogues } from './analogues.js';
import { type Band, bandsOf } from './bands.js';
import { type Plausible, plausibleColours, uniformlyPlausible } from './plausible.js';
import { distanceInRadii, scaledSize } from './scene.js';
import { type Stencil, surroundingsOf } from './surroundings.js';

/** Bands with less than this share of either picture are left out: they have nothing to show, or are not shown. */
const LEAST_MASS = 0.003;
/** Alpha of an effect that is not there. */
const INVISIBLE = 0.02;

/** A part of the example and the part of the target that is to look like it. */
export interface BandPair {
  /** Weights of the pixels, [height, width]. */
  readonly example: Float32Array;
  readonly target: Float32Array;
}

/** What one stage works on. */
export interface StageInputs {
  readonly example: Premultiplied;
  readonly target: Grid;
  readonly bands: readonly BandPair[];
  readonly plausible: Plausible;
}

/** What a run is about, at full size. */
export interface BandTask {
  readonly example: EffectExample;
  readonly target: Grid;
  /** Half the width of the example's strokes, in pixels; not 0. */
  readonly radiusPx: number;
  readonly isDirected: boolean;
  /** What places are compared by. */
  readonly stencil: Stencil;
}

/** @param scale 1 at full size */
export function stageInputs(
  { example, target, radiusPx, isDirected, stencil }: BandTask,
  scale: number,
  rng: Rng,
): StageInputs {
  const picture = resizePremultiplied(example.picture, scaledSize(example.picture, scale));
  const smallTarget = resizeGrid(target, scaledSize(target, scale));
  const shape = example.shape && resizeGrid(example.shape, scaledSize(example.shape, scale));
  if (!shape) return textureInputs(picture, smallTarget, rng);
  const radius = radiusPx * scale;
  const [exampleField, targetField] = [distanceInRadii(shape, radius), distanceInRadii(smallTarget, radius)];
  const places = (field: Grid) => surroundingsOf(field, radius, stencil, isDirected);
  const analogues = findAnalogues(places(exampleField), places(targetField), stencil.slack, rng);
  return {
    example: picture,
    target: smallTarget,
    bands: pairBands(
      picture,
      smallTarget,
      bandsOf(exampleField, isDirected),
      bandsOf(targetField, isDirected),
    ),
    plausible: plausibleColours(analogues, picture, rng),
  };
}

/** A texture is the same everywhere; it fills the canvas, and is cut out later. */
function textureInputs(example: Premultiplied, target: Grid, rng: Rng): StageInputs {
  const plausible = uniformlyPlausible(example, target, rng);
  return { example, target, bands: [wholePictures(example, target)], plausible };
}

function wholePictures(example: Premultiplied, target: Grid): BandPair {
  return { example: alphaOf(example), target: new Float32Array(target.data.length).fill(1) };
}

function alphaOf({ rgba }: Premultiplied): Float32Array {
  return Float32Array.from({ length: rgba.length / RGBA }, (_, i) => rgba[i * RGBA + 3]!);
}

/** Bands that both pictures have, and in which there is something of the effect. */
function pairBands(
  picture: Premultiplied,
  size: Grid,
  example: readonly Band[],
  target: readonly Band[],
): BandPair[] {
  const alpha = alphaOf(picture);
  const pairs = example.flatMap(({ weights }, i): BandPair[] => {
    const goal = target[i]!.weights;
    const isShown = weights.some((weight, pixel) => weight * alpha[pixel]! > INVISIBLE);
    if (!isShown || mean(weights) < LEAST_MASS || mean(goal) < LEAST_MASS) return [];
    return [{ example: weights, target: goal }];
  });
  // Where nothing is alike, all of one is to be like all of the other.
  return pairs.length > 0 ? pairs : [wholePictures(picture, size)];
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
