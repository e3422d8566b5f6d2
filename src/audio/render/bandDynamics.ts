/** Pauses stay pauses in each band: where the content falls silent, so does what became of it. */
import { amplified, forPowers, stftOf } from '../../shared/dsp/blockStft.js';
import { decibels, loudLevelDb, sumDb } from '../../shared/dsp/levels.js';
import { applyMelBank, melBank } from '../../shared/dsp/mel.js';
import type { Stft } from '../../shared/dsp/stft.js';
import { spreadOverBins } from '../shape/bandGains.js';
import type { Part } from '../stereo.js';
import { allowedExcessDb, LOUD_DEPTH_DB } from './dynamicsLimits.js';

/** Two periods of 90 Hz; shorter ones would tell low tones from nothing else. */
const FRAME_S = 0.023;
/** Third octaves or so. */
const BANDS = 24;
/**
 * Only what lies in pauses is held. With 15 and 35 dB the gap to the timbre that is closed falls from 0.85 to 0.42 (speech in the
 * sound of a guitar): quiet frames are made of the style as loud ones are.
 */
const DEPTHS = { freeDb: 35, heldDb: 42 } as const;
/** Bands so far below all others together have no dynamics that could be heard. */
const FAINTEST_BAND_DB = 50;
/** Powers of bands, [frames, 24]. */
interface BandPowers {
  readonly frames: number;
  readonly power: Float32Array;
}

/**
 * A changed part of a sound, in pauses of the content turned down in every band in which it is louder, against its own loud parts,
 * than the content is against its, as a whole or in that band. An expander whose levels are the content's.
 *
 * @param original as long as `changed`
 */
export function withBandDynamics(original: Part, changed: Part, sampleRateHz: number): Part {
  const stft = stftOf(FRAME_S, sampleRateHz);
  const bank = melBank({ sampleRateHz, fftSamples: stft.fftSamples, bands: BANDS });
  const gains = gainsOf(bandPowers(original, stft, bank), bandPowers(changed, stft, bank));
  const factorsOf = (frame: number) => {
    const bands = gains.subarray(frame * BANDS, (frame + 1) * BANDS);
    return bands.some((gain) => gain < 0) ? spreadOverBins(bands, bank).map(Math.exp) : undefined;
  };
  const apply = (signal: Float32Array) => amplified(signal, stft, factorsOf);
  return { primary: apply(changed.primary), secondary: changed.secondary && apply(changed.secondary) };
}

function bandPowers({ primary, secondary }: Part, stft: Stft, bank: Float32Array): BandPowers {
  const frames = stft.frameCount(primary.length);
  const power = new Float32Array(frames * BANDS);
  for (const signal of secondary ? [primary, secondary] : [primary]) {
    forPowers(signal, stft, (powers, firstFrame) => {
      for (const [i, value] of applyMelBank(powers, bank, BANDS).entries()) {
        const index = firstFrame * BANDS + i;
        power[index] = power[index]! + value;
      }
    });
  }
  return { frames, power };
}

/** Natural logarithms of factors on amplitudes, at most 0, [frames, 24]. */
function gainsOf(content: BandPowers, result: BandPowers): Float32Array {
  const levels = frameLevelsDb(content);
  const loudDb = loudLevelDb(levels);
  const loudFrames = [...levels.keys()].filter((t) => loudDb - levels[t]! <= LOUD_DEPTH_DB);
  const [contentLoud, resultLoud] = [content, result].map((powers) => loudBandsDb(powers, loudFrames));
  const offsetDb = sumDb(resultLoud!) - sumDb(contentLoud!);
  const faintestDb = Math.max(...contentLoud!) - FAINTEST_BAND_DB;
  return content.power.map((power, i) => {
    const [frame, band] = [Math.floor(i / BANDS), i % BANDS];
    const wholeDepthDb = loudDb - levels[frame]!;
    const bandDepthDb = contentLoud![band]! < faintestDb ? 0 : contentLoud![band]! - decibels(power);
    const depthDb = Math.max(wholeDepthDb, bandDepthDb);
    // Noise of the content's own may stay, also in bands that the style has less of.
    const sameDb = decibels(power) + offsetDb;
    const allowedDb = Math.max(sameDb, resultLoud![band]! - depthDb) + allowedExcessDb(wholeDepthDb, DEPTHS);
    return (-Math.max(0, decibels(result.power[i]!) - allowedDb) * Math.LN10) / 20;
  });
}

function frameLevelsDb({ frames, power }: BandPowers): Float64Array {
  return Float64Array.from({ length: frames }, (_, t) =>
    decibels(power.subarray(t * BANDS, (t + 1) * BANDS).reduce((a, b) => a + b, 0)),
  );
}

/** Mean levels of bands over some frames, [24]. */
function loudBandsDb({ power }: BandPowers, frames: readonly number[]): Float64Array {
  return Float64Array.from({ length: BANDS }, (_, band) =>
    decibels(frames.reduce((sum, t) => sum + power[t * BANDS + band]!, 0) / frames.length),
  );
}
