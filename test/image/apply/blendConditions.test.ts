import { expect, it } from 'vitest';
import { blendConditions } from '../../../src/image/apply/blendConditions.js';
import { Rng } from '../../../src/shared/rng.js';
import { conditionShapes, STRENGTH } from '../../../src/shared/stylise/styliser.js';
import { sizeOf } from '../../../src/shared/weights/tensors.js';

const FAMILY = { kind: 'exchange', exchange: 'moments', width: 4 } as const;

function statistics(seed: number) {
  const rng = new Rng(seed);
  const { [STRENGTH]: _, ...shapes } = conditionShapes(FAMILY);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, { shape, data: rng.normals(sizeOf(shape)) }]),
  );
}

it('a style blended with itself is that style', () => {
  const style = statistics(1);
  for (const [name, { data }] of Object.entries(blendConditions([style, style], [0.3, 0.9], 'gaussian')))
    expect(data).toBeAllclose(style[name]!.data, 1e-4, 1e-5);
});

it('what varies between styles counts: means that differ add to the variance', () => {
  const [a, b] = [statistics(1), statistics(2)];
  const [mean, covariance] = ['style pixels mean', 'style pixels covariance'];
  const blended = blendConditions([a, b], [1, 1], 'gaussian');
  const [p, q] = [a[mean]!.data[0]!, b[mean]!.data[0]!];
  const within = (a[covariance]!.data[0]! + b[covariance]!.data[0]!) / 2;
  expect(blended[mean]!.data[0]).toBeCloseTo((p + q) / 2, 5);
  expect(blended[covariance]!.data[0]).toBeCloseTo(within + ((p - q) / 2) ** 2, 4);
});
