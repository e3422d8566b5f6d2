/** Transforms of long signals block by block, in memory that does not grow with them. */
import type { Signal } from './signal.js';
import { powerOf, type Spectrum, Stft } from './stft.js';

/** Frames of a block. */
const BLOCK_FRAMES = 256;

/** A stretch of a signal, and the samples around it that its frames reach into. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

/** The transform of nearest length to a time, whose frames are a quarter of it apart. */
export function stftOf(frameS: number, sampleRateHz: number): Stft {
  const fftSamples = 2 ** Math.round(Math.log2(frameS * sampleRateHz));
  return new Stft({ fftSamples, hopSamples: fftSamples / 4 });
}

function blocksOf(length: number, { fftSamples, hopSamples }: Stft): Block[] {
  const step = BLOCK_FRAMES * hopSamples;
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => {
    const [first, last] = [i * step, Math.min(length, (i + 1) * step)];
    return { from: Math.max(0, first - fftSamples), to: Math.min(length, last + fftSamples), first, last };
  });
}

/** Calls back with the power of bins of some frames after the other: [frames, bins], and the number of the first frame. */
export function forPowers(
  signal: Signal,
  stft: Stft,
  onPowers: (powers: Float32Array, firstFrame: number) => void,
): void {
  const frames = stft.frameCount(signal.length);
  for (const { from, to, first, last } of blocksOf(signal.length, stft)) {
    const firstFrame = first / stft.hopSamples;
    const count = last === signal.length ? frames - firstFrame : BLOCK_FRAMES;
    const skipped = (first - from) / stft.hopSamples;
    const powers = powerOf(stft.analyse(signal.read(from, to)));
    onPowers(powers.subarray(skipped * stft.bins, (skipped + count) * stft.bins), firstFrame);
  }
}

/**
 * A signal whose frames are multiplied by factors, stretch by stretch.
 *
 * @param factorsOf for each bin of a frame, [bins]; undefined to leave it as it is
 */
export function* amplified(
  signal: Signal,
  stft: Stft,
  factorsOf: (frame: number) => Float32Array | undefined,
): Generator<Float32Array> {
  for (const { from, to, first, last } of blocksOf(signal.length, stft)) {
    const spectrum = stft.analyse(signal.read(from, to));
    for (let t = 0; t < spectrum.frames; t++) {
      const factors = factorsOf(from / stft.hopSamples + t);
      if (factors) amplifyFrame(spectrum, t, factors);
    }
    const block = stft.synthesise(spectrum, to - from);
    yield block.subarray(first - from, last - from);
  }
}

function amplifyFrame({ re, im, bins }: Spectrum, frame: number, factors: Float32Array): void {
  for (let bin = 0; bin < bins; bin++) {
    const i = frame * bins + bin;
    re[i] = re[i]! * factors[bin]!;
    im[i] = im[i]! * factors[bin]!;
  }
}
