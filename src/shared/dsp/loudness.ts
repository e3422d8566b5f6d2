import { type Biquad, BiquadChain } from './biquad.js';
import { type Signal, signalOf, stretchesOf } from './signal.js';

/** Loudness of an absolutely silent signal, and the absolute gate: nothing quieter counts (BS.1770-4). */
export const ABSOLUTE_GATE_LUFS = -70;
/** The second gate lies this far below the mean of the blocks that passed the first. */
const RELATIVE_GATE_LU = -10;
const BLOCK_S = 0.4;
/** Blocks overlap by three quarters. */
const STEP_S = BLOCK_S / 4;
/** Makes 0 dBFS of a 997 Hz sine in one channel read -3.01 LUFS. */
const OFFSET_LU = -0.691;

/**
 * The K-weighting filter of ITU-R BS.1770-4 for any sample rate: a shelf of +4 dB above about 1.7 kHz (the head)
 * and a high-pass at 38 Hz. The standard tabulates coefficients for 48 kHz only; these are the bilinear
 * transforms of the analogue filters behind the table, and equal it at 48 kHz.
 */
export function kWeighting(sampleRateHz: number): readonly [Biquad, Biquad] {
  return [headShelf(sampleRateHz), lowCut(sampleRateHz)];
}

function headShelf(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function lowCut(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  // The numerator is left unscaled, as in the standard's table.
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

/**
 * Integrated loudness in LUFS after ITU-R BS.1770-4, of one channel or a stereo pair of equal lengths: mean
 * square of the K-weighted channels in blocks of 400 ms every 100 ms, gated at -70 LUFS and at 10 LU below the
 * mean. A signal shorter than a block counts as one block (the standard does not define it). Nothing above the
 * gate gives -Infinity.
 */
export function integratedLoudness(channels: readonly Float32Array[], sampleRateHz: number): number {
  return loudnessOfSignals(channels.map(signalOf), sampleRateHz);
}

/** The same of signals, in memory that grows by 8 bytes for 100 ms of them. */
export function loudnessOfSignals(channels: readonly Signal[], sampleRateHz: number): number {
  const powers = blockPowers(channels, sampleRateHz);
  const audible = powers.filter((power) => toLufs(power) > ABSOLUTE_GATE_LUFS);
  const threshold = toLufs(mean(audible)) + RELATIVE_GATE_LU;
  return toLufs(mean(audible.filter((power) => toLufs(power) > threshold)));
}

/** Sum over channels of the mean square of every block. */
function blockPowers(channels: readonly Signal[], sampleRateHz: number): number[] {
  const length = channels[0]?.length ?? 0;
  const step = Math.round(STEP_S * sampleRateHz);
  const steps = Math.max(1, Math.floor(length / step));
  const energy = new Float64Array(steps);
  for (const channel of channels) {
    const filter = new BiquadChain(kWeighting(sampleRateHz));
    for (const { from, parts } of stretchesOf([channel])) {
      addEnergies(energy, filter.next(parts[0]!), from, step);
    }
  }
  const perBlock = Math.min(4, steps);
  const samples = Math.min(length, perBlock * step);
  return Array.from({ length: steps - perBlock + 1 }, (_, i) => {
    return energy.subarray(i, i + perBlock).reduce((a, b) => a + b, 0) / samples;
  });
}

/** @param start of the stretch; what lies behind the last step is left out, unless there is none but that */
function addEnergies(energy: Float64Array, stretch: Float32Array, start: number, step: number): void {
  const end = Math.min(stretch.length, energy.length * step - start);
  for (let i = 0; i < end; i++) {
    const s = Math.floor((start + i) / step);
    energy[s] = energy[s]! + stretch[i]! ** 2;
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}

function toLufs(power: number): number {
  return OFFSET_LU + 10 * Math.log10(power);
}
