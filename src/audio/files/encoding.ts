/** Samples as they are stored. */
import { quantise } from '../../shared/dsp/dither.js';
import { type Signal, stretchesOf } from '../../shared/dsp/signal.js';
import { Rng } from '../../shared/rng.js';

/** How samples are stored: 16 bit (with dither), 24 bit, or 32 bit float (as they are). */
export type SampleEncoding = '16' | '24' | '32f';

/** Bytes of a file that are put to another place than behind those before, when all are written. */
export interface Patch {
  readonly position: number;
  readonly bytes: Uint8Array;
}

/** Makes whole numbers of the samples of a channel, stretch after stretch. */
export type Quantiser = (stretch: Float32Array) => Int32Array;

/**
 * Only 16 bit is coarse enough for dither to matter, and there is none for a channel that has 16 bits already: it comes out as it is,
 * silence silent.
 *
 * @param channel all of it
 * @param seed of its dither
 */
export function quantiserFor(encoding: '16' | '24', channel: Signal, seed: number): Quantiser {
  if (encoding === '24') return (stretch) => quantise(stretch, 24);
  const rng = has16Bits(channel) ? undefined : new Rng(seed);
  return (stretch) => quantise(stretch, 16, rng);
}

function has16Bits(channel: Signal): boolean {
  for (const { parts } of stretchesOf([channel])) if (!parts[0]!.every(is16Bit)) return false;
  return true;
}

function is16Bit(sample: number): boolean {
  const step = sample * 2 ** 15;
  return Number.isInteger(step) && step >= -(2 ** 15) && step < 2 ** 15;
}
