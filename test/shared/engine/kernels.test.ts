import { beforeAll, describe, expect, test } from 'vitest';
import { type Scalar, type Tensor, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import {
  type Arrays,
  compiledEvaluation,
  compiledForward,
  eagerEvaluation,
  eagerForward,
  lossBy,
} from '../../support/engines.js';
import { gradientFault } from '../../support/slopes.js';

/** An op under test: shapes of its inputs and the function. */
interface Case {
  readonly name: string;
  readonly shapes: Record<string, number[]>;
  readonly run: (inputs: Record<string, Tensor>) => Tensor;
  /** Lower and upper bound of the random inputs. */
  readonly range?: [number, number];
  /** `zero`: it is piecewise constant. `none`: neither tfjs nor we have one, and asking for it is refused. */
  readonly gradient?: 'zero' | 'none';
}

const x4 = (i: Record<string, Tensor>) => i.x as Tensor4D;
const image = { x: [2, 7, 6, 3] };

const unary = (name: string, run: (x: Tensor) => Tensor, extra: Partial<Case> = {}): Case => ({
  name,
  shapes: { x: [2, 3, 4, 5] },
  run: ({ x }) => run(x!),
  ...extra,
});
const binary = (name: string, run: (a: Tensor, b: Tensor) => Tensor, extra: Partial<Case> = {}): Case[] =>
  (
    [
      [
        [3, 4],
        [3, 4],
      ],
      [[2, 3, 4, 5], [5]],
      [
        [1, 3, 1, 5],
        [2, 1, 4, 5],
      ],
      [[], [2, 3]],
      [
        [4, 1],
        [1, 3],
      ],
    ] as [number[], number[]][]
  ).map(([a, b]) => ({
    name: `${name} [${a}] [${b}]`,
    shapes: { a, b },
    run: (i) => run(i.a!, i.b!),
    ...extra,
  }));

const convolutions: Case[] = [];
for (const [stride, pad, dilation] of [
  [1, 'same', 1],
  [1, 'valid', 1],
  [2, 'same', 1],
  [2, 'valid', 1],
  [3, 'valid', 1],
  [1, 'same', 2],
  [1, 'valid', 2],
  [1, 1, 1],
  [2, 1, 1],
] as [number, 'same' | 'valid' | number, number][]) {
  const name = `stride ${stride} pad ${pad} dilation ${dilation}`;
  convolutions.push({
    name: `conv2d ${name}`,
    shapes: { x: [2, 9, 8, 3], f: [3, typeof pad === 'number' ? 3 : 2, 3, 4] },
    run: (i) => tf.conv2d(x4(i), i.f as Tensor4D, stride, pad, 'NHWC', dilation),
  });
  convolutions.push({
    name: `depthwise ${name}`,
    shapes: { x: [2, 9, 8, 3], f: [3, typeof pad === 'number' ? 3 : 2, 3, 2] },
    run: (i) => tf.depthwiseConv2d(x4(i), i.f as Tensor4D, stride, pad, 'NHWC', dilation),
  });
}
const pools: Case[] = [];
for (const [size, stride, pad] of [
  [2, 2, 'valid'],
  [3, 2, 'valid'],
  [3, 1, 'same'],
  [3, 2, 'same'],
  [2, 1, 'valid'],
  [2, 3, 'valid'],
  [2, 2, 'same'],
  [3, 3, 1],
] as [number, number, 'same' | 'valid' | number][]) {
  for (const shape of [
    [2, 7, 6, 3],
    [1, 8, 8, 4],
  ]) {
    pools.push({
      name: `maxPool ${size}/${stride} ${pad} ${shape}`,
      shapes: { x: shape },
      run: (i) => tf.maxPool(x4(i), size, stride, pad),
    });
    pools.push({
      name: `avgPool ${size}/${stride} ${pad} ${shape}`,
      shapes: { x: shape },
      run: (i) => tf.avgPool(x4(i), size, stride, pad),
    });
  }
}
const resizes: Case[] = [];
for (const [size, align, half] of [
  [[14, 12], false, false],
  [[14, 12], false, true],
  [[14, 12], true, false],
  [[5, 4], false, false],
  [[5, 4], false, true],
  [[5, 4], true, false],
  [[9, 5], false, true],
] as [[number, number], boolean, boolean][]) {
  const name = `${size} ${align ? 'align' : ''}${half ? 'half' : ''}`;
  resizes.push({
    name: `bilinear ${name}`,
    shapes: image,
    run: (i) => tf.resizeBilinear(x4(i), size, align, half),
  });
  resizes.push({
    name: `nearest ${name}`,
    shapes: image,
    run: (i) => tf.resizeNearestNeighbor(x4(i), size, align, half),
  });
}

const positive: Partial<Case> = { range: [0.2, 2] };
const cases: Case[] = [
  unary('neg', tf.neg),
  unary('exp', tf.exp),
  unary('expm1', tf.expm1),
  unary('square', tf.square),
  unary('sigmoid', tf.sigmoid),
  unary('tanh', tf.tanh),
  unary('sqrt', tf.sqrt, positive),
  unary('rsqrt', tf.rsqrt, positive),
  unary('log', tf.log, positive),
  unary('log1p', tf.log1p, positive),
  unary('reciprocal', tf.reciprocal, positive),
  unary('abs', tf.abs),
  unary('relu', tf.relu),
  unary('relu6', (x) => tf.relu6(tf.mul(x, 6))),
  unary('leakyRelu', (x) => tf.leakyRelu(x, 0.3)),
  unary('elu', tf.elu),
  unary('selu', tf.selu),
  unary('softplus', tf.softplus),
  unary('sin', tf.sin),
  unary('cos', tf.cos),
  unary('tan', tf.tan, { range: [-1, 1] }),
  unary('atan', tf.atan),
  unary('erf', tf.erf),
  unary('asin', tf.asin, { range: [-0.8, 0.8] }),
  unary('acos', tf.acos, { range: [-0.8, 0.8] }),
  unary('sinh', tf.sinh),
  unary('cosh', tf.cosh),
  unary('clip', (x) => tf.clipByValue(x, -0.5, 0.7)),
  unary('floor', tf.floor, { gradient: 'zero' }),
  unary('ceil', tf.ceil, { gradient: 'zero' }),
  unary('round', tf.round, { gradient: 'zero' }),
  unary('sign', tf.sign, { gradient: 'zero' }),
  unary('step', (x) => tf.step(x, 0.25), { gradient: 'zero' }),
  ...binary('add', tf.add),
  ...binary('sub', tf.sub),
  ...binary('mul', tf.mul),
  ...binary('div', tf.div, positive),
  ...binary('maximum', tf.maximum),
  ...binary('minimum', tf.minimum),
  ...binary('squaredDifference', tf.squaredDifference),
  ...binary('pow', tf.pow, positive),
  ...binary('floorDiv', tf.floorDiv, { ...positive, gradient: 'zero' }),
  // Where leaps are rare.
  ...binary('mod', tf.mod, { range: [0.6, 2] }),
  ...(['equal', 'notEqual', 'greater', 'greaterEqual', 'less', 'lessEqual'] as const).flatMap((op) =>
    binary(op, (a, b) => tf.cast(tf[op](tf.round(a), tf.round(b)), 'float32'), { gradient: 'zero' }),
  ),
  {
    name: 'logical',
    shapes: { a: [3, 4], b: [4] },
    gradient: 'zero',
    run: ({ a, b }) =>
      tf.cast(
        tf.logicalOr(tf.logicalAnd(tf.greater(a!, 0), tf.greater(b!, 0)), tf.logicalNot(tf.less(a!, 0.5))),
        'float32',
      ),
  },
  {
    name: 'where',
    shapes: { a: [3, 4], b: [3, 4] },
    run: ({ a, b }) => tf.where(tf.greater(a!, b!), tf.square(a!), tf.mul(b!, 3)),
  },
  { name: 'addN', shapes: { a: [3, 4], b: [3, 4] }, run: ({ a, b }) => tf.addN([a!, b!, a!]) },
  { name: 'prelu', shapes: { x: [2, 3, 4, 5], alpha: [5] }, run: ({ x, alpha }) => tf.prelu(x!, alpha!) },
  // reductions
  ...[undefined, 0, 1, [1, 2], [-1], [0, 3]].flatMap((axis) =>
    [true, false].map((keep) => unary(`sum ${axis} ${keep}`, (x) => tf.sum(x, axis, keep))),
  ),
  unary('mean', (x) => tf.mean(x, [1, 2])),
  unary('mean all', (x) => tf.mean(x)),
  unary('max', (x) => tf.max(x, [1, 2], true)),
  unary('min', (x) => tf.min(x, -1)),
  unary('prod', (x) => tf.prod(x, 1)),
  unary('softmax', (x) => tf.softmax(x)),
  unary('logSoftmax', (x) => tf.logSoftmax(x)),
  unary('logSumExp', (x) => tf.logSumExp(x, 1)),
  ...[0, 1, 3].flatMap((axis) =>
    [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ].map(([ex, rev]) => unary(`cumsum ${axis} ${ex} ${rev}`, (x) => tf.cumsum(x, axis, ex, rev))),
  ),
  ...[
    [false, false],
    [true, false],
    [true, true],
  ].map(([ex, rev]) => unary(`cumprod ${ex} ${rev}`, (x) => tf.cumprod(x, 1, ex, rev), { gradient: 'none' })),
  unary('moments', (x) => {
    const { mean, variance } = tf.moments(x, [1, 2]);
    return tf.add(mean, tf.sqrt(tf.add(variance, 0.1)));
  }),
  unary('argMax', (x) => tf.cast(tf.argMax(x, 2), 'float32'), { gradient: 'zero' }),
  unary('argMin', (x) => tf.cast(tf.argMin(x, -1), 'float32'), { gradient: 'zero' }),
  unary('topk values', (x) => tf.topk(x, 3).values),
  unary('topk indices', (x) => tf.cast(tf.topk(x, 3).indices, 'float32'), { gradient: 'zero' }),
  // shapes
  unary('reshape', (x) => tf.reshape(x, [6, 20])),
  unary('transpose', (x) => tf.transpose(x, [3, 0, 2, 1])),
  unary('expandDims', (x) => tf.expandDims(x, 2)),
  unary('squeeze', (x) => tf.squeeze(tf.slice(x, [0, 1, 0, 0], [2, 1, 4, 5]), [1])),
  unary('slice', (x) => tf.slice(x, [0, 1, 1, 2], [2, 2, 2, -1])),
  unary('stridedSlice', (x) => tf.stridedSlice(x, [0, 0, 3, 1], [2, 3, 0, 5], [1, 2, -1, 2])),
  unary('stridedSlice masks', (x) => tf.stridedSlice(x, [0, 1], [0, 2], [1, 1], 1, 1, 0, 0, 2)),
  unary('pad', (x) =>
    tf.pad(
      x,
      [
        [0, 0],
        [1, 2],
        [0, 3],
        [1, 0],
      ],
      0.5,
    ),
  ),
  unary('reflect pad', (x) =>
    tf.mirrorPad(
      x,
      [
        [0, 0],
        [2, 1],
        [1, 3],
        [0, 0],
      ],
      'reflect',
    ),
  ),
  unary('symmetric pad', (x) =>
    tf.mirrorPad(
      x,
      [
        [0, 0],
        [3, 1],
        [0, 2],
        [0, 0],
      ],
      'symmetric',
    ),
  ),
  unary('tile', (x) => tf.tile(x, [1, 2, 1, 3])),
  unary('reverse', (x) => tf.reverse(x, [1, 3])),
  unary('broadcastTo', (x) => tf.broadcastTo(tf.slice(x, 0, [1, 3, 4, 5]), [4, 3, 4, 5])),
  unary('concat', (x) => tf.concat([x, tf.square(x)], 1)),
  unary('concat last', (x) => tf.concat([x, tf.square(x)], -1)),
  unary('stack', (x) => tf.stack([x, tf.square(x)], 2)),
  unary('unstack', (x) => tf.mul(tf.unstack(x, 1)[0]!, tf.unstack(x, 1)[2]!)),
  unary('split', (x) => tf.mul(tf.split(x, [2, 1, 2], 3)[0]!, tf.split(x, [2, 1, 2], 3)[2]!)),
  unary('gather', (x) => tf.gather(x, tf.tensor1d([2, 0, 2, 1], 'int32'), 1)),
  unary('gather 2-D', (x) =>
    tf.gather(
      x,
      tf.tensor2d(
        [
          [2, 0],
          [2, 1],
        ],
        [2, 2],
        'int32',
      ),
      3,
    ),
  ),
  unary(
    'gatherND',
    (x) =>
      tf.gatherND(
        x,
        tf.tensor2d(
          [
            [0, 1],
            [1, 2],
          ],
          [2, 2],
          'int32',
        ),
      ),
    { gradient: 'none' },
  ),
  unary(
    'scatterND',
    (x) => tf.scatterND(tf.tensor2d([[1], [4]], [2, 1], 'int32'), tf.reshape(x, [2, 60]), [5, 60]),
    { gradient: 'none' },
  ),
  unary('oneHot', (x) => tf.mul(tf.slice(x, 0, [1, 1, 1, 5]), tf.oneHot(tf.tensor1d([1, 4, 0], 'int32'), 5))),
  unary('unsortedSegmentSum', (x) => tf.unsortedSegmentSum(x, tf.tensor1d([2, 2], 'int32'), 4)),
  // products
  ...[
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ].flatMap(([ta, tb]): Case[] => [
    {
      name: `matMul ${ta} ${tb}`,
      shapes: { a: ta ? [5, 3] : [3, 5], b: tb ? [4, 5] : [5, 4] },
      run: ({ a, b }) => tf.matMul(a!, b!, ta, tb),
    },
    {
      name: `batched matMul ${ta} ${tb}`,
      shapes: { a: ta ? [2, 5, 3] : [2, 3, 5], b: tb ? [2, 4, 5] : [2, 5, 4] },
      run: ({ a, b }) => tf.matMul(a!, b!, ta, tb),
    },
  ]),
  ...convolutions,
  ...pools,
  ...resizes,
  {
    name: 'conv2dTranspose',
    shapes: { x: [1, 4, 5, 3], f: [3, 3, 2, 3] },
    run: (i) => tf.conv2dTranspose(x4(i), i.f as Tensor4D, [1, 8, 10, 2], 2, 'same'),
  },
  // layouts: a convolution leaves its result channels first, whatever comes next must cope
  ...(
    [
      ['bias and relu', (y) => tf.relu(tf.add(y, tf.tensor1d([0.1, -0.2, 0.3, 0.4])))],
      ['spatial mean', (y) => tf.mul(y, tf.mean(y, [1, 2], true))],
      ['channel mean', (y) => tf.sub(y, tf.mean(y, -1, true))],
      [
        'Gram',
        (y) => {
          const m = tf.reshape(y, [1, 42, 4]);
          return tf.matMul(m, m, true);
        },
      ],
      [
        'Gram 2-D',
        (y) => {
          const m = tf.reshape(y, [42, 4]);
          return tf.matMul(m, m, true);
        },
      ],
      [
        'weighted Gram',
        (y) => {
          const m = tf.mul(
            tf.reshape(y, [42, 4]),
            tf.tensor2d(
              Float32Array.from({ length: 42 }, (_, i) => i / 42),
              [42, 1],
            ),
          );
          return tf.matMul(m, m, true, false);
        },
      ],
      ['project', (y) => tf.matMul(tf.reshape(y, [42, 4]), tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]))],
      ['flatten', (y) => tf.reshape(y, [-1])],
      [
        'slice and pad',
        (y) =>
          tf.pad(tf.slice(y, [0, 1, 2, 1], [1, 3, 3, 2]), [
            [0, 0],
            [1, 0],
            [0, 2],
            [3, 0],
          ]),
      ],
      ['concat', (y) => tf.concat([y, tf.ones([1, 7, 6, 2]), tf.square(y)], 3)],
      ['transpose', (y) => tf.transpose(y, [0, 2, 1, 3])],
      [
        'mirror',
        (y) =>
          tf.mirrorPad(
            y,
            [
              [0, 0],
              [1, 1],
              [2, 2],
              [0, 0],
            ],
            'reflect',
          ),
      ],
      ['resize', (y) => tf.resizeBilinear(y, [4, 9])],
      ['gather', (y) => tf.gather(y, tf.tensor1d([3, 1], 'int32'), 3)],
      ['topk', (y) => tf.topk(y, 2).values],
      [
        'mask',
        (y) =>
          tf.mul(
            y,
            tf.tensor4d(
              Float32Array.from({ length: 42 }, (_, i) => i / 42),
              [1, 7, 6, 1],
            ),
          ),
      ],
      ['where', (y) => tf.where(tf.greater(y, 0), tf.mul(y, 2), tf.zerosLike(y))],
      ['cumsum', (y) => tf.cumsum(y, 1)],
      ['softmax', (y) => tf.softmax(y)],
      ['tile', (y) => tf.tile(y, [1, 1, 2, 2])],
    ] as [string, (y: Tensor4D) => Tensor][]
  ).map(
    ([name, after]): Case => ({
      name: `convolution, then ${name}`,
      shapes: { x: [1, 7, 6, 3], f: [3, 3, 3, 4] },
      run: (i) => after(tf.conv2d(x4(i), i.f as Tensor4D, 1, 'same')),
    }),
  ),
];

/** Distinct values, so that maxima and comparisons have no ties. */
function randomInputs(shapes: Record<string, number[]>, [low, high]: [number, number], seed: number): Arrays {
  const rng = new Rng(seed);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return [
        name,
        { shape, data: Float32Array.from({ length: size }, () => low + (high - low) * rng.uniform()) },
      ];
    }),
  );
}

/** A scalar with a different slope for every output element. */
function objectiveOf(run: Case['run']) {
  return (inputs: Record<string, Tensor>) => {
    const y = run(inputs);
    const weights = Float32Array.from({ length: y.size }, (_, i) => Math.cos(1.3 * i) + 0.2);
    return { value: tf.sum(tf.mul(y, tf.tensor(weights, y.shape))) as Scalar };
  };
}

beforeAll(() => tf.setBackend('cpu'));

describe.each(cases)('$name', ({ shapes, run, range = [-1.5, 1.5], gradient: kind }) => {
  const values = randomInputs(shapes, range, 7);
  const objective = objectiveOf(run);

  test('computes what tfjs computes', async () => {
    const forward = (inputs: Record<string, Tensor>) => ({ y: run(inputs) });
    const expected = eagerForward(forward, values).y!;
    const { y } = await compiledForward(forward, values);
    expect(y!.shape).toEqual(expected.shape);
    expect(y!.data).toBeAllclose(expected.data, 1e-4, 1e-5);
  });

  test.runIf(kind === 'none')('has no gradient', () => {
    expect(() => eagerEvaluation(objective, values)).toThrow(/gradient function not found/);
  });

  test.skipIf(kind === 'none')('has the gradient that tfjs has', async () => {
    const expected = eagerEvaluation(objective, values);
    const actual = await compiledEvaluation(objective, values);
    expect(actual.total).toBeCloseTo(expected.total, 3);
    for (const name of Object.keys(shapes)) {
      expect(actual.gradients[name]).toBeAllclose(expected.gradients[name]!, 2e-4, 2e-5);
    }
  });

  test.skipIf(kind === 'none')('has the gradient that differences give, and no wrong one', async () => {
    const { gradients } = eagerEvaluation(objective, values);
    for (const [name, gradient] of Object.entries(gradients)) {
      const { data, shape } = values[name]!;
      const claim = { lossOf: lossBy(objective, values, name), values: data, shape, gradient };
      expect(await gradientFault(claim, { isZero: kind === 'zero' }), `by ${name}`).toBeUndefined();
    }
  });
});
