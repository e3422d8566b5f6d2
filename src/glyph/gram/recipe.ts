import type { InceptionOptions } from '../../shared/networks/inception.js';
import type { ViewName } from './views.js';

/** What settles the result besides the task: plain data. */
export interface GramRecipe {
  readonly network: InceptionOptions;
  /** Layers that are compared, all weighted alike. */
  readonly layers: readonly string[];
  readonly views: readonly ViewName[];
  /** Factor on how implausible colours are, next to the loss of the bands. */
  readonly plausibleWeight: number;
  /** The start is blurred by this much, in pixels: noise of single pixels is not what examples are made of. */
  readonly blurPx: number;
  /** Each stage is half as large as the next; there are no more than this. */
  readonly mostStages: number;
  /** No stage has narrower strokes: their bands would be narrower than a pixel. */
  readonly smallestRadiusPx: number;
  /** Evaluations at full size. */
  readonly lastIterations: number;
  /** Evaluations in all when another picture is gone on from, at full size. */
  readonly polishIterations: number;
  /** Evaluations of a stage relative to those of the next larger one. */
  readonly coarseShare: number;
}

export const GRAM_RECIPE: GramRecipe = {
  network: { firstStride: 1, pooling: 'avg' },
  layers: ['conv1', 'conv2', 'conv3', 'conv5', 'mixed0', 'mixed1'],
  views: ['black', 'white'],
  plausibleWeight: 0.01,
  blurPx: 1.5,
  mostStages: 3,
  smallestRadiusPx: 3,
  lastIterations: 25,
  polishIterations: 12,
  coarseShare: 1.5,
};
