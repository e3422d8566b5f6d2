import { afterAll, expect, it } from 'vitest';
import { Rng } from '../../../src/shared/rng.js';
import { sizeOf } from '../../../src/shared/weights/tensors.js';
import { trainingObjective } from '../../../training/audio/objective.js';
import { type Arrays, openObjective } from '../../support/engines.js';
import { gradientFault } from '../../support/slopes.js';

const CLASSES = 3;
const BATCH = 2;
const { objective, inputs } = trainingObjective(CLASSES, BATCH, 8);
const rng = new Rng(5);
const point: Arrays = Object.fromEntries(
  Object.entries(inputs).map(([name, { shape }]) => {
    const size = sizeOf(shape);
    const scale = shape.length > 1 ? Math.sqrt((2 * shape.at(-1)!) / size) : 0.1;
    return [name, { shape, data: rng.normals(size, name === 'spectrograms' ? 2 : scale) }];
  }),
);
const labelled: Arrays = {
  ...point,
  labels: { shape: [BATCH, CLASSES], data: Float32Array.of(0, 1, 0, 1, 0, 0) },
};

const compiled = await openObjective(objective, inputs);
afterAll(compiled.close);

it('is ln(classes) where nothing is known', async () => {
  const head = { shape: [768, CLASSES], data: new Float32Array(768 * CLASSES) };
  const bias = { shape: [CLASSES], data: new Float32Array(CLASSES) };
  const blank = await compiled.evaluate({ ...labelled, 'head.weight': head, 'head.bias': bias });
  expect(blank.total).toBeCloseTo(Math.log(CLASSES), 5);
});

it('has the gradient of differences in every weight', async () => {
  const { gradients } = await compiled.evaluate(labelled);
  const variables = Object.keys(inputs).filter((name) => inputs[name]!.role === 'variable');
  expect(Object.keys(gradients)).toEqual(variables);
  for (const [name, gradient] of Object.entries(gradients)) {
    const { data, shape } = labelled[name]!;
    const lossOf = async (moved: Float32Array) =>
      (await compiled.evaluate({ ...labelled, [name]: { shape, data: moved } })).total;
    const claim = { lossOf, values: data, shape, gradient };
    // Four layers of ReLUs: kinks are dense.
    const fault = await gradientFault(claim, { tolerance: 0.02 });
    expect(fault, `by ${name}`).toBeUndefined();
  }
});
