import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contentRange,
  type StyledRegion,
  styleEnergy,
  styleLoss,
  weighedContentLoss,
} from '../../src/image/losses.js';
import { PRESETS } from '../../src/image/presets.js';
import type { Recipe } from '../../src/image/recipe.js';
import { measureStyle } from '../../src/image/targets.js';
import { EagerEngine } from '../../src/shared/engine/eager.js';
import type { Engine } from '../../src/shared/engine/engine.js';
import { type Tensor4D, tf } from '../../src/shared/engine/tf.js';
import { type Features, tensorOf } from '../support/features.js';
import { scene } from '../support/pictures.js';
import { toyNetwork } from '../support/toyNetwork.js';

/** Layers of the picture's own size, of 3, 4 and 5 channels: masks need no resampling in the first. */
const network = toyNetwork(['a', 'b', 'c']);
const SIZE = { width: 8, height: 4 };
const picture = scene(SIZE, 1);
const content = scene(SIZE, 4);
const styles = [scene({ width: 12, height: 8 }, 2), scene({ width: 4, height: 8 }, 3)];

const recipe: Recipe = {
  ...PRESETS.default,
  style: { statistic: 'gram', normalisation: 'energy', layers: { a: 0.25 } },
  content: { normalisation: 'variance', layers: { a: 0.5, b: 2 } },
};

let engine: Engine;
beforeAll(async () => {
  engine = await EagerEngine.open();
});
afterAll(() => engine.close());

/** Weighted mean of products of channels. */
function gram({ data, channels }: Features, weights: Float32Array): number[] {
  const products = new Array<number>(channels * channels).fill(0);
  let total = 0;
  for (let p = 0; p < weights.length; p++) {
    total += weights[p]!;
    for (let i = 0; i < channels; i++) {
      for (let j = 0; j < channels; j++) {
        products[i * channels + j]! += weights[p]! * data[p * channels + i]! * data[p * channels + j]!;
      }
    }
  }
  return products.map((value) => value / total);
}

const squares = (values: number[]) => values.reduce((sum, value) => sum + value * value, 0);

const featuresOf = (shown: typeof picture) =>
  Object.fromEntries([...network.naive(shown)].map(([name, f]) => [name, tensorOf(f)]));

const half = (left: boolean) =>
  Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) => (i % SIZE.width < 4 === left ? 1 : 0));

async function regionsOf(shares: readonly number[]): Promise<StyledRegion[]> {
  const targets = [];
  for (const shown of styles) {
    targets.push(await measureStyle(engine, network, recipe, { picture: shown, weights: undefined }));
  }
  return targets.map((target, i) => ({ pixels: half(i === 0), target, share: shares[i]! }));
}

describe('styleLoss', () => {
  it('compares each region with its own style, weighed by its share', async () => {
    const shares = [0.7, 0.3];
    const expected = styles.map((style, i) => {
      const ones = new Float32Array(style.width * style.height).fill(1);
      const target = gram(network.naive(style).get('a')!, ones);
      const found = gram(network.naive(picture).get('a')!, half(i === 0));
      return (shares[i]! * 0.25 * squares(found.map((v, k) => v - target[k]!))) / squares(target);
    });
    const loss = styleLoss(recipe, await regionsOf(shares), featuresOf(picture), SIZE).dataSync()[0]!;
    expect(loss / (expected[0]! + expected[1]!)).toBeCloseTo(1, 4);
  });

  it('of energy normalisation has the sum of layer weights as its energy', async () => {
    expect(styleEnergy(recipe, await regionsOf([0.7, 0.3]))).toBeCloseTo(0.25, 5);
  });

  it('leaves alone what lies in no region', async () => {
    const [region] = await regionsOf([1, 0]);
    const changed = {
      ...picture,
      pixels: picture.pixels.map((v, i) => (Math.floor(i / 3) % SIZE.width < 4 ? v : 0)),
    };
    const at = (shown: typeof picture) =>
      styleLoss(recipe, [region!], featuresOf(shown), SIZE).dataSync()[0]!;
    expect(at(changed)).toBeCloseTo(at(picture), 6);
    const inside = { ...picture, pixels: picture.pixels.map(() => 0) };
    expect(Math.abs(at(inside) - at(picture))).toBeGreaterThan(1e-3);
  });
});

describe('weighedContentLoss', () => {
  const target = new Map(
    [...network.naive(content)].map(([name, { data, height, width, channels }]) => [
      name,
      { shape: [1, height, width, channels], data },
    ]),
  );
  /** Features that are nothing but the mean of the content's. */
  const flat = Object.fromEntries(
    Object.entries(featuresOf(content)).map(([name, x]) => [
      name,
      tf.add(tf.zerosLike(x), tf.mean(x)) as Tensor4D,
    ]),
  );
  const place = { size: SIZE, pixels: undefined };

  it('is 0 at the content', () => {
    expect(weighedContentLoss(recipe, target, featuresOf(content), place).dataSync()[0]).toBe(0);
  });

  it('reaches its range where features are the mean of the content’s', () => {
    expect(contentRange(recipe, target)).toBeCloseTo(2.5, 5);
    expect(weighedContentLoss(recipe, target, flat, place).dataSync()[0]).toBeCloseTo(2.5, 4);
  });

  it('has a range of the same meaning in every normalisation', () => {
    for (const normalisation of ['mean', 'gatys', 'energy', 'variance'] as const) {
      const other: Recipe = { ...recipe, content: { ...recipe.content, normalisation } };
      const loss = weighedContentLoss(other, target, flat, place).dataSync()[0]!;
      expect(loss / contentRange(other, target)).toBeCloseTo(1, 4);
    }
  });
});
