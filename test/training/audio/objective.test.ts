import { expect, it } from 'vitest';
import { Rng } from '../../../src/shared/rng.js';
import { sizeOf } from '../../../src/shared/weights/tensors.js';
import { trainingObjective } from '../../../training/audio/objective.js';
import { type Arrays, compiledEvaluation } from '../../support/engines.js';

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

it('is ln(classes) where nothing is known, and has the gradient of differences in every weight', async () => {
  const head = { shape: [768, CLASSES], data: new Float32Array(768 * CLASSES) };
  const bias = { shape: [CLASSES], data: new Float32Array(CLASSES) };
  const blank = await compiledEvaluation(objective, { ...labelled, 'head.weight': head, 'head.bias': bias });
  expect(blank.total).toBeCloseTo(Math.log(CLASSES), 5);

  const { gradients } = await compiledEvaluation(objective, labelled);
  for (const [name, { role }] of Object.entries(inputs)) {
    if (role !== 'variable') continue;
    const gradient = gradients[name]!;
    const norm = Math.hypot(...gradient);
    const reach = 0.004;
    const at = async (sign: number) => {
      const { shape, data } = labelled[name]!;
      const moved = data.map((x, i) => x + (sign * reach * gradient[i]!) / norm);
      return (await compiledEvaluation(objective, { ...labelled, [name]: { shape, data: moved } })).total;
    };
    const slope = ((await at(1)) - (await at(-1))) / (2 * reach);
    expect([name, Math.abs(slope / norm - 1) < 0.02]).toEqual([name, true]);
  }
});
