import { toStored } from '../layout.js';
import type { Recorder } from '../recorder.js';
import type { MirrorPadAttrs, PadV2Attrs, TensorInfo } from '../tf.js';
import { concat } from './join.js';
import { input, registerKernel } from './kernel.js';
import { slice } from './slice.js';

function pad(
  x: TensorInfo,
  paddings: ReadonlyArray<readonly [number, number]>,
  mode: Record<string, string>,
  extra: readonly string[],
  recorder: Recorder,
): TensorInfo {
  const { axes } = recorder.recorded(x);
  const stored = toStored(paddings, axes);
  const name = recorder.graph.node(
    'Pad',
    [
      recorder.full(x, axes),
      recorder.graph.integers([...stored.map(([before]) => before), ...stored.map(([, after]) => after)]),
      ...extra,
    ],
    mode,
  );
  const shape = x.shape.map((dim, i) => dim + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
  return recorder.output(name, shape, x.dtype, axes);
}

/** ONNX has no symmetric padding before opset 18: the border is concatenated, reversed, along each axis. */
function symmetricPad(
  x: TensorInfo,
  paddings: ReadonlyArray<readonly [number, number]>,
  recorder: Recorder,
): TensorInfo {
  return paddings.reduce((padded, [before, after], axis) => {
    const length = padded.shape[axis]!;
    const border = (begin: number, end: number): TensorInfo[] => {
      if (begin === end) return [];
      const ranges = padded.shape.map((dim, i) =>
        i === axis ? { begin: end - 1, end: begin - 1, step: -1 } : { begin: 0, end: dim, step: 1 },
      );
      const shape = padded.shape.map((dim, i) => (i === axis ? end - begin : dim));
      return [slice(padded, ranges, shape, recorder)];
    };
    const parts = [...border(0, before), padded, ...border(length - after, length)];
    return parts.length > 1 ? concat(parts, axis, recorder) : padded;
  }, x);
}

/** Borders around tensors. */
export function registerPadding(): void {
  registerKernel<PadV2Attrs>('PadV2', (inputs, { paddings, constantValue }, recorder) =>
    pad(input(inputs, 'x'), paddings, {}, [recorder.graph.scalar(constantValue)], recorder),
  );
  registerKernel<MirrorPadAttrs>('MirrorPad', (inputs, { paddings, mode }, recorder) => {
    const x = input(inputs, 'x');
    return mode === 'reflect'
      ? pad(x, paddings, { mode: 'reflect' }, [], recorder)
      : symmetricPad(x, paddings, recorder);
  });
}
