import { describe, expect, it } from 'vitest';
import { localColours, localCost } from '../../../../src/glyph/style/find/localColours.js';
import { sortByColour } from '../../../../src/glyph/style/find/palette.js';
import { Rng } from '../../../../src/shared/rng.js';

const MEANS = [
  [0.1, 0.2, 0.8],
  [0.9, 0.5, 0.1],
  [0.4, 0.9, 0.4],
] as const;

/** Pixels of three colours with some noise, by turns. */
function pixelsOf(count: number, seed: number): Float32Array {
  const rng = new Rng(seed);
  return Float32Array.from({ length: 3 * count }, (_, k) => {
    return MEANS[Math.floor(k / 3) % 3]![k % 3]! + 0.03 * rng.normal();
  });
}

describe('sortByColour', () => {
  const pixels = pixelsOf(300, 1);
  const all = Uint32Array.from({ length: 300 }, (_, i) => i);

  it('tells colours apart', () => {
    const labels = sortByColour(pixels, all, 3);
    expect(new Set(labels).size).toBe(3);
    for (const [i, label] of labels.entries()) expect(label).toBe(labels[i % 3]);
  });

  it('leaves every pixel with the nearest of the means', () => {
    const noise = new Rng(3).normals(900).map((value) => 0.5 + 0.2 * value);
    const labels = sortByColour(noise, all, 4);
    const means = [0, 1, 2, 3].map((label) => {
      const own = [...all].filter((i) => labels[i] === label);
      return [0, 1, 2].map((c) => own.reduce((sum, i) => sum + noise[3 * i + c]!, 0) / own.length);
    });
    const off = (i: number, mean: readonly number[]) =>
      [0, 1, 2].reduce((sum, c) => sum + (noise[3 * i + c]! - mean[c]!) ** 2, 0);
    const wrong = [...all].filter(
      (i) => off(i, means[labels[i]!]!) > Math.min(...means.map((mean) => off(i, mean))) + 1e-9,
    );
    // Ten rounds: the last few may still be on their way.
    expect(wrong.length).toBeLessThan(6);
  });

  it('sorts the pixels that it is given alone', () => {
    const some = all.filter((i) => i % 3 !== 1);
    const labels = sortByColour(pixels, some, 2);
    for (const [s, i] of some.entries()) expect(labels[s]).toBe(labels[i % 3 === 0 ? 0 : 1]);
  });
});

describe('localColours', () => {
  const SIZE = { width: 20, height: 15 };
  const COUNT = 300;

  it('are those of the part alone, however much of it there is', () => {
    const part = Uint8Array.from({ length: COUNT }, (_, i) => (i % SIZE.width < 10 ? 1 : 0));
    const pixels = Float32Array.from({ length: 3 * COUNT }, (_, k) =>
      part[Math.floor(k / 3)] === 1 ? [0.2, 0.4, 0.6][k % 3]! : 1,
    );
    const { mean, variance, weight } = localColours({ ...SIZE, pixels }, part, 2);
    for (const i of [0, 9, 11, 4 * SIZE.width + 10]) {
      expect(weight[i]).toBeGreaterThan(0);
      expect([...mean.subarray(3 * i, 3 * i + 3)]).toBeAllclose([0.2, 0.4, 0.6], 1e-3, 1e-4);
      expect([...variance.subarray(3 * i, 3 * i + 3)]).toBeAllclose([4e-4, 4e-4, 4e-4], 1e-2, 1e-5);
    }
    expect(weight[19]).toBe(0);
  });

  it('cost as the negative logarithm of a normal distribution does', () => {
    const pixels = new Rng(2).normals(3 * COUNT).map((value) => 0.5 + 0.1 * value);
    const all = new Uint8Array(COUNT).fill(1);
    const colours = localColours({ ...SIZE, pixels }, all, 3);
    const i = 7 * SIZE.width + 9;
    let expected = 0;
    for (let k = 3 * i; k < 3 * i + 3; k++) {
      const [mean, variance] = [colours.mean[k]!, colours.variance[k]!];
      expected -= Math.log(Math.exp(-((pixels[k]! - mean) ** 2) / (2 * variance)) / Math.sqrt(variance));
    }
    expect(localCost(colours, pixels, i)).toBeCloseTo(expected, 5);
    // 0.1 is the deviation of the noise.
    const variances = [...colours.variance].reduce((sum, value) => sum + value, 0) / (3 * COUNT);
    expect(Math.sqrt(variances)).toBeGreaterThan(0.08);
    expect(Math.sqrt(variances)).toBeLessThan(0.11);
  });

  it('cost infinitely much where there are none', () => {
    const pixels = new Float32Array(3 * COUNT);
    const colours = localColours({ ...SIZE, pixels }, new Uint8Array(COUNT), 3);
    expect(localCost(colours, pixels, 5)).toBe(Number.POSITIVE_INFINITY);
  });
});
