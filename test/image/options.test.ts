import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../src/image/checkOptions.js';
import { stylesOf, type TransferImageOptions } from '../../src/image/options.js';

const GOOD: TransferImageOptions = { content: 'c.png', style: 's.png' };
type Given = Partial<Record<keyof TransferImageOptions, unknown>>;
const check = (given: Given) => checkOptions({ ...GOOD, ...given } as TransferImageOptions);

/** Option, value, and the whole message. */
const BAD: [Given, string][] = [
  [
    { preset: 'fast' },
    'preset: expected one of default, draft, best, gatys2016, tutorial, mrf2016, risser2017, lapstyle2017, strotss2019, heitz2021, nnst2022, portrait2016, analogy2017, found "fast"',
  ],
  [{ network: 'resnet' }, 'network: expected one of inception, vgg19, vgg16, found "resnet"'],
  [{ statistic: 'mean' }, 'statistic: expected one of gram, moments, wasserstein, found "mean"'],
  [{ keepColors: 'yes' }, 'keep-colors: expected one of none, luma, match, found "yes"'],
  [{ optimizer: 'sgd' }, 'optimizer: expected one of lbfgs, adam, found "sgd"'],
  [{ device: 'gpu' }, 'device: expected one of auto, cpu, cuda, webgpu, coreml, dml, tfjs, found "gpu"'],
  [{ size: 15 }, 'size: expected a whole number from 16 to 16384, found 15'],
  [{ size: 16385 }, 'size: expected a whole number from 16 to 16384, found 16385'],
  [{ size: 100.5 }, 'size: expected a whole number from 16 to 16384, found 100.5'],
  [{ size: Number.NaN }, 'size: expected a whole number from 16 to 16384, found NaN'],
  [{ size: '512' }, 'size: expected a whole number from 16 to 16384, found "512"'],
  [{ iterations: 0 }, 'iterations: expected a whole number from 1 to 100000, found 0'],
  [{ iterations: 1e6 }, 'iterations: expected a whole number from 1 to 100000, found 1000000'],
  [{ seed: -1 }, 'seed: expected a whole number of at least 0, found -1'],
  [{ seed: 0.5 }, 'seed: expected a whole number of at least 0, found 0.5'],
  [{ threads: -1 }, 'threads: expected a whole number from 0 to 1024, found -1'],
  [{ strength: -0.1 }, 'strength: expected a number from 0 to 1, found -0.1'],
  [{ strength: 1.1 }, 'strength: expected a number from 0 to 1, found 1.1'],
  [{ strength: Number.NaN }, 'strength: expected a number from 0 to 1, found NaN'],
  [{ styleScale: 0 }, 'style-scale: expected a number from 0.05 to 20, found 0'],
  [{ styleWeight: -1 }, 'style-weight: expected a number of at least 0, found -1'],
  [{ styleWeight: Number.NaN }, 'style-weight: expected a number of at least 0, found NaN'],
  [
    { contentWeight: Number.POSITIVE_INFINITY },
    'content-weight: expected a number of at least 0, found Infinity',
  ],
  [
    { contentLandmarks: 'a.json' },
    'content-landmarks: expected style-landmarks beside it, found none; give the same places of both pictures',
  ],
  [
    { styleLandmarks: 'a.json' },
    'style-landmarks: expected content-landmarks beside it, found none; give the same places of both pictures',
  ],
  [{ invertMask: true }, 'invert-mask: expected mask beside it, found none; give the mask'],
  [{ tvWeight: -2 }, 'tv-weight: expected a number of at least 0, found -2'],
  [{ styleLayers: [] }, 'style-layers: expected at least one layer, found none'],
  [{ contentLayers: [] }, 'content-layers: expected at least one layer, found none'],
  [{ styleLayers: ['a', 'b', 'a'] }, 'style-layers: expected each layer once, found "a" twice'],
  [
    { preview: { every: 0, onPicture() {} } },
    'preview-every: expected a whole number of at least 1, found 0',
  ],
  [{ style: [] }, 'style: expected 1 to 64 files, found 0'],
  [{ style: new Array(65).fill('s.png') }, 'style: expected 1 to 64 files, found 65'],
  [{ styleBlend: [0.5, 0.5] }, 'style-blend: expected 1 number, one for each style, found 2'],
  [{ style: ['a', 'b'], styleBlend: [1] }, 'style-blend: expected 2 numbers, one for each style, found 1'],
  [{ styleBlend: [-1] }, 'style-blend: expected a number of at least 0, found -1'],
  [
    { style: ['a', 'b'], styleBlend: [0, 0] },
    'style-blend: expected at least one number above 0, found only zeros',
  ],
  [
    { strength: 0.5, styleWeight: 1 },
    'strength and style-weight: expected one of them, found both; leave one out',
  ],
  [
    { strength: 0.5, contentWeight: 1 },
    'strength and content-weight: expected one of them, found both; leave one out',
  ],
];

describe('checkOptions', () => {
  it.each(BAD)('refuses %j', (given, message) => {
    try {
      check(given);
    } catch (error) {
      expect(error).toMatchObject({ name: 'NstError', code: 'NST_BAD_OPTION', message });
      return;
    }
    expect.fail('nothing was thrown');
  });

  it('takes what lies at the edges', () => {
    const edges: Given[] = [
      {},
      { size: 16 },
      { size: 16384 },
      { strength: 0 },
      { strength: 1 },
      { seed: 0 },
      { seed: 2 ** 32 },
      { iterations: 1 },
      { styleWeight: 0, contentWeight: 0 },
      { style: ['a', 'b'], styleBlend: [0, 3] },
      { styleLayers: ['anything'] },
    ];
    for (const given of edges) expect(() => check(given)).not.toThrow();
  });
});

describe('stylesOf', () => {
  it('makes one style a list', () => {
    expect(stylesOf({ style: 'a' })).toEqual(['a']);
    expect(stylesOf({ style: ['a', 'b'] })).toEqual(['a', 'b']);
  });
});
