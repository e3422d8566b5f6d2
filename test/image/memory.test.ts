import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkMemory, predictMemory } from '../../src/image/memory.js';
import { PRESETS } from '../../src/image/presets.js';
import type { Recipe } from '../../src/image/recipe.js';
import { PICTURE_NETWORKS } from '../../src/shared/networks/pictureNetworks.js';

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
    const more = predictMemory({ ...tutorial, marginPx: 0 }, size) - predictMemory(gatys2016, size);
    // 100 pairs and not 12: steps and changes of three colours in float32.
    expect(more).toBe(88 * 2 * 3 * 4 * 500 ** 2);
  });

  it('counts styles that are larger than the content', () => {
    const size = square(512);
    expect(predictMemory(PRESETS.default, size, 1.2)).toBe(predictMemory(PRESETS.default, size));
    expect(predictMemory(PRESETS.default, size, 4)).toBeGreaterThan(2 * predictMemory(PRESETS.default, size));
  });
});

/** Peaks of whole commands, of pictures of 512 x 341 and 1024 x 683: `npm run bench -- command`. */
interface MeasuredPeak {
  readonly command: string;
  readonly 'peak GB': string;
}

describe('what was predicted', () => {
  const { rows } = JSON.parse(
    readFileSync(new URL('../../bench/results/command.json', import.meta.url), 'utf8'),
  ) as { rows: readonly MeasuredPeak[] };
  const peakOf = (command: RegExp) => Number(rows.find((row) => command.test(row.command))!['peak GB']);
  const landscape = (px: number) => ({ width: px, height: Math.round((px * 2) / 3) });
  const vgg: Recipe = { ...PRESETS.default, network: PICTURE_NETWORKS.vgg19.choice };

  it.each([
    [/^default, 512/, PRESETS.default, 512],
    [/^default, 1024/, PRESETS.default, 1024],
    [/^VGG-19, 512/, vgg, 512],
  ] as const)('is what %s was seen to take, and at most a third more', (command, recipe, px) => {
    const predicted = predictMemory(recipe, landscape(px)) / GIGABYTE;
    expect(predicted / peakOf(command)).toBeGreaterThan(0.95);
    expect(predicted / peakOf(command)).toBeLessThan(1.34);
  });
});
