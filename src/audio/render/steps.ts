import { type Signal, stretchesOf } from '../../shared/dsp/signal.js';
import { valueBetween } from '../../shared/dsp/valueBetween.js';
import type { Part } from '../stereo.js';

/** Energies of steps of some samples, of both signals together. */
export function stepEnergies({ primary, secondary }: Part, stepSamples: number): Float64Array {
  const energies = new Float64Array(Math.ceil(primary.length / stepSamples));
  for (const { from, parts } of stretchesOf(secondary ? [primary, secondary] : [primary])) {
    for (const part of parts) {
      for (let i = 0; i < part.length; i++) {
        const step = Math.floor((from + i) / stepSamples);
        energies[step] = energies[step]! + part[i]! ** 2;
      }
    }
  }
  return energies;
}

/** A signal multiplied by factors of steps: between the middles of steps on a straight line, so that nothing clicks. */
export function* withStepGains(
  signal: Signal,
  gains: Float32Array,
  stepSamples: number,
): Generator<Float32Array> {
  for (const { from, parts } of stretchesOf([signal])) {
    yield parts[0]!.map((x, i) => x * valueBetween(gains, (from + i) / stepSamples - 0.5));
  }
}
