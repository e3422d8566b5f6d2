import { biasName, kernelName } from '../networks/filter.js';

/** A weight's name and shape. */
export type NamedShape = readonly [name: string, shape: readonly number[]];

/** A convolution and how large it is. */
export interface ConvShape {
  readonly name: string;
  /** Side of the filter. */
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** The shapes of its weights: `NAME.kernel` [h, w, inputs, outputs], `NAME.bias` [outputs]. */
export const convShapes = ({ name, kernel, inputs, outputs }: ConvShape): NamedShape[] => [
  [kernelName(name), [kernel, kernel, inputs, outputs]],
  [biasName(name), [outputs]],
];
