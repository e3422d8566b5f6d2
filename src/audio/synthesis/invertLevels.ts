import { setImmediate } from 'node:timers/promises';
import { griffinLimRounds, randomPhase } from '../../shared/dsp/griffinLim.js';
import { integratePhase } from '../../shared/dsp/pghi.js';
import { signalOf } from '../../shared/dsp/signal.js';
import { type Spectrum, Stft, sinePeak } from '../../shared/dsp/stft.js';
import { Rng } from '../../shared/rng.js';
import { expandLevels, type GraphStft } from '../features/spectrogram.js';
import { readExtended } from '../plan/window.js';
import type { Inversion } from '../recipe.js';

/** How a sound is found for its amplitudes. */
export interface LevelInversion extends Inversion {
  /** Of random phases. */
  readonly seed: number;
  /** Ends the rounds early. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A waveform [length of the transform] whose amplitudes come close to compressed ones. Its frames lie inside, as those of
 * the graph do; what lies before the centre of the first and behind that of the last is mirrored.
 *
 * @param levels [frames, bins]; their sign does not matter
 * @param like a waveform of that length, whose phases are the start where they are asked for
 */
export async function invertLevels(
  levels: Float32Array,
  like: Float32Array,
  { shape, frames, lengthSamples }: GraphStft,
  { phase, rounds, momentum, seed, signal }: LevelInversion,
): Promise<Float32Array> {
  const stft = new Stft(shape);
  const { fftSamples } = shape;
  const peak = sinePeak(shape);
  const magnitude = expandLevels(levels.map(Math.abs)).map((amplitude) => amplitude * peak);
  const inner = (frames - 1) * shape.hopSamples;
  const starts: Record<typeof phase, () => Spectrum> = {
    content: () => stft.analyse(like.subarray(fftSamples / 2, fftSamples / 2 + inner)),
    random: () => randomPhase(frames, stft.bins, new Rng(seed)),
    gradient: () => integratePhase(magnitude, shape, new Rng(seed)),
  };
  const search = { lengthSamples: inner, iterations: rounds, momentum, phase: starts[phase]() };
  const steps = griffinLimRounds(stft, magnitude, search);
  let step = steps.next();
  while (!step.done) {
    await setImmediate();
    if (signal?.aborted) {
      const best = griffinLimRounds(stft, magnitude, { ...search, iterations: 0 }).next();
      return readExtended(signalOf(best.value!), -fftSamples / 2, lengthSamples);
    }
    step = steps.next();
  }
  return readExtended(signalOf(step.value), -fftSamples / 2, lengthSamples);
}
