import { beforeAll, describe, expect, it } from 'vitest';
import { checkLayers, makeRecipe, startKind } from '../../src/image/makeRecipe.js';
import { PRESET_NAMES, PRESETS } from '../../src/image/methods/registry.js';
import type { TransferImageOptions } from '../../src/image/options.js';
import type { Recipe } from '../../src/image/recipe.js';
import type { Network } from '../../src/shared/networks/network.js';
import { openNetwork } from '../../src/shared/networks/openNetwork.js';
import {
  NETWORK_NAMES,
  type NetworkName,
  PICTURE_NETWORKS,
} from '../../src/shared/networks/pictureNetworks.js';
import { vggNetwork } from '../../src/shared/networks/vgg.js';
import { openTerms } from '../../src/shared/terms/openTerm.js';

const recipeOf = (options: Partial<TransferImageOptions>) =>
  makeRecipe({ content: 'c.png', style: 's.png', ...options });

/** The names of layers do not need weights. */
let networks: Record<NetworkName, Network>;
beforeAll(async () => {
  networks = {
    inception: await openNetwork({ name: 'inception' }),
    vgg19: vggNetwork('vgg19', new Map()),
    vgg16: vggNetwork('vgg16', new Map()),
  };
});

/** The terms of a recipe, with the layers of its network. */
const termsOf = ({ terms, network }: Recipe) =>
  openTerms(terms, PICTURE_NETWORKS[network.name].defaultLayers);
const layersOf = (recipe: Recipe, name: string) =>
  (recipe.terms.find((spec) => spec.name === name) as { layers?: Record<string, number> }).layers;
const sum = (weights: Readonly<Record<string, number>>) => Object.values(weights).reduce((a, b) => a + b, 0);

describe.each(PRESET_NAMES)('preset %s', (preset) => {
  it('is itself without options', () => {
    expect(recipeOf({ preset })).toEqual(PRESETS[preset]);
  });

  it('asks for layers that its network has', () => {
    const recipe = recipeOf({ preset });
    expect(() => checkLayers(termsOf(recipe), networks[recipe.network.name])).not.toThrow();
  });

  it.each(NETWORK_NAMES)('on %s asks for layers that there are', (network) => {
    const recipe = recipeOf({ preset, network });
    expect(recipe.network.name).toBe(network);
    for (const { layers } of termsOf(recipe)) expect(layers.length).toBeGreaterThan(0);
    expect(() => checkLayers(termsOf(recipe), networks[network])).not.toThrow();
  });

  it('on its own network is itself', () => {
    expect(recipeOf({ preset, network: PRESETS[preset].network.name })).toEqual(PRESETS[preset]);
  });
});

describe('makeRecipe', () => {
  it('takes the default without a preset', () => {
    expect(recipeOf({})).toEqual(PRESETS.default);
  });

  it('keeps the layers of one VGG on the other', () => {
    expect(recipeOf({ preset: 'tutorial', network: 'vgg16' })).toEqual({
      ...PRESETS.tutorial,
      network: { ...PRESETS.tutorial.network, name: 'vgg16' },
    });
  });

  it('lays options over the preset, and nothing else', () => {
    const options = {
      styleLayers: ['conv1', 'mixed0'],
      contentLayers: ['conv3'],
      statistic: 'moments',
    } as const;
    expect(recipeOf(options)).toEqual({
      ...PRESETS.default,
      terms: [
        { kind: 'content', name: 'content', layers: { conv3: 1 } },
        { kind: 'moments', name: 'style', layers: { conv1: 0.5, mixed0: 0.5 } },
      ],
    });
    const { stages } = PRESETS.default;
    // From noise no stage has the content's detail to go on with.
    expect(recipeOf({ init: 'noise' })).toEqual({
      ...PRESETS.default,
      start: 'noise',
      match: undefined,
      stages: { ...stages, lastIterations: 45 },
    });
    expect(recipeOf({ preset: 'strotss2019', init: 'noise' }).stages).toBe(PRESETS.strotss2019.stages);
    expect(recipeOf({ init: 'some.png' })).toEqual({ ...PRESETS.default, match: undefined });
  });

  it('puts like on like as far as there is style in it, and with any preset where that is asked for', () => {
    expect(recipeOf({ strength: 0.8 }).match).toEqual(PRESETS.default.match);
    expect(recipeOf({ strength: 0.1 }).match).toEqual({ ...PRESETS.default.match, amount: 0.25 });
    expect(recipeOf({ strength: 0 }).match).toBeUndefined();
    expect(recipeOf({ init: 'content' }).match).toBeUndefined();
    expect(recipeOf({ preset: 'lapstyle2017' }).match).toBeUndefined();
    expect(recipeOf({ preset: 'gatys2016', match: true })).toMatchObject({
      start: 'content',
      match: { least: 2, most: 4, amount: 1 },
    });
  });

  it('adds terms to those of the preset', () => {
    const { terms } = PRESETS.default;
    expect(recipeOf({ tvWeight: 3 }).terms).toEqual([...terms, { kind: 'tv', weight: 3 }]);
    expect(recipeOf({ tvWeight: 0 }).terms).toEqual(terms);
    const detail = { kind: 'laplacian', name: 'detail' } as const;
    const both = [
      { ...detail, pool: 1, weight: 0.025 },
      { ...detail, pool: 2, weight: 0.1 },
    ];
    expect(recipeOf({ detail: 0.5 }).terms).toEqual([...terms, ...both]);
    expect(recipeOf({ detail: 0 }).terms).toEqual(terms);
    const laplacian = { kind: 'laplacian', pool: 16 } as const;
    expect(recipeOf({ terms: [laplacian] }).terms).toEqual([...terms, laplacian]);
  });

  it('keeps the optimiser’s settings where it is the preset’s own', () => {
    expect(recipeOf({ preset: 'tutorial', optimizer: 'lbfgs' }).optimizer).toEqual(
      PRESETS.tutorial.optimizer,
    );
    expect(recipeOf({ preset: 'tutorial', optimizer: 'adam' }).optimizer).toEqual({ kind: 'adam' });
  });

  it('weighs layers alike, in all 1', () => {
    expect(sum(layersOf(recipeOf({ styleLayers: ['conv1', 'conv2', 'conv3'] }), 'style')!)).toBeCloseTo(1, 9);
  });

  it('takes a strength in place of raw weights', () => {
    expect(recipeOf({ preset: 'gatys2016', strength: 0.25 }).balance).toEqual({
      kind: 'strength',
      strength: 0.25,
      evenRatio: 0.3,
    });
    expect(recipeOf({ strength: 0 }).balance).toEqual({ kind: 'strength', strength: 0, evenRatio: 0.3 });
  });

  it('takes raw weights in place of a strength; the other one is the preset’s, if it has one', () => {
    expect(recipeOf({ preset: 'tutorial', styleWeight: 5 }).balance).toEqual({
      kind: 'weights',
      style: 5,
      content: 1,
    });
    expect(recipeOf({ preset: 'tutorial', contentWeight: 0 }).balance).toEqual({
      kind: 'weights',
      style: 1e6,
      content: 0,
    });
    expect(recipeOf({ styleWeight: 5, contentWeight: 2 }).balance).toEqual({
      kind: 'weights',
      style: 5,
      content: 2,
    });
  });
});

describe('checkLayers', () => {
  it('names the option, the layers there are and the one that is not', () => {
    const inception = networks.inception;
    expect(() => checkLayers(termsOf(recipeOf({ styleLayers: ['conv1', 'relu9'] })), inception)).toThrow(
      `style-layers: expected layers of inception (${inception.layers.join(', ')}), found "relu9"`,
    );
    expect(() => checkLayers(termsOf(recipeOf({ contentLayers: ['x'] })), inception)).toThrow(
      /^content-layers: expected layers of inception \(.+\), found "x"$/,
    );
  });

  it('is not fooled by names that every object has', () => {
    expect(() =>
      checkLayers(termsOf(recipeOf({ styleLayers: ['constructor'] })), networks.inception),
    ).toThrow(/found "constructor"/);
  });
});

describe('startKind', () => {
  it('knows kinds from files', () => {
    expect(['content', 'noise', 'style'].map(startKind)).toEqual(['content', 'noise', 'style']);
    expect(startKind('noise.png')).toBeUndefined();
    expect(startKind(undefined)).toBeUndefined();
  });
});
