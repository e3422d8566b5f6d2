import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { averageNeighbours, halve } from '../../../src/shared/networks/pooling.js';
import { gradientsOfLinear, randomTensor } from '../../support/linearMap.js';

describe('halve', () => {
  const x = tf.tensor4d([1, 2, 9, 5, -4, 9, 7, 8, 9, 9, 9, 9, 9, 9, 9], [1, 3, 5, 1]);

  it('takes the largest or the mean of each 2x2 window and drops an odd last line', () => {
    expect(halve(x, 'max').shape).toEqual([1, 1, 2, 1]);
    expect([...halve(x, 'max').dataSync()]).toEqual([9, 9]);
    expect([...halve(x, 'avg').dataSync()]).toEqual([4.75, 7.75]);
  });

  it.each([
    [1, 4],
    [4, 1],
  ])('refuses a picture of %d x %d', (height, width) => {
    expect(() => halve(randomTensor(1, height, width, 2), 'max')).toThrow(
      expect.objectContaining({
        code: 'NST_BAD_INPUT',
        message: expect.stringMatching(/^the picture is too small: .*use a larger one$/),
      }),
    );
  });
});

describe('averageNeighbours', () => {
  it.each([
    [1, 1],
    [1, 4],
    [2, 2],
    [5, 3],
  ])('is 3x3 average pooling with padding same, at %d x %d', (height, width) => {
    const x = randomTensor(2, height, width, 2);
    expect(averageNeighbours(x).dataSync()).toBeAllclose(tf.avgPool(x, 3, 1, 'same').dataSync());
  });

  it('has the right gradient, at the border too', () => {
    const { found, byDefinition } = gradientsOfLinear(averageNeighbours, randomTensor(3, 4, 3, 2));
    expect(found).toBeAllclose(byDefinition);
  });
});
