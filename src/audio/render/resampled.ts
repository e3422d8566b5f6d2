import { resample, resampledLength } from '../../shared/dsp/resample.js';
import type { Signal } from '../../shared/dsp/signal.js';
import type { Scratch, ScratchSignal } from '../scratch/scratch.js';
import { blocksOf, innerOf, rangeOf } from './blocks.js';

/** A signal at another rate. */
export async function resampled(
  signal: Signal,
  fromHz: number,
  toHz: number,
  scratch: Scratch,
): Promise<ScratchSignal> {
  const result = scratch.signal(resampledLength(signal.length, fromHz, toHz));
  for (const block of blocksOf(signal.length, fromHz)) {
    const [before, after] = [rangeOf(block, fromHz, signal.length), rangeOf(block, toHz, result.length)];
    const samples = signal.read(before.from, before.to);
    const changed = await resample(samples, fromHz, toHz, 'medium', after.to - after.from);
    result.append(innerOf(changed, after));
  }
  return result;
}
