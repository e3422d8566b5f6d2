import { describe, expect, it } from 'vitest';
import { type Scalar, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { traceForward } from '../../../src/shared/engine/trace.js';
import { Rng } from '../../../src/shared/rng.js';
import { type Arrays, compiledEvaluation, compiledForward } from '../../support/engines.js';

interface Layer {
  readonly what: string;
  readonly shape: readonly [number, number, number, number];
  readonly channels: number;
  readonly pad: 'same' | 'valid' | [[0, 0], [number, number], [number, number], [0, 0]];
}

/** Layers that are large enough for tiles: the sides of what goes in, and what goes out. */
const LAYERS: readonly Layer[] = [
  { what: 'whole tiles', shape: [1, 32, 32, 128], channels: 128, pad: 'same' },
  { what: 'parts of tiles', shape: [1, 35, 30, 128], channels: 128, pad: 'same' },
  { what: 'nothing around them', shape: [1, 37, 33, 128], channels: 160, pad: 'valid' },
  { what: 'several pictures', shape: [3, 19, 26, 96], channels: 176, pad: 'same' },
  {
    what: 'padding of its own',
    shape: [1, 31, 34, 64],
    channels: 192,
    pad: [
      [0, 0],
      [2, 0],
      [0, 1],
      [0, 0],
    ],
  },
];

function layer({ shape, channels, pad }: Layer) {
  const rng = new Rng(4);
  const [, , , inChannels] = shape;
  const weights = rng.normals(9 * inChannels * channels, 1 / Math.sqrt(9 * inChannels));
  const size = shape.reduce((a, b) => a * b, 1);
  const values: Arrays = { x: { shape, data: rng.normals(size) } };
  const forward = (x: Tensor4D) => tf.conv2d(x, tf.tensor4d(weights, [3, 3, inChannels, channels]), 1, pad);
  return { values, forward };
}

const largest = (values: Float32Array) => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

/** Whether a graph has what only tiles need. */
const hasTiles = (bytes: Uint8Array) => Buffer.from(bytes).includes('DepthToSpace');

describe.each(LAYERS)('a convolution by tiles: $what', (given) => {
  const { values, forward } = layer(given);

  it('is the convolution', async () => {
    const run = (usesTiles: boolean) =>
      compiledForward(({ x }) => ({ y: forward(x as Tensor4D) }), values, { usesTiles });
    const [plain, tiled] = [(await run(false)).y!, (await run(true)).y!];
    expect(tiled.shape).toEqual(plain.shape);
    expect(tiled.data).toBeAllclose(plain.data, 0, 1e-4 * largest(plain.data));
  });

  it('has the gradient of the convolution', async () => {
    const run = (usesTiles: boolean) =>
      compiledEvaluation(({ x }) => ({ v: tf.sum(tf.sin(forward(x as Tensor4D))) as Scalar }), values, {
        usesTiles,
      });
    const [plain, tiled] = [(await run(false)).gradients.x!, (await run(true)).gradients.x!];
    expect(tiled).toBeAllclose(plain, 0, 1e-4 * largest(plain));
  });
});

describe('tiles are for', () => {
  const graph = (shape: readonly number[], channels: number, usesTiles = true, stride = 1) => {
    const weights = new Rng(1).normals(9 * shape[3]! * channels);
    return traceForward(
      ({ x }) => ({
        y: tf.conv2d(x as Tensor4D, tf.tensor4d(weights, [3, 3, shape[3]!, channels]), stride, 'same'),
      }),
      { x: { shape: [...shape] } },
      { usesTiles },
    ).bytes;
  };

  it('many channels on planes that are neither small nor huge', () => {
    expect(hasTiles(graph([1, 32, 32, 128], 128))).toBe(true);
    expect(hasTiles(graph([1, 32, 32, 64], 128))).toBe(false);
    expect(hasTiles(graph([1, 16, 16, 128], 128))).toBe(false);
    expect(hasTiles(graph([1, 1024, 1024, 128], 128))).toBe(false);
  });

  it('steps of one', () => expect(hasTiles(graph([1, 64, 64, 128], 128, true, 2))).toBe(false));

  it('the CPU', () => expect(hasTiles(graph([1, 32, 32, 128], 128, false))).toBe(false));

  it('filters that are known', () => {
    const { bytes } = traceForward(
      ({ x, w }) => ({ y: tf.conv2d(x as Tensor4D, w as Tensor4D, 1, 'same') }),
      { x: { shape: [1, 32, 32, 128] }, w: { shape: [3, 3, 128, 128] } },
      { usesTiles: true },
    );
    expect(hasTiles(bytes)).toBe(false);
  });
});
