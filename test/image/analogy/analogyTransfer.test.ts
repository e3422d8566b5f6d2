import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnalogyTransfer } from '../../../src/image/analogy/analogyTransfer.js';
import { checkAnalogyOptions } from '../../../src/image/analogy/checkOptions.js';
import { levelsOf } from '../../../src/image/analogy/plan.js';
import { PRESETS } from '../../../src/image/methods/registry.js';
import type { TransferImageOptions } from '../../../src/image/options.js';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import type { Network } from '../../../src/shared/networks/network.js';
import { openNetwork } from '../../../src/shared/networks/openNetwork.js';
import { SILENT, type StepProgress } from '../../../src/shared/reporter.js';
import { scene } from '../../support/pictures.js';

const RECIPE = { ...PRESETS.analogy2017, iterations: 10 };
const LAYERS = ['a', 'b', 'c', 'd', 'e'];
let engine: Engine;
let network: Network;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
  network = await openNetwork(RECIPE.network);
});
afterAll(() => engine.close());

describe('levelsOf', () => {
  const sharesOf = (iterations: number) =>
    levelsOf({ ...RECIPE, iterations }, LAYERS).map(({ iterations: [forth, back] }) => forth + back);

  it('spends all evaluations, and none on the finest level', () => {
    for (const count of [1, 7, 60, 83]) {
      expect(sharesOf(count).reduce((sum, share) => sum + share, 0)).toBe(count);
      // Nothing is rebuilt before the pictures grow, nor after the last level.
      expect(sharesOf(count)[1]).toBe(0);
      expect(sharesOf(count)[4]).toBe(0);
    }
  });

  it('gives the content less to say from level to level, and with strength', () => {
    const weights = (strength: number) =>
      levelsOf({ ...RECIPE, balance: { kind: 'strength', strength, evenRatio: 1 } }, LAYERS).map(
        ({ contentWeight }) => contentWeight,
      );
    expect(weights(0.5)).toEqual([1, 0.9, 0.8, 0.7, 0.2]);
    expect(weights(1)).toEqual([0, 0, 0, 0, 0]);
    for (const [i, weight] of weights(0.7).entries()) {
      expect(weight).toBeLessThan(weights(0.5)[i]!);
      expect(weight).toBeGreaterThan(0);
    }
  });
});

describe('AnalogyTransfer', () => {
  const style = scene({ width: 48, height: 40 }, 1);
  const inputsFor = (content: typeof style) => ({
    marginPx: 0,
    content,
    styles: [{ picture: style, regions: [] }],
    contentMasks: [],
    init: undefined,
  });
  const run = async (content: typeof style, signal?: AbortSignal) => {
    const steps: StepProgress[] = [];
    const shown: unknown[] = [];
    const result = await new AnalogyTransfer(engine, network, RECIPE).run(inputsFor(content), {
      reporter: { ...SILENT, step: (step) => void steps.push(step) },
      preview: { every: 1, onPicture: (picture) => shown.push(picture) },
      signal,
    });
    return { result, steps, shown };
  };

  it('leaves a picture that is its own style as it is', async () => {
    const { result } = await run(style);
    expect(result.picture.pixels).toBeAllclose(style.pixels, 0, 0.02);
  });

  it('puts together pixels of the style alone, reports each step, and shows each level', async () => {
    const { result, steps, shown } = await run(scene({ width: 40, height: 48 }, 2));
    const { picture, ended, iterations } = result;
    expect(picture).toMatchObject({ width: 40, height: 48 });
    // Means of the style's pixels are never beyond the style's.
    const [least, most] = [Math.min(...style.pixels), Math.max(...style.pixels)];
    expect(Math.min(...picture.pixels)).toBeGreaterThanOrEqual(least - 1e-6);
    expect(Math.max(...picture.pixels)).toBeLessThanOrEqual(most + 1e-6);
    expect(ended).toBe('finished');
    expect(iterations).toBeLessThanOrEqual(10);
    expect(steps.map(({ step }) => step)).toEqual(steps.map((_, i) => i + 1));
    expect(shown).toHaveLength(5);
  });

  it('stops when it is told to, with what there is', async () => {
    const { result, shown } = await run(scene({ width: 40, height: 48 }, 2), AbortSignal.abort());
    expect(result.ended).toBe('stopped');
    expect(shown).toHaveLength(1);
    expect(result.picture.pixels.every(Number.isFinite)).toBe(true);
  });
});

describe('checkAnalogyOptions', () => {
  const GOOD: TransferImageOptions = { content: 'a.png', style: 'b.png', preset: 'analogy2017', detail: 0 };

  it('takes what analogies have use for', () => {
    expect(() =>
      checkAnalogyOptions({ ...GOOD, strength: 0.4, detail: 0.5, mask: 'm.png', keepColors: 'luma' }),
    ).not.toThrow();
  });

  it.each([
    [
      { terms: [] },
      'term: preset analogy2017 puts pixels of the style together, and has no use for it; leave it out',
    ],
    [
      { styleLayers: ['a'] },
      'style-layers: preset analogy2017 puts pixels of the style together, and has no use for it; leave it out',
    ],
    [{ style: ['a', 'b'] }, 'style: expected 1 file for preset analogy2017, found 2'],
  ] as const)('refuses %j', (given, message) => {
    expect(() => checkAnalogyOptions({ ...GOOD, ...given })).toThrow(message);
  });
});
