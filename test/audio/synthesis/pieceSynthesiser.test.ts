import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soundNetwork } from '../../../src/audio/features/networks.js';
import { recipeOf } from '../../../src/audio/makeRecipe.js';
import { styleGram } from '../../../src/audio/presets.js';
import type { Recipe, Synthesis } from '../../../src/audio/recipe.js';
import { PieceSynthesiser } from '../../../src/audio/synthesis/pieceSynthesiser.js';
import { measureStyle } from '../../../src/audio/transfer/measureStyle.js';
import { TransferSetting } from '../../../src/audio/transfer/transferSetting.js';
import { signalOf } from '../../../src/shared/dsp/signal.js';
import type { Engine } from '../../../src/shared/engine/engine.js';
import { openEngine } from '../../../src/shared/engine/openEngine.js';
import { chirp, noise } from '../../shared/dsp/signals.js';

const RATE = 8000;
const content = chirp(0.7, RATE);
const style = noise(6000, 0.1, 2);

function recipe(synthesis: Synthesis, iterations: number): Recipe {
  const base = recipeOf({ synthesis, iterations, strength: 0.6 });
  return {
    ...base,
    sampleRateHz: RATE,
    stft: { fftSamples: 256, hopSamples: 64 },
    terms: [...base.terms.filter(({ name }) => name !== 'style'), styleGram('timbre', 1)],
    inversion: { phase: 'content', rounds: 20, momentum: 0.99 },
  };
}

describe('PieceSynthesiser', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ device: 'cpu', threads: 1 });
  });
  afterAll(() => engine.close());

  async function run(synthesis: Synthesis, iterations: number) {
    const network = await soundNetwork('random', 0);
    const tools = { engine, network, recipe: recipe(synthesis, iterations) };
    const styles = [await measureStyle(signalOf(style), tools)];
    const task = {
      signal: signalOf(content),
      styles,
      shares: [1],
      plan: { starts: [0], lengthSamples: 5632 },
    };
    const setting = await TransferSetting.open(tools, task);
    const goal = await setting.goalOf(setting.windowAt(0), 0);
    const synthesiser = new PieceSynthesiser({ ...tools, reader: setting.reader });
    const steps: number[] = [];
    const result = await synthesiser.make(goal, 0, { onStep: ({ iteration }) => steps.push(iteration) });
    const { transfer, view } = setting.reader;
    const { goals, gaps } = goal;
    const written = await transfer.evaluate({
      view,
      start: result.x,
      goals,
      gaps,
      balance: tools.recipe.balance,
      shares: Float32Array.of(1),
      places: {},
    });
    await synthesiser.release();
    await setting.release();
    return { result, steps, written };
  }

  it.each(['waveform', 'spectrogram', 'hybrid'] as const)(
    '%s tells the loss of the samples',
    async (synthesis) => {
      const { result, steps, written } = await run(synthesis, 8);
      expect(result.x).toHaveLength(5632 + 256);
      expect([result.total]).toBeAllclose([written.total], 1e-3, 1e-2);
      expect(Object.keys(result.terms).sort()).toEqual(Object.keys(written.terms).sort());
      expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(result.iterations).toBe(8);
    },
  );

  it('ends with less loss by samples at last than by amplitudes alone', async () => {
    const [both, alone] = [await run('hybrid', 24), await run('spectrogram', 24)];
    expect(both.result.total).toBeLessThan(0.8 * alone.result.total);
  });

  it('takes samples where there is nothing to share', async () => {
    expect((await run('hybrid', 1)).result.iterations).toBe(1);
  });
});
