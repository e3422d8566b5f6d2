import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { padEdges } from '../../../src/shared/networks/edgePadding.js';
import { gradientsOfLinear, randomTensor } from '../../support/linearMap.js';

describe('padEdges', () => {
  const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
  const rows = (mode: 'reflect' | 'replicate') => tf.reshape(padEdges(x, mode), [4, 5]).arraySync();

  it('reflects at the edge pixel', () => {
    expect(rows('reflect')).toEqual([
      [5, 4, 5, 6, 5],
      [2, 1, 2, 3, 2],
      [5, 4, 5, 6, 5],
      [2, 1, 2, 3, 2],
    ]);
  });

  it('replicates the edge pixel', () => {
    expect(rows('replicate')).toEqual([
      [1, 1, 2, 3, 3],
      [1, 1, 2, 3, 3],
      [4, 4, 5, 6, 6],
      [4, 4, 5, 6, 6],
    ]);
  });

  it.each(['reflect', 'replicate'] as const)('surrounds a single pixel with itself (%s)', (mode) => {
    expect([...padEdges(tf.tensor4d([7], [1, 1, 1, 1]), mode).dataSync()]).toEqual(new Array(9).fill(7));
  });

  it.each(['reflect', 'replicate'] as const)('lets the gradient through the border (%s)', (mode) => {
    const pad = (of: ReturnType<typeof randomTensor>) => padEdges(of, mode);
    const { found, byDefinition } = gradientsOfLinear(pad, randomTensor(4, 3, 4, 2));
    expect(found).toBeAllclose(byDefinition);
  });
});
