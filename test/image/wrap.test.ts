import { expect, it } from 'vitest';
import { withoutWrap, wrapAround } from '../../src/image/wrap.js';
import { type Tensor4D, tf } from '../../src/shared/engine/tf.js';

const map = (height: number, width: number) =>
  tf.tensor4d(
    Array.from({ length: height * width }, (_, i) => i),
    [1, height, width, 1],
  );

it('puts the other side beyond each side', () => {
  const wrapped = wrapAround(map(2, 3), 1);
  expect(wrapped.shape).toEqual([1, 4, 5, 1]);
  expect([...wrapped.dataSync()]).toEqual([5, 3, 4, 5, 3, 2, 0, 1, 2, 0, 5, 3, 4, 5, 3, 2, 0, 1, 2, 0]);
});

it('repeats a picture that is shorter than its reach once on each side', () => {
  expect(wrapAround(map(2, 3), 8).shape).toEqual([1, 6, 9, 1]);
});

it.each([1, 2, 4])('is taken off a layer of stride %i', (stride) => {
  const size = { width: 24, height: 16 };
  const layer = tf.avgPool(wrapAround(map(16, 24), 8), stride, stride, 'valid') as Tensor4D;
  const plain = tf.avgPool(map(16, 24), stride, stride, 'valid');
  const inner = withoutWrap(layer, size, 8);
  expect(inner.shape).toEqual(plain.shape);
  expect([...inner.dataSync()]).toEqual([...plain.dataSync()]);
});

it('leaves at least one position of a layer that is coarser than the picture', () => {
  const layer = tf.avgPool(wrapAround(map(8, 8), 8), 8, 8, 'valid') as Tensor4D;
  expect(withoutWrap(layer, { width: 8, height: 8 }, 8).shape).toEqual([1, 1, 1, 1]);
});
