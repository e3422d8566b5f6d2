/** The stem of Inception-v3 as networks that stylise see with it. */

import { inceptionFilters } from '../networks/inception.js';
import {
  convsOf,
  INCEPTION_STEPS,
  type InceptionBranch,
  type InceptionConv,
  type InceptionStep,
} from '../networks/inceptionTable.js';
import type { Weights } from '../weights/tensors.js';
import type { NetOps } from './netOps.js';

/** Before the names of the stem's weights beside those of a net: `stem/N.kernel` and `stem/N.bias` of convolution N. */
const STEM = 'stem/';
const stemName = ({ index }: InceptionConv) => `${STEM}${index}`;

/**
 * Draws the stem with a first stride of 2, as it was trained: layers at a half, a quarter and an eighth of the picture's size. The
 * geometry is that of `inceptionLayers` with the style of borders: mirror-free, padded with zeros, means of 2x2.
 *
 * @param picture [1, h, w, 3] in 0..1, sides multiples of 8
 * @param layers names; nothing deeper is drawn
 */
export function drawStem<T>(ops: NetOps<T>, picture: T, layers: readonly string[]): Record<string, T> {
  const missing = new Set(layers);
  const maps: Record<string, T> = {};
  let x = picture;
  for (const step of INCEPTION_STEPS) {
    if (missing.size === 0) break;
    x = drawStep(ops, x, step);
    if (missing.delete(step.name)) maps[step.name] = x;
  }
  return maps;
}

function drawStep<T>(ops: NetOps<T>, x: T, step: InceptionStep): T {
  if (step.kind === 'pool') return ops.halve(x);
  if (step.kind === 'conv') return drawConv(ops, x, step.conv, false);
  return ops.concat(step.branches.map((branch) => drawBranch(ops, x, branch)));
}

function drawBranch<T>(ops: NetOps<T>, x: T, { pool, convs }: InceptionBranch): T {
  const start = pool === 'halve' ? ops.halve(x) : x;
  return convs.reduce((y, conv) => drawConv(ops, y, conv, pool === 'neighbours'), start);
}

/** @param averaged takes means of neighbours behind a 1x1 convolution, which comes to the same as before it */
function drawConv<T>(ops: NetOps<T>, x: T, conv: InceptionConv, averaged: boolean): T {
  const stride = conv.index === 1 ? 2 : conv.stride;
  const y = ops.conv(x, stemName(conv), { stride, padding: 'zero' });
  return ops.relu(averaged ? ops.neighbours(y) : y);
}

/** Channels of the layers of the stem. */
export function stemChannels(layer: string): number {
  const step = INCEPTION_STEPS.find(({ name }) => name === layer);
  if (!step || step.kind === 'pool') throw new RangeError(`the stem has no layer "${layer}" with filters`);
  if (step.kind === 'conv') return step.conv.outputs;
  return step.branches.reduce((sum, { convs }) => sum + (convs.at(-1)?.outputs ?? 0), 0);
}

/**
 * The weights that `drawStem` asks for.
 *
 * @param layers that will be drawn
 * @param weights of Inception, by their Keras names
 * @throws NstError NST_MODEL_BROKEN when a tensor is missing or has another shape
 */
export function stemWeights(layers: readonly string[], weights: Weights): Weights {
  const last = INCEPTION_STEPS.map(({ name }) => layers.includes(name)).lastIndexOf(true);
  const convs = INCEPTION_STEPS.slice(0, last + 1).flatMap(convsOf);
  const filters = inceptionFilters(convs, weights);
  return new Map([...filters].map(([name, array]) => [STEM + name, array]));
}
