/**
 * The only door to tfjs: every other file takes its ops from here.
 *
 * The umbrella package is needed because tfjs-core alone registers no gradients in Node. tfjs is used as
 * functional ops only (`tf.square(x)`, never `x.square()`).
 */
import * as tf from '@tensorflow/tfjs';

// Before the first op: it silences the hint to install tfjs-node, and the backend of every test and tool
// that does not choose one is the plain CPU one.
tf.enableProdMode();

export type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D, TensorInfo } from '@tensorflow/tfjs';
export { tf };
