import { type ResizeBilinearAttrs, type Tensor4D, tf } from '../tf.js';
import { registerGradient } from './gradient.js';

/** Weight of each input element in each output element of a resize along one axis, [out, in]. */
type Weights = (out: number, length: number, attributes: ResizeBilinearAttrs) => Float32Array;

/** Where output element `i` lies among the inputs, in tfjs' three conventions. */
function sourcePosition(i: number, out: number, length: number, attributes: ResizeBilinearAttrs): number {
  if (attributes.alignCorners) return out > 1 ? (i * (length - 1)) / (out - 1) : 0;
  const scale = length / out;
  return attributes.halfPixelCenters ? (i + 0.5) * scale - 0.5 : i * scale;
}

const bilinearWeights: Weights = (out, length, attributes) => {
  const weights = new Float32Array(out * length);
  for (let i = 0; i < out; i++) {
    const position = Math.max(0, sourcePosition(i, out, length, attributes));
    const low = Math.min(Math.floor(position), length - 1);
    const high = Math.min(low + 1, length - 1);
    weights[i * length + low] = (weights[i * length + low] ?? 0) + 1 - (position - low);
    weights[i * length + high] = (weights[i * length + high] ?? 0) + position - low;
  }
  return weights;
};

const nearestWeights: Weights = (out, length, attributes) => {
  const weights = new Float32Array(out * length);
  for (let i = 0; i < out; i++) {
    const position = sourcePosition(i, out, length, attributes);
    const rounded =
      attributes.alignCorners || attributes.halfPixelCenters
        ? Math.floor(position + 0.5)
        : Math.floor(position);
    weights[i * length + Math.min(Math.max(rounded, 0), length - 1)] = 1;
  }
  return weights;
};

/** A resize is linear and separable: its gradient is a product with the transposed weights along each axis. */
function resizeGradient(kernelName: 'ResizeBilinear' | 'ResizeNearestNeighbor', weightsOf: Weights): void {
  registerGradient<ResizeBilinearAttrs>(kernelName, { inputsToSave: ['images'] }, (dy, saved, attributes) => {
    const [images] = saved as [Tensor4D];
    const [batch, height, width, channels] = images.shape;
    const [outHeight, outWidth] = attributes.size;
    const along = (out: number, length: number) =>
      tf.tensor3d(weightsOf(out, length, attributes), [1, out, length]);
    return {
      images: () => {
        const rows = tf.matMul(
          along(outHeight, height),
          tf.reshape(dy, [batch, outHeight, outWidth * channels]),
          true,
        );
        const columns = tf.matMul(
          along(outWidth, width),
          tf.reshape(rows, [batch * height, outWidth, channels]),
          true,
        );
        return tf.reshape(columns, [batch, height, width, channels]);
      },
    };
  });
}

/** Bilinear and nearest-pixel resizing, in tfjs' three conventions for pixel centres. */
export function registerResizeGradients(): void {
  resizeGradient('ResizeBilinear', bilinearWeights);
  resizeGradient('ResizeNearestNeighbor', nearestWeights);
}
