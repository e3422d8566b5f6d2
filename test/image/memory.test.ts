import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MEMORY_CASES } from '../../bench/memoryCases.js';
import { makeRecipe } from '../../src/image/makeRecipe.js';
import { checkMemory, predictMemory } from '../../src/image/memory.js';
import { PRESET_NAMES, PRESETS } from '../../src/image/methods/registry.js';
import type { Recipe } from '../../src/image/recipe.js';

/** Bounds of what is predicted over what was measured: too little ends in a crash, too much refuses what would fit. */
const [LEAST, MOST] = [0.95, 1.4];

const square = (px: number) => ({ width: px, height: px });
const GIGABYTE = 1e9;
const messageOf = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    expect(error).toMatchObject({ code: 'NST_MEMORY' });
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
};

describe.each(Object.entries(PRESETS))('the memory of %s', (_, recipe) => {
  it('grows with the area of the picture and its margin', () => {
    const side = (px: number) => square(px - 2 * recipe.marginPx);
    const [small, medium, large] = [500, 1000, 1500].map((px) => predictMemory(recipe, side(px)));
    expect(medium! - small!).toBeGreaterThan(0);
    // 1000^2 - 500^2 to 1500^2 - 1000^2 is 3 to 5.
    expect((large! - medium!) / (medium! - small!)).toBeCloseTo(5 / 3, 6);
  });

  it('is refused with a size that then fits', () => {
    const available = 2 * GIGABYTE;
    const message = messageOf(() =>
      checkMemory(recipe, { width: 6000, height: 4000 }, 6000, { availableBytes: available }),
    );
    expect(message).toMatch(
      /^size 6000: a result of 6000x4000 needs about \d+\.\d GB of memory, 2\.0 GB are/,
    );
    const fits = Number(/use size (\d+) or less/.exec(message)?.[1]);
    expect(fits).toBeGreaterThan(100);
    const at = (px: number) => ({ width: px, height: Math.round((px * 2) / 3) });
    expect(() => checkMemory(recipe, at(fits), fits, { availableBytes: available })).not.toThrow();
    // Not much below the largest that does.
    expect(() => checkMemory(recipe, at(fits + 32), fits + 32, { availableBytes: available })).toThrow(
      /needs about/,
    );
  });

  it('is granted where there is enough', () => {
    const size = square(512);
    const needed = predictMemory(recipe, size);
    expect(() => checkMemory(recipe, size, 512, { availableBytes: needed })).not.toThrow();
    expect(() => checkMemory(recipe, size, 512, { availableBytes: needed - 1 })).toThrow();
  });

  it('says to close programs where no size would fit', () => {
    expect(messageOf(() => checkMemory(recipe, square(512), 512, { availableBytes: 1000 }))).toMatch(
      /0\.0 GB are free; close other programs$/,
    );
  });
});

describe('predictMemory', () => {
  it('knows that half the resolution needs less', () => {
    const size = square(1024);
    const half: Recipe = { ...PRESETS.default, network: { name: 'inception', firstStride: 2 } };
    expect(predictMemory(half, size)).toBeLessThan(predictMemory(PRESETS.default, size));
  });

  it('counts what L-BFGS remembers', () => {
    const { gatys2016, tutorial } = PRESETS;
    const size = square(500);
    const remembering = { ...gatys2016, optimizer: tutorial.optimizer };
    const more = predictMemory(remembering, size) - predictMemory(gatys2016, size);
    // 100 pairs and not 12: steps and changes of three colours in float32.
    expect(more).toBe(88 * 2 * 3 * 4 * 500 ** 2);
  });

  it('counts styles that are larger than the content', () => {
    const size = square(512);
    expect(predictMemory(PRESETS.default, size, 1.2)).toBe(predictMemory(PRESETS.default, size));
    expect(predictMemory(PRESETS.default, size, 4)).toBeGreaterThan(2 * predictMemory(PRESETS.default, size));
  });
});

describe('the memory of VGG', () => {
  const size = square(500);
  const reading = (layer: string): Recipe => ({
    ...PRESETS.gatys2016,
    terms: [{ kind: 'gram', layers: { [layer]: 1 } }],
  });
  const steps = ['conv1_1', 'conv1_2', 'pool1', 'conv2_1', 'pool2', 'conv3_1', 'conv4_4', 'conv5_1', 'pool5'];

  it('grows with the depth of the layers that are looked at', () => {
    const bytes = steps.map((layer) => predictMemory(reading(layer), size));
    expect(bytes).toEqual(bytes.toSorted((a, b) => a - b));
    expect(new Set(bytes).size).toBe(steps.length);
  });

  it('is that of the deepest of several layers, whatever they are called', () => {
    const several: Recipe = {
      ...reading('conv1_1'),
      terms: [...reading('conv_9').terms, ...reading('relu1_1').terms],
    };
    // The ninth convolution is the first of the fourth block.
    expect(predictMemory(several, size)).toBe(predictMemory(reading('relu4_1'), size));
  });
});

/** A row of the table that `npm run bench -- memory` makes. */
interface MeasuredPeak {
  readonly run: string;
  readonly size: string;
  readonly iterations: number;
  readonly 'peak GB': string;
}

describe('what is predicted', () => {
  const { rows } = JSON.parse(
    readFileSync(new URL('../../bench/results/memory.json', import.meta.url), 'utf8'),
  ) as { rows: readonly MeasuredPeak[] };

  it('was measured for every preset that stands on terms of its own, and for nothing that the bench does not run', () => {
    const cases = MEMORY_CASES.filter(({ name }) => rows.some(({ run }) => run === name));
    expect(rows.map(({ run }) => run)).toEqual(cases.map(({ name }) => name));
    const presets = cases.map(({ options }) => options.preset);
    expect(PRESET_NAMES.filter((name) => !presets.includes(name))).toEqual([]);
  });

  it.each(rows)('is what $run was seen to take, and at most a third more', (row) => {
    const { options } = MEMORY_CASES.find(({ name }) => name === row.run)!;
    const recipe = makeRecipe({ content: 'c', style: 's', ...options });
    const [width, height] = row.size.split('x').map(Number) as [number, number];
    const predicted = predictMemory(recipe, { width, height }, options.styleScale) / GIGABYTE;
    expect(Math.max(width, height)).toBe(options.size);
    expect(row.iterations).toBe(options.iterations);
    expect(predicted / Number(row['peak GB'])).toBeGreaterThan(LEAST);
    expect(predicted / Number(row['peak GB'])).toBeLessThan(MOST);
  });
});
