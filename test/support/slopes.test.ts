import { describe, expect, it } from 'vitest';
import { Rng } from '../../src/shared/rng.js';
import { gradientFault, slopeFault } from './slopes.js';

const SHAPE = [4, 5, 3];
const values = new Rng(1).normals(60);
/** The sum of squares, each value by a weight of its own. */
const weights = new Rng(2).normals(60).map((weight) => 1 + Math.abs(weight));
const lossOf = (x: Float32Array) => x.reduce((sum, value, i) => sum + weights[i]! * value ** 2, 0);
const gradient = values.map((value, i) => 2 * weights[i]! * value);
const claim = { lossOf, values, shape: SHAPE, gradient };
const faultOf = (wrong: Float32Array) => slopeFault({ ...claim, gradient: wrong });
const isCorner = (i: number) => Math.floor(i / 3) % 5 === 0 && Math.floor(i / 15) === 0;

describe('slopeFault', () => {
  it('has nothing against a right gradient', async () => {
    expect(await slopeFault(claim)).toBeUndefined();
    expect(await gradientFault(claim)).toBeUndefined();
  });

  it.each<[string, (value: number, i: number) => number]>([
    ['none', () => 0],
    ['half of it', (value) => value / 2],
    ['1.1 times it', (value) => 1.1 * value],
    ['1.02 times it', (value) => 1.02 * value],
    ['the other sign', (value) => -value],
    ['none in a corner', (value, i) => (isCorner(i) ? 0 : value)],
    ['another order', (_, i) => gradient[59 - i]!],
    ['the next value', (_, i) => gradient[(i + 1) % 60]!],
    ['a channel taken for another', (_, i) => gradient[i - (i % 3) + ((i + 1) % 3)]!],
    ['no number', () => Number.NaN],
  ])('finds %s', async (_, wrong) => {
    expect(await faultOf(gradient.map(wrong))).toMatch(/direction: slope .*, differences/);
  });

  it('finds a gradient of a function that has none', async () => {
    const flat = { ...claim, lossOf: () => 3 };
    expect(await slopeFault(flat)).toBeDefined();
    expect(await slopeFault({ ...flat, gradient: new Float32Array(60) })).toBeUndefined();
  });

  it('waits for losses that take time', async () => {
    const later = { ...claim, lossOf: async (x: Float32Array) => lossOf(x) };
    expect(await slopeFault(later)).toBeUndefined();
    expect(await slopeFault({ ...later, gradient: gradient.map((value) => 1.1 * value) })).toBeDefined();
  });
});

describe('gradientFault', () => {
  const zero = new Float32Array(60);

  it('wants to be told of a gradient that is zero', async () => {
    const flat = { ...claim, lossOf: () => 3, gradient: zero };
    expect(await gradientFault(flat)).toBe('zero, so that none is checked');
    expect(await gradientFault(flat, { isZero: true })).toBeUndefined();
  });

  it('finds one that should be zero, and is not', async () => {
    expect(await gradientFault(claim, { isZero: true })).toBe('should be zero, and is not');
    expect(await gradientFault({ ...claim, gradient: zero }, { isZero: true })).toMatch(/slope 0/);
  });

  it('finds itself too lenient where a wrong gradient would pass', async () => {
    expect(await gradientFault(claim, { tolerance: 0.15 })).toBe('1.1 times it would pass as well');
    expect(await gradientFault(claim, { tolerance: 10 })).toBe('half of it would pass as well');
  });
});
