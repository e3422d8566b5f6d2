import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { ENERGIES } from '../../../src/shared/terms/envelope.js';
import { termOf } from '../../support/terms.js';

const term = termOf({ kind: 'envelope' });
const shown = (energies: number[]) => ({
  layers: { [ENERGIES]: tf.tensor4d(energies, [1, 1, energies.length, 1]) },
});

describe('envelope', () => {
  const goal = term.goalOf(shown([1, -2, 4, 1]));

  it('is the mean squared difference of logarithms of energies', () => {
    expect(term.loss(shown([2, -2, 1, 1]), goal)[0]).toBeCloseTo((1 + 9) / 4, 5);
  });

  it('ranges over the variance of the content’s, which a sound of one loudness loses', () => {
    // Their mean is 1.
    expect(term.range(goal)[0]).toBeCloseTo((0 + 9 + 9 + 0) / 4, 5);
    expect(term.loss(shown([1, 1, 1, 1]), goal)).toEqual(term.range(goal));
  });
});
