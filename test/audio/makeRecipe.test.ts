import { describe, expect, it } from 'vitest';
import { CEPSTRUM } from '../../src/audio/features/soundView.js';
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
    const options = { iterations: 7, synthesis: 'hybrid', seed: 4 } as const;
    const recipe = recipeOf({ ...options, strength: 0.3 });
    expect(recipe).toEqual({
      ...PRESETS.default,
      ...options,
      balance: { ...PRESETS.default.balance, strength: 0.3 },
    });
  });

  const kinds = (options: Parameters<typeof recipeOf>[0]) =>
    recipeOf(options).terms.map(({ kind, name, side, ...rest }) =>
      [kind, name, side, 'layers' in rest && Object.keys(rest.layers!)].flat().filter(Boolean).join(' '),
    );

  it('keeps the envelope that is asked for', () => {
    expect(kinds({})).toContain('envelope');
    expect(kinds({ envelope: 'style' })).toContain('envelope style');
    expect(kinds({ envelope: 'none' }).filter((text) => text.startsWith('envelope'))).toEqual([]);
    expect(kinds({ preset: 'verma2018', envelope: 'content' })).toContain('envelope');
    expect(kinds({})).toContain('peaks');
    for (const envelope of ['style', 'none'] as const) expect(kinds({ envelope })).not.toContain('peaks');
  });

  it('puts another network’s layers in place of the preset’s own, and keeps the rest', () => {
    const { network } = recipeOf({ preset: 'verma2018', network: 'ulyanov' });
    expect(network).toBe('ulyanov');
    expect(kinds({ preset: 'verma2018', network: 'ulyanov' }).sort()).toEqual(
      [
        `content features.${ULYANOV_LAYER} ${ULYANOV_LAYER}`,
        'envelope style',
        'frequency-envelope style',
        `gram style ${ULYANOV_LAYER}`,
      ].sort(),
    );
    expect(kinds({ network: 'ulyanov' })).toContain(`wasserstein style ${CEPSTRUM}`);
    expect(kinds({ network: 'ulyanov' }).filter((text) => text.includes('features'))).toEqual([]);
  });

  it('adds repetitions, and patterns if the network sees any, for the style’s rhythm', () => {
    expect(kinds({ network: 'random', rhythm: 'style' })).toEqual(
      expect.arrayContaining(['rhythm style style', 'gram style rhythm']),
    );
    expect(kinds({ rhythm: 'content' })).toEqual([...kinds({}), 'rhythm']);
  });

  it('adds terms, with the network’s layers where they name none', () => {
    const pitch = { kind: 'pitch', weight: 0.5 } as const;
    const { terms } = recipeOf({ terms: [pitch, { kind: 'moments' }, { kind: 'content', weight: 2 }] });
    expect(terms.at(-3)).toEqual(pitch);
    expect(Object.keys((terms.at(-2) as { layers: object }).layers)).toEqual(['block1', 'block2', 'block3']);
    expect(terms.at(-1)).toEqual({ kind: 'content', weight: 2, layers: { block3: 1 } });
  });

  it('takes phases that go with the start', () => {
    expect(recipeOf({ start: 'noise' }).inversion.phase).toBe('random');
    expect(recipeOf({ preset: 'ulyanov', start: 'content' }).inversion.phase).toBe('content');
    expect(recipeOf({ start: 'noise', phase: 'gradient' }).inversion.phase).toBe('gradient');
  });
});
