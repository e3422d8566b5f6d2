import { identityAxes, sameAxes } from '../layout.js';
import type { Recorder } from '../recorder.js';
import { type BatchMatMulAttrs, type TensorInfo, tf } from '../tf.js';
import { input, registerKernel } from './kernel.js';

const SWAPPED = [1, 0] as const;

/** A matrix as it is stored, and whether the operator wants that transposed. */
interface Operand {
  readonly name: string;
  readonly transposed: boolean;
  readonly isSwapped: boolean;
}

function operand(x: TensorInfo, transpose: boolean, recorder: Recorder): Operand {
  const { axes } = recorder.recorded(x);
  const isSwapped = sameAxes(axes, SWAPPED);
  return { name: recorder.full(x, axes), transposed: transpose !== isSwapped, isSwapped };
}

/**
 * A product of two matrices. Where the left one is stored column by column (features, channels first), so is
 * the result: (A B)^T = B^T A^T.
 */
function matrixProduct(
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: BatchMatMulAttrs,
  recorder: Recorder,
): TensorInfo {
  const [left, right] = [operand(a, transposeA, recorder), operand(b, transposeB, recorder)];
  const shape = [a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!];
  const gemm = (first: Operand, second: Operand, flip: boolean) =>
    recorder.graph.node('Gemm', [first.name, second.name], {
      transA: first.transposed !== flip ? 1 : 0,
      transB: second.transposed !== flip ? 1 : 0,
    });
  if (left.isSwapped && !transposeA) {
    return recorder.output(gemm(right, left, true), shape, 'float32', SWAPPED);
  }
  return recorder.output(gemm(left, right, false), shape, 'float32');
}

function batchProduct(
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: BatchMatMulAttrs,
  recorder: Recorder,
): TensorInfo {
  const arranged = (x: TensorInfo, transpose: boolean): string => {
    const axes = [...identityAxes(x.shape.length)];
    const rank = axes.length;
    if (transpose) [axes[rank - 2], axes[rank - 1]] = [rank - 1, rank - 2];
    return recorder.full(x, axes);
  };
  const name = recorder.graph.node('MatMul', [arranged(a, transposeA), arranged(b, transposeB)]);
  const batch = tf.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  return recorder.output(name, [...batch, rows, columns], 'float32');
}

/** Products of matrices and of stacks of matrices. */
export function registerMatMul(): void {
  registerKernel<BatchMatMulAttrs>('BatchMatMul', (inputs, attributes, recorder) => {
    const [a, b] = [input(inputs, 'a'), input(inputs, 'b')];
    const isPlain = a.shape.length === 2 && b.shape.length === 2;
    return (isPlain ? matrixProduct : batchProduct)(a, b, attributes, recorder);
  });
}
