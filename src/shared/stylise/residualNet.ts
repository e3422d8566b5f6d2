/** Feed-forward nets for one style, or for some: Johnson et al. 2016 with instance norm, and Dumoulin et al. 2017. */

import { biasName, kernelName } from '../networks/filter.js';
import { RGB } from '../pictures/picture.js';
import type { TensorShapes } from '../weights/tensors.js';
import type { NetOps } from './netOps.js';

/** Two halvings, residual blocks at a quarter of the size, two doublings. */
export interface ResidualFamily {
  readonly kind: 'residual';
  /** Channels at full size; twice as many at half of it, four times as many at a quarter. */
  readonly width: number;
  readonly blocks: number;
  /** Side of the filters that see and make pixels. */
  readonly kernel: number;
  /** Styles of one net, each with norms of its own. */
  readonly styles: number;
}

/** A convolution, what is done before it, and what becomes of its normed result. */
export interface ResidualLayer {
  readonly name: string;
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: 1 | 2;
  /** Whether each pixel is taken four times before it. */
  readonly isDoubled: boolean;
  /** `sum`: what went into the layer before is added. */
  readonly end: 'relu' | 'sum' | 'sigmoid';
}

/** All layers, in forward order. */
export function residualLayers({ width, blocks, kernel }: ResidualFamily): ResidualLayer[] {
  const [half, quarter] = [2 * width, 4 * width];
  const plain = { kernel: 3, stride: 1, isDoubled: false, end: 'relu' } as const;
  const inner = Array.from({ length: blocks }, (_, i): ResidualLayer[] => [
    { ...plain, name: `block${i + 1}a`, inputs: quarter, outputs: quarter },
    { ...plain, name: `block${i + 1}b`, inputs: quarter, outputs: quarter, end: 'sum' },
  ]);
  return [
    { ...plain, name: 'front', kernel, inputs: RGB, outputs: width },
    { ...plain, name: 'down1', inputs: width, outputs: half, stride: 2 },
    { ...plain, name: 'down2', inputs: half, outputs: quarter, stride: 2 },
    ...inner.flat(),
    { ...plain, name: 'up1', inputs: quarter, outputs: half, isDoubled: true },
    { ...plain, name: 'up2', inputs: half, outputs: width, isDoubled: true },
    { ...plain, name: 'out', kernel, inputs: width, outputs: RGB, end: 'sigmoid' },
  ];
}

const SCALE = '.scale';
const SHIFT = '.shift';
/** The table of scales of a layer's norm, a row for each style. */
export const scaleName = (name: string): string => name + SCALE;
/** The same of what is added. */
export const shiftName = (name: string): string => name + SHIFT;
/** Whether a weight scales the channels of a norm. */
export const isNormScale = (name: string): boolean => name.endsWith(SCALE);
/** Whether a weight is a table of norms, with a row for each style. */
export const isNormTable = (name: string): boolean => isNormScale(name) || name.endsWith(SHIFT);

/** The shape of every weight: kernels [h, w, inputs, outputs], biases [outputs], norms [styles, outputs]. */
export function residualShapes(family: ResidualFamily): TensorShapes {
  return new Map(
    residualLayers(family).flatMap(({ name, kernel, inputs, outputs }): [string, readonly number[]][] => [
      [kernelName(name), [kernel, kernel, inputs, outputs]],
      [biasName(name), [outputs]],
      [scaleName(name), [family.styles, outputs]],
      [shiftName(name), [family.styles, outputs]],
    ]),
  );
}

/**
 * Draws the net. Departures from Johnson et al.: instance norm (Ulyanov et al. 2016) behind every convolution, the last one included;
 * mirrored edges; nearest upsampling and a convolution in place of transposed ones, which leave grids (Odena et al. 2016); a sigmoid
 * at the end.
 *
 * @param picture [1, h, w, 3] in 0..1, sides multiples of 4
 * @param mixture [1, styles]: how much there is of each style, in all 1
 * @returns [1, h, w, 3] in 0..1
 */
export function drawResidual<T>(ops: NetOps<T>, family: ResidualFamily, picture: T, mixture: T): T {
  const rowOf = (table: string) => ops.matMul(mixture, ops.weight(table));
  let [before, x] = [picture, picture];
  for (const { name, stride, isDoubled, end } of residualLayers(family)) {
    const drawn = ops.conv(isDoubled ? ops.double(x) : x, name, { stride, padding: 'mirror' });
    const normed = ops.instanceNorm(drawn, rowOf(scaleName(name)), rowOf(shiftName(name)));
    const next =
      end === 'sum' ? ops.add(before, normed) : end === 'relu' ? ops.relu(normed) : ops.sigmoid(normed);
    [before, x] = [x, next];
  }
  return x;
}
