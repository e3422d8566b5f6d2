/** Mel scale after O'Shaughnessy (the one of HTK): linear below, logarithmic above some 700 Hz. */
export function hzToMel(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700);
}

/** Inverse of `hzToMel`. */
export function melToHz(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}

/** Lower edge of the first band, where nothing else is asked for. */
export const MEL_LOW_HZ = 30;

/** Which bands a mel bank has. */
export interface MelShape {
  readonly sampleRateHz: number;
  readonly fftSamples: number;
  /** Number of bands. */
  readonly bands: number;
  /** Lower edge of the first band; `MEL_LOW_HZ` if left out. */
  readonly lowHz?: number;
  /** Upper edge of the last band; half the sample rate if left out. */
  readonly highHz?: number;
}

/**
 * Triangular filters, equally spaced and half overlapping on the mel scale, as a matrix [bins, bands]. Every
 * column adds up to 1, so a band is a weighted mean of bins and white noise stays flat. A band too narrow to
 * hold a bin takes the bin nearest to its centre.
 */
export function melBank(shape: MelShape): Float32Array {
  const { sampleRateHz, fftSamples, bands, lowHz = MEL_LOW_HZ, highHz = sampleRateHz / 2 } = shape;
  const bins = fftSamples / 2 + 1;
  const bank = new Float32Array(bins * bands);
  const low = hzToMel(lowHz);
  const step = (hzToMel(highHz) - low) / (bands + 1);
  const hzPerBin = sampleRateHz / fftSamples;
  for (let band = 0; band < bands; band++) {
    const edges = [0, 1, 2].map((i) => melToHz(low + (band + i) * step) / hzPerBin);
    fillBand(bank, bins, bands, band, edges as [number, number, number]);
  }
  return bank;
}

function fillBand(
  bank: Float32Array,
  bins: number,
  bands: number,
  band: number,
  [low, centre, high]: readonly [number, number, number],
): void {
  const triangle = (bin: number) =>
    Math.max(0, Math.min((bin - low) / (centre - low), (high - bin) / (high - centre)));
  let sum = 0;
  for (let bin = 0; bin < bins; bin++) sum += triangle(bin);
  if (sum === 0) {
    bank[Math.min(bins - 1, Math.round(centre)) * bands + band] = 1;
    return;
  }
  for (let bin = 0; bin < bins; bin++) bank[bin * bands + band] = triangle(bin) / sum;
}

/** The product [frames, bins] x [bins, bands] of a magnitude or power spectrogram with a mel bank. */
export function applyMelBank(spectrogram: Float32Array, bank: Float32Array, bands: number): Float32Array {
  const bins = bank.length / bands;
  const frames = spectrogram.length / bins;
  const out = new Float32Array(frames * bands);
  const { weights, bandOf, binOf } = entriesOf(bank, bands);
  for (let t = 0; t < frames; t++) {
    for (let k = 0; k < weights.length; k++) {
      const i = t * bands + bandOf[k]!;
      out[i] = out[i]! + weights[k]! * spectrogram[t * bins + binOf[k]!]!;
    }
  }
  return out;
}

/** The entries of a bank that are not 0, few of all, in the order of bins: frame by frame all that is read lies close together. */
function entriesOf(bank: Float32Array, bands: number) {
  let count = 0;
  for (let i = 0; i < bank.length; i++) if (bank[i] !== 0) count++;
  const weights = new Float32Array(count);
  const [bandOf, binOf] = [new Uint32Array(count), new Uint32Array(count)];
  for (let i = 0, k = 0; i < bank.length; i++) {
    if (bank[i] === 0) continue;
    weights[k] = bank[i]!;
    bandOf[k] = i % bands;
    binOf[k] = Math.floor(i / bands);
    k++;
  }
  return { weights, bandOf, binOf };
}
