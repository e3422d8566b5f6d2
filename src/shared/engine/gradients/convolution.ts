import { type Conv2DAttrs, type NamedAttrMap, type Tensor, type Tensor4D, tf } from '../tf.js';
import { interleaveZeros, pair, registerGradient } from './gradient.js';

/** Spreads a filter [h, w, ...] with zeros between its taps, which turns a dilated convolution into a plain one. */
function dilate(filter: Tensor, [rows, columns]: [number, number]): Tensor {
  return [rows, columns].reduce((spread, rate, axis) => interleaveZeros(spread, axis, rate), filter);
}

/** The taps of a dilated filter's gradient that belong to real taps. */
function undilate(gradient: Tensor, [rows, columns]: [number, number]): Tensor {
  if (rows === 1 && columns === 1) return gradient;
  const { shape } = gradient;
  const strides = shape.map((_, i) => (i === 0 ? rows : i === 1 ? columns : 1));
  return tf.stridedSlice(
    gradient,
    shape.map(() => 0),
    [...shape],
    strides,
  );
}

/** tfjs refuses dilations in the gradient: they are taken over by the filter. */
function convolutionGradient(kernelName: 'Conv2D' | 'DepthwiseConv2dNative'): void {
  registerGradient<Conv2DAttrs>(kernelName, { inputsToSave: ['x', 'filter'] }, (dy, saved, attributes) => {
    const [x, filter] = saved as [Tensor4D, Tensor4D];
    const rates = pair(attributes.dilations);
    const { strides, pad, dataFormat } = attributes;
    const run = (name: string, inputs: Record<string, Tensor>, extra: Record<string, number[]>): Tensor =>
      tf.engine().runKernel(name, inputs, {
        strides,
        pad,
        dataFormat,
        dilations: 1,
        ...extra,
      } as unknown as NamedAttrMap);
    const spreadShape = filter.shape.map((dim, i) => (i < 2 ? (dim - 1) * rates[i]! + 1 : dim));
    return {
      x: () =>
        run(`${kernelName}BackpropInput`, { dy, filter: dilate(filter, rates) }, { inputShape: x.shape }),
      filter: () =>
        undilate(run(`${kernelName}BackpropFilter`, { x, dy }, { filterShape: spreadShape }), rates),
    };
  });
}

/** Dense and depthwise convolutions with any dilation. */
export function registerConvolutionGradients(): void {
  convolutionGradient('Conv2D');
  convolutionGradient('DepthwiseConv2dNative');
}
