import { describe, expect, it } from 'vitest';
import { AUTOCORRELATION, FREQUENCY_ENVELOPE } from '../../src/audio/features/styleFeatures.js';
import { ULYANOV_LAYER } from '../../src/audio/features/ulyanovNetwork.js';
import { recipeOf } from '../../src/audio/makeRecipe.js';
import { PRESETS } from '../../src/audio/presets.js';

describe('recipeOf', () => {
  it('is the preset where nothing else is asked for', () => {
    for (const preset of ['default', 'music', 'verma2018', 'ulyanov'] as const) {
      expect(recipeOf({ preset })).toEqual(PRESETS[preset]);
    }
  });

  it('lays options over it', () => {
    const options = { strength: 0.3, iterations: 7, envelope: 'none', synthesis: 'hybrid', seed: 4 } as const;
    expect(recipeOf(options)).toEqual({ ...PRESETS.default, ...options });
  });

  it('puts another network’s layers in place of the preset’s own, and keeps the rest', () => {
    const { style, content, network } = recipeOf({ preset: 'verma2018', network: 'ulyanov' });
    expect(network).toBe('ulyanov');
    expect(Object.keys(style).sort()).toEqual([ULYANOV_LAYER, FREQUENCY_ENVELOPE].sort());
    expect(content.features).toEqual({ [ULYANOV_LAYER]: 1 });
    expect(recipeOf({ network: 'ulyanov' }).content.features).toEqual({});
  });

  it('adds repetitions, and patterns if the network sees any, for the style’s rhythm', () => {
    expect(Object.keys(recipeOf({ network: 'random', rhythm: 'style' }).style)).toEqual(
      expect.arrayContaining([AUTOCORRELATION, 'rhythm']),
    );
    expect(recipeOf({ rhythm: 'content' }).style).toEqual(PRESETS.default.style);
  });

  it('takes phases that go with the start', () => {
    expect(recipeOf({ start: 'noise' }).inversion.phase).toBe('random');
    expect(recipeOf({ preset: 'ulyanov', start: 'content' }).inversion.phase).toBe('content');
    expect(recipeOf({ start: 'noise', phase: 'gradient' }).inversion.phase).toBe('gradient');
  });
});
