import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameEnergies } from '../../../src/audio/features/frames.js';
import { soundNetwork } from '../../../src/audio/features/networks.js';
import { recipeOf } from '../../../src/audio/makeRecipe.js';
import type { Recipe } from '../../../src/audio/recipe.js';
import { measureStyle } from '../../../src/audio/transfer/measureStyle.js';
import { TransferSetting } from '../../../src/audio/transfer/transferSetting.js';
import { signalOf } from '../../../src/shared/dsp/signal.js';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { chirp, noise } from '../../shared/dsp/signals.js';

const RATE = 8000;
const RECIPE: Recipe = {
  ...recipeOf({ preset: 'verma2018', network: 'random' }),
  sampleRateHz: RATE,
  stft: { fftSamples: 256, hopSamples: 64 },
};
const LENGTH = 5632;

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ device: 'cpu', threads: 1 });
});
afterAll(() => engine.close());

async function openSetting(signal: Float32Array, recipe = RECIPE) {
  const tools = { engine, network: await soundNetwork('random', 0), recipe };
  const styles = [await measureStyle(signalOf(noise(9000, 0.1, 2)), tools)];
  const plan = { starts: [0, LENGTH - 512], lengthSamples: LENGTH };
  return TransferSetting.open(tools, { signal: signalOf(signal), styles, shares: [1], plan });
}

describe('what losses range over', () => {
  it('is measured over the whole content: a quiet beginning does not speak for all of it', async () => {
    const loud = chirp(1.3, RATE);
    const faded = loud.map((x, i) => (i < LENGTH ? 1e-3 * x : x));
    const rangesOf = async (signal: Float32Array, start: number) => {
      const setting = await openSetting(signal);
      const { goals } = await setting.goalOf(setting.windowAt(start), 0);
      await setting.release();
      return goals.ranges['features.timbre']![0]!;
    };
    const [first, second] = [await rangesOf(faded, 0), await rangesOf(faded, LENGTH - 512)];
    expect(first).toBe(second);
    const whole = await rangesOf(loud, 0);
    // Half of it is quiet: no less than about half of the range is left.
    expect(first / whole).toBeGreaterThan(0.3);
    expect(first / whole).toBeLessThan(1.2);
  });
});

describe('goals', () => {
  it('keep the features of the window itself, and put the envelope at the style’s ranks', async () => {
    const setting = await openSetting(chirp(1.3, RATE));
    const window = setting.windowAt(0);
    const { goals, gaps } = await setting.goalOf(window, 0);
    const own = await setting.reader.measure(window, 'content');
    expect(goals.arrays['features.timbre']!.timbre!.data).toEqual(own['features.timbre']!.timbre!.data);
    const energies = frameEnergies(window, setting.reader.stft);
    const wanted = goals.arrays.envelope!.energies!.data;
    expect(wanted).toHaveLength(energies.length);
    expect(Math.abs(wanted[10]! - energies[10]!)).toBeGreaterThan(0.1);
    expect(Object.keys(gaps).sort()).toEqual(['style', 'style2', 'style3']);
    for (const gap of Object.values(gaps)) expect(gap[0]).toBeGreaterThan(0);
    await setting.release();
  });

  it('count frames of the style where the content sounds, unless its envelope is the style’s', async () => {
    const paused = chirp(1.3, RATE).map((x, i) => (i > 2000 && i < 6000 ? 0 : x));
    const shares: (Float32Array | undefined)[] = [];
    for (const envelope of ['content', 'style'] as const) {
      const setting = await openSetting(paused, { ...RECIPE, envelope });
      const { places } = await setting.goalOf(setting.windowAt(0), 0);
      shares.push(places.style?.data);
      await setting.release();
    }
    const [counted, all] = shares;
    expect(counted![Math.round(1000 / 64)]).toBe(1);
    expect(counted![Math.round(4000 / 64)]).toBe(0);
    expect(all).toBeUndefined();
  });
});
