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

/** A convolution and how large it is. */
interface ConvShape {
  readonly name: string;
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** All convolutions, in forward order. */
function convsOf({ width, blocks, kernel }: ResidualFamily): ConvShape[] {
  const [half, quarter] = [2 * width, 4 * width];
  const inner = Array.from({ length: blocks }, (_, i) => [
    { name: `block${i + 1}a`, kernel: 3, inputs: quarter, outputs: quarter },
    { name: `block${i + 1}b`, kernel: 3, inputs: quarter, outputs: quarter },
  ]);
  return [
    { name: 'front', kernel, inputs: RGB, outputs: width },
    { name: 'down1', kernel: 3, inputs: width, outputs: half },
    { name: 'down2', kernel: 3, inputs: half, outputs: quarter },
    ...inner.flat(),
    { name: 'up1', kernel: 3, inputs: quarter, outputs: half },
    { name: 'up2', kernel: 3, inputs: half, outputs: width },
    { name: 'out', kernel, inputs: width, outputs: RGB },
  ];
}

const SCALE = '.scale';
const SHIFT = '.shift';
const scaleName = (name: string) => name + SCALE;
const shiftName = (name: string) => name + SHIFT;
/** Whether a weight scales the channels of a norm. */
export const isNormScale = (name: string): boolean => name.endsWith(SCALE);
/** Whether a weight is a table of norms, with a row for each style. */
export const isNormTable = (name: string): boolean => isNormScale(name) || name.endsWith(SHIFT);

/** The shape of every weight: kernels [h, w, inputs, outputs], biases [outputs], norms [styles, outputs]. */
export function residualShapes(family: ResidualFamily): TensorShapes {
  return new Map(
    convsOf(family).flatMap(({ name, kernel, inputs, outputs }): [string, readonly number[]][] => [
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
  const normed = (x: T, name: string, stride: 1 | 2 = 1) => {
    const rowOf = (table: string) => ops.matMul(mixture, ops.weight(table));
    return ops.instanceNorm(
      ops.conv(x, name, { stride, padding: 'mirror' }),
      rowOf(scaleName(name)),
      rowOf(shiftName(name)),
    );
  };
  const step = (x: T, name: string, stride: 1 | 2 = 1) => ops.relu(normed(x, name, stride));
  let x = step(step(step(picture, 'front'), 'down1', 2), 'down2', 2);
  for (let block = 1; block <= family.blocks; block++)
    x = ops.add(x, normed(step(x, `block${block}a`), `block${block}b`));
  x = step(ops.double(x), 'up1');
  x = step(ops.double(x), 'up2');
  return ops.sigmoid(normed(x, 'out'));
}
