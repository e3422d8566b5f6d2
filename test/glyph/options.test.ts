import { describe, expect, it } from 'vitest';
import { BAND_STATISTICS } from '../../src/glyph/bands/bandStatistics.js';
import { BAND_RECIPE, bandRecipe } from '../../src/glyph/bands/recipe.js';
import { checkOptions } from '../../src/glyph/checkOptions.js';
import type { TransferGlyphOptions } from '../../src/glyph/options.js';

type Given = Partial<Record<keyof TransferGlyphOptions, unknown>>;
const check = (given: Given) => checkOptions({ text: 'a', style: 's.png', ...given } as TransferGlyphOptions);

describe('checkOptions', () => {
  it.each<[Given, string]>([
    [{ statistic: 'mean' }, 'statistic: expected one of moments, gram, wasserstein, found "mean"'],
    [{ statistic: 'gram' }, 'statistic: is for the bands engine; leave it out, or add --engine bands'],
    [
      { statistic: 'gram', engine: 'patch' },
      'statistic: is for the bands engine; leave it out, or add --engine bands',
    ],
    [{ scale: 3 }, 'scale: expected one of 1, 2, 4, found 3'],
    [
      { scale: 4, size: 4096 },
      'scale: expected size times scale of at most 8192, found 4096 x 4; choose less',
    ],
    [{ direction: 'left' }, 'direction: expected one of auto, up, none, found "left"'],
    [{ direction: 400 }, 'direction: expected a number from -360 to 360, found 400'],
    [
      { layer: new Array(101).fill('bevel') },
      'layer (number of layers): expected a whole number from 0 to 100, found 101',
    ],
    [
      { fallback: new Array(65).fill('f.ttf') },
      'fallback (number of fonts): expected a whole number from 0 to 64, found 65',
    ],
    [
      { animate: true, engine: 'bands' },
      'frames: expected the patch engine, which knows where pixels come from; leave out --engine bands',
    ],
    [
      { color: '#000' },
      'color: is for letters without a style; leave it out, or use --layer "fill color=..."',
    ],
  ])('refuses %j', (given, message) => {
    expect(() => check(given)).toThrow(
      expect.objectContaining({ name: 'NstError', code: 'NST_BAD_OPTION', message }),
    );
  });

  it('takes a statistic for the bands engine, by either of its names', () => {
    for (const engine of ['bands', 'gram'])
      for (const statistic of BAND_STATISTICS) expect(() => check({ engine, statistic })).not.toThrow();
  });
});

describe('bandRecipe', () => {
  it('changes nothing but what is compared', () => {
    for (const statistic of BAND_STATISTICS) {
      const { terms, ...rest } = bandRecipe(statistic);
      const { terms: usual, ...others } = BAND_RECIPE;
      expect(rest).toEqual(others);
      expect(terms.map(({ kind }) => kind)).toEqual([statistic, 'plausible']);
      expect(terms.map(({ kind: _, ...settings }) => settings)).toEqual(
        usual.map(({ kind: _, ...settings }) => settings),
      );
    }
    expect(bandRecipe(BAND_STATISTICS[0])).toEqual(BAND_RECIPE);
  });
});
