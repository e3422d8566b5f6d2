import { channelsFirstAxes } from '../layout.js';
import type { Recorder } from '../recorder.js';
import { type Conv2DAttrs, type Conv2DInfo, type TensorInfo, tf } from '../tf.js';
import { pair } from './kernel.js';
import { windowOf } from './window.js';

/** How inputs and outputs of convolutions are stored. */
export const NCHW = channelsFirstAxes(4);
/** Filters [h, w, in, out] are stored as ONNX wants them, [out, in, h, w]; and with the channels' parts swapped. */
export const OIHW = [2, 3, 1, 0] as const;
export const IOHW = [2, 3, 0, 1] as const;

type Shape4 = [number, number, number, number];

/** What tells where a filter is put. */
export interface Placement extends Pick<Conv2DAttrs, 'strides' | 'pad'> {
  /** 1 if left out. */
  readonly dilations?: Conv2DAttrs['dilations'] | undefined;
}

/** Sizes of a convolution, and how it is padded. */
export function geometry(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations = 1 }: Placement,
  isDepthwise: boolean,
): Conv2DInfo {
  return tf.computeConv2DInfo(
    [...inputShape] as Shape4,
    [...filterShape] as Shape4,
    pair(strides),
    pair(dilations),
    pad,
    'floor',
    isDepthwise,
  );
}

/** Attributes of a convolution. */
export function convolutionWindow(info: Conv2DInfo) {
  return { ...windowOf(info), dilations: [info.dilationHeight, info.dilationWidth] };
}

/** A float tensor that is stored channels first. */
export function channelsFirst(name: string, shape: readonly number[], recorder: Recorder): TensorInfo {
  return recorder.output(name, shape, 'float32', NCHW);
}
