import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { type Layer, sequential } from '../../../src/shared/networks/sequential.js';
import { constantWeights } from '../../../src/shared/networks/weightByName.js';

/** Adds 1, 10, 100 to the input after an unnamed doubling, and counts how many steps ran. */
function counting() {
  const ran: string[] = [];
  const layer = (names: string[], apply: Layer['apply']): Layer => ({
    names,
    apply: (x, weight) => {
      ran.push(names.join());
      return apply(x, weight);
    },
  });
  const weight = constantWeights(new Map([['ten', { shape: [1], data: Float32Array.of(10) }]]));
  const layers = [
    layer([], (x) => tf.mul(x, 2)),
    layer(['a', 'first'], (x) => tf.add(x, 1)),
    layer(['b'], (x, of) => tf.add(x, of('ten'))),
    layer(['c'], (x) => tf.add(x, 100)),
  ];
  const network = sequential('sums', layers, weight);
  return { network, ran };
}

const pixels = tf.tensor4d([3], [1, 1, 1, 1]);
const values = (features: Record<string, { dataSync(): ArrayLike<number> }>) =>
  Object.fromEntries(Object.entries(features).map(([name, tensor]) => [name, tensor.dataSync()[0]]));

describe('sequential', () => {
  it('lists its layers in forward order', () => {
    expect(counting().network.layers).toEqual(['a', 'first', 'b', 'c']);
  });

  it('returns what was asked for, each under the name that was used', () => {
    const { network } = counting();
    expect(values(network.features(pixels, ['c', 'first']))).toEqual({ first: 7, c: 117 });
    expect(values(network.features(pixels, ['a', 'first', 'a']))).toEqual({ a: 7, first: 7 });
  });

  it('runs no deeper than the deepest layer asked for', () => {
    const { network, ran } = counting();
    network.features(pixels, ['b', 'a']);
    expect(ran).toEqual(['', 'a,first', 'b']);
  });

  it('runs nothing for nothing', () => {
    const { network, ran } = counting();
    expect(network.features(pixels, [])).toEqual({});
    expect(ran).toEqual([]);
  });

  it('refuses an unknown layer and names those there are', () => {
    const { network, ran } = counting();
    expect(() => network.features(pixels, ['a', 'relu9_9'])).toThrow(
      expect.objectContaining({
        code: 'NST_BAD_OPTION',
        message: 'layer "relu9_9": expected a layer of sums, one of a, first, b, c',
      }),
    );
    expect(ran).toEqual([]);
  });
});
