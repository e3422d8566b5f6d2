import { amplified, forPowers } from '../shared/dsp/blockStft.js';
import { loudnessOfSignals } from '../shared/dsp/loudness.js';
import { applyMelBank, melBank } from '../shared/dsp/mel.js';
import { mapped, type Signal } from '../shared/dsp/signal.js';
import { Stft } from '../shared/dsp/stft.js';
import { Scratch } from './scratch/scratch.js';
import { spreadOverBins } from './shape/bandGains.js';
import { type LongSound, longSound, type Sound, soundInMemory } from './sound.js';

/** Frames of about 46 ms, the nearest power of two, whatever the rate. */
const FRAME_S = 0.046;
/** Third octaves or so: narrower ones would copy pitches. */
const BANDS = 24;
/** Where neither sound has anything, there is nothing to amplify. */
const FLOOR_SHARE = 1e-9;
const MAXIMUM_GAIN = 10 ** (30 / 20);

/** The long-term spectrum of a sound. */
export interface LongTermSpectrum {
  readonly sampleRateHz: number;
  /** Power of the bins of a transform of about 46 ms, summed over frames and channels, [bins]; its scale is free. */
  readonly power: Float32Array;
}

/**
 * The content through one fixed filter that gives it the long-term spectrum of the style, at the content's loudness: no
 * style transfer, but what every style transfer has to be better than. Above what both rates can carry, the gain of
 * the highest band goes on.
 */
export function eqMatch(content: Sound, style: Sound | LongTermSpectrum): Sound {
  const scratch = new Scratch();
  try {
    return soundInMemory(
      eqMatchLong(longSound(content), 'power' in style ? style : longSound(style), scratch),
    );
  } finally {
    scratch.close();
  }
}

/** The same of a sound that may be long. */
export function eqMatchLong(
  content: LongSound,
  style: LongSound | LongTermSpectrum,
  scratch: Scratch,
): LongSound {
  const highHz = Math.min(content.sampleRateHz, style.sampleRateHz) / 2;
  const contentShares = bandShares(longTermSpectrum(content), highHz);
  const styleShares = bandShares('power' in style ? style : longTermSpectrum(style), highHz);
  const logGains = styleShares.map((share, band) => {
    const ratio = (share + FLOOR_SHARE) / (contentShares[band]! + FLOOR_SHARE);
    return Math.log(Math.min(MAXIMUM_GAIN, Math.max(1 / MAXIMUM_GAIN, Math.sqrt(ratio))));
  });
  const stft = stftFor(content.sampleRateHz);
  const factors = spreadOverBins(logGains, bankFor(stft, content.sampleRateHz, highHz)).map(Math.exp);
  return atLoudnessOf(
    content,
    content.channels.map((channel) =>
      scratch.filled(
        channel.length,
        amplified(channel, stft, () => factors),
      ),
    ),
  );
}

/** The spectrum of a whole sound, its channels taken together. */
export function longTermSpectrum({ channels, sampleRateHz }: LongSound): LongTermSpectrum {
  const stft = stftFor(sampleRateHz);
  // Sums of many frames in float32 would lose the quiet ones.
  const power = new Float64Array(stft.bins);
  for (const channel of channels) {
    forPowers(channel, stft, (powers) => {
      for (const [i, x] of powers.entries()) {
        const bin = i % stft.bins;
        power[bin] = power[bin]! + x;
      }
    });
  }
  return { sampleRateHz, power: Float32Array.from(power) };
}

/** Bins of `LongTermSpectrum.power` for a sound of this rate. */
export function longTermBins(sampleRateHz: number): number {
  return stftFor(sampleRateHz).bins;
}

function stftFor(sampleRateHz: number): Stft {
  const fftSamples = 2 ** Math.round(Math.log2(FRAME_S * sampleRateHz));
  return new Stft({ fftSamples, hopSamples: fftSamples / 4 });
}

function bankFor({ fftSamples }: Stft, sampleRateHz: number, highHz: number): Float32Array {
  return melBank({ sampleRateHz, fftSamples, bands: BANDS, highHz });
}

/** Power by band, as shares of all of it, [24]. */
function bandShares({ sampleRateHz, power }: LongTermSpectrum, highHz: number): Float32Array {
  const bands = applyMelBank(power, bankFor(stftFor(sampleRateHz), sampleRateHz, highHz), BANDS);
  const sum = bands.reduce((a, b) => a + b, 0);
  return bands.map((x) => (sum > 0 ? x / sum : 0));
}

function atLoudnessOf({ channels, sampleRateHz }: LongSound, filtered: readonly Signal[]): LongSound {
  const change = loudnessOfSignals(channels, sampleRateHz) - loudnessOfSignals(filtered, sampleRateHz);
  const gain = Number.isFinite(change) ? 10 ** (change / 20) : 1;
  return { sampleRateHz, channels: filtered.map((channel) => mapped(channel, (x) => x * gain)) };
}
