/** Whose spectral balance a result has, apart from texture and timbre. */

import { amplified, stftOf } from '../../shared/dsp/blockStft.js';
import { sumDb } from '../../shared/dsp/levels.js';
import type { Signal } from '../../shared/dsp/signal.js';
import { valueBetween } from '../../shared/dsp/valueBetween.js';
import type { Tone } from '../recipe.js';
import type { Scratch } from '../scratch/scratch.js';
import type { LongSound } from '../sound.js';
import { blocksOf, innerOf, rangeOf } from './blocks.js';
import { LOWEST_OCTAVE_HZ, octaveLevelsDb } from './octaves.js';
import { withoutRumble } from './rumble.js';

/** Bins of 22 Hz: filters are smooth over octaves anyhow. */
const FRAME_S = 0.046;
/**
 * How far an octave may fall with `blend`. On seven pairs of the benchmark 12 dB cost 0.02 of the timbre gap that is closed and
 * come 0.02 dB farther from the true rendering, 6 dB cost 0.09 and 0.09 dB.
 */
const MOST_LOSS_DB = 12;
/** An octave so far below all together is not heard as bass or air. */
const FAINTEST_DB = 30;
/** Nothing is made louder than this: a result that has nothing in an octave would only get noise. */
const MOST_GAIN_DB = 18;

/**
 * A result with the balance that is asked for, by one fixed filter that is smooth over octaves; below 20 Hz it is as it was.
 *
 * @param content at the same sample rate
 */
export function withTone(result: LongSound, content: LongSound, tone: Tone, scratch: Scratch): LongSound {
  if (tone === 'style') return result;
  const gainsDb = toneGainsDb(octaveLevelsDb(content), octaveLevelsDb(result), tone);
  if (gainsDb.every((gain) => gain === 0)) return result;
  const stft = stftOf(FRAME_S, result.sampleRateHz);
  const hzPerBin = result.sampleRateHz / stft.fftSamples;
  const factors = Float32Array.from(
    { length: stft.bins },
    (_, bin) => 10 ** (gainAt(gainsDb, bin * hzPerBin) / 20),
  );
  const { sampleRateHz, channels } = result;
  const filter = (channel: Signal) => {
    const filtered = scratch.filled(
      channel.length,
      amplified(channel, stft, () => factors),
    );
    const heard = scratch.filled(channel.length, heardBlocks(channel, filtered, sampleRateHz));
    filtered.release();
    return heard;
  };
  return { sampleRateHz, channels: channels.map(filter) };
}

function* heardBlocks(before: Signal, after: Signal, sampleRateHz: number): Generator<Float32Array> {
  for (const block of blocksOf(before.length, sampleRateHz)) {
    const range = rangeOf(block, sampleRateHz, before.length);
    const [x, y] = [before, after].map((signal) => signal.read(range.from, range.to));
    yield innerOf(withoutRumble(x!, y!, sampleRateHz), range);
  }
}

/**
 * Gains of octaves in dB.
 *
 * @param contentDb levels of the content's octaves
 * @param resultDb those of the result, as many
 */
export function toneGainsDb(
  contentDb: Float64Array,
  resultDb: Float64Array,
  tone: Exclude<Tone, 'style'>,
): Float64Array {
  const [wanted, present] = [balanceOf(contentDb), balanceOf(resultDb)];
  return wanted.map((level, octave) => {
    const missingDb = level - present[octave]!;
    if (tone === 'content') return Math.min(MOST_GAIN_DB, Math.max(-MOST_GAIN_DB, missingDb));
    return level < -FAINTEST_DB ? 0 : Math.min(MOST_GAIN_DB, Math.max(0, missingDb - MOST_LOSS_DB));
  });
}

/** Levels less that of all together. */
function balanceOf(levelsDb: Float64Array): Float64Array {
  const allDb = sumDb(levelsDb);
  return levelsDb.map((level) => level - allDb);
}

/** Between the middles of octaves on straight lines over the logarithm of frequency; steady beyond the outer ones. */
function gainAt(gainsDb: Float64Array, hz: number): number {
  const position = Math.log2(Math.max(hz, LOWEST_OCTAVE_HZ) / LOWEST_OCTAVE_HZ);
  return valueBetween(gainsDb, position);
}
