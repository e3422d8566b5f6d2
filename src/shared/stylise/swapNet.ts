/** Nets for any style that lay a picture out of patches of the style's features: Chen & Schmidt 2016. */

import { ANY_LENGTH } from '../engine/onnxFormat.js';
import { RGB } from '../pictures/picture.js';
import { type ConvShape, convShapes } from './convShape.js';
import { type FamilyKind, type Named, PICTURE, STRENGTH } from './family.js';
import { type NetOps, PATCH_SIDE } from './netOps.js';
import { drawStem, stemChannels } from './stem.js';

/** Patches of one layer, and a net that paints what it says. */
export interface SwapFamily {
  readonly kind: 'swap';
  /** Channels of the painter at full size; twice as many at each halving. */
  readonly width: number;
}

/** A quarter of the picture's size, as relu3_1 is that the paper takes. */
const LAYER = 'conv5';
const CHANNELS = stemChannels(LAYER);
/** Places from one patch of a style to the next: as far as patches reach, so that they show all of it once. */
const STYLE_STRIDE = PATCH_SIDE;
/** The input that holds patches of a style, [patches, 9 channels]. */
export const STYLE_PATCHES = 'style patches';

function convsOf({ width }: SwapFamily): ConvShape[] {
  const [half, quarter] = [2 * width, 4 * width];
  return [
    { name: 'deep', kernel: 3, inputs: CHANNELS, outputs: 2 * quarter },
    { name: 'up2', kernel: 3, inputs: 2 * quarter, outputs: quarter },
    { name: 'paint2', kernel: 3, inputs: quarter, outputs: half },
    { name: 'up1', kernel: 3, inputs: half, outputs: half },
    { name: 'paint1', kernel: 3, inputs: half, outputs: width },
    { name: 'out', kernel: 3, inputs: width, outputs: RGB },
  ];
}

/** Keeps rows of zeros from dividing by zero. */
const LEAST_SQUARE = 1e-12;

/** Rows of length 1. */
function unitRows<T>(ops: NetOps<T>, rows: T, length: number): T {
  const meanSquares = ops.transpose(ops.columnMeans(ops.transpose(ops.mul(rows, rows))));
  const squares = ops.add(ops.mul(meanSquares, ops.number(length)), ops.number(LEAST_SQUARE));
  return ops.div(rows, ops.sqrt(squares));
}

/**
 * Features of which each patch is the style's that is most alike: the one with the largest normalised cross-correlation.
 *
 * @param map [1, h, w, channels]
 * @param style patches, [n, 9 channels]
 */
export function swapPatches<T>(ops: NetOps<T>, map: T, style: T, channels: number): T {
  const units = unitRows(ops, style, PATCH_SIDE ** 2 * channels);
  // Lengths of the picture's patches do not change which is the best.
  const scores = ops.matMul(ops.patches(map, { channels, stride: 1 }), ops.transpose(units));
  return ops.votes(ops.pick(scores, style), map, channels);
}

/** What is left of values below zero. */
const LEAK = 0.2;

/** A rectifier whose units cannot die: without norms a bias that falls below all that comes in would never be moved again. */
export function leakyRelu<T>(ops: NetOps<T>, x: T): T {
  return ops.add(ops.mul(x, ops.number(LEAK)), ops.mul(ops.relu(x), ops.number(1 - LEAK)));
}

const seen = <T>(ops: NetOps<T>, picture: T): T => drawStem(ops, picture, [LAYER])[LAYER]!;

function swapped<T>(ops: NetOps<T>, inputs: Named<T>): T {
  const map = seen(ops, inputs[PICTURE]!);
  const moved = ops.sub(swapPatches(ops, map, inputs[STYLE_PATCHES]!, CHANNELS), map);
  return ops.add(map, ops.mul(moved, inputs[STRENGTH]!));
}

/**
 * Departures from the paper: the stem of Inception in place of VGG-19; patches of the style every third place; no norms, so that
 * levels of features come through, and leaky rectifiers, which need none.
 */
export const SWAP: FamilyKind<SwapFamily> = {
  sideMultiple: 8,
  shapes: (family) => new Map(convsOf(family).flatMap(convShapes)),
  conditions: () => ({ [STYLE_PATCHES]: [ANY_LENGTH, PATCH_SIDE ** 2 * CHANNELS], [STRENGTH]: [1, 1] }),
  seesWithStem: () => true,
  look: () => ({
    isLearnt: false,
    blend: 'union',
    draw: (ops, style) => ({
      [STYLE_PATCHES]: ops.patches(seen(ops, style), { channels: CHANNELS, stride: STYLE_STRIDE }),
    }),
  }),
  draw: (ops, _, inputs) => {
    const conv = (x: typeof features, name: string) => ops.conv(x, name, { stride: 1, padding: 'mirror' });
    const step = (x: typeof features, name: string) => leakyRelu(ops, conv(x, name));
    const features = swapped(ops, inputs);
    const half = step(step(ops.double(step(features, 'deep')), 'up2'), 'paint2');
    const whole = step(step(ops.double(half), 'up1'), 'paint1');
    return ops.sigmoid(conv(whole, 'out'));
  },
  inverts: (ops, _, inputs, result) => [{ wanted: swapped(ops, inputs), made: seen(ops, result) }],
};
