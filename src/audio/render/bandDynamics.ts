/** Pauses stay pauses in each band: where the content falls silent, so does what became of it. */
import { amplified, forPowers, stftOf } from '../../shared/dsp/blockStft.js';
import { decibels, loudLevelDb, sumDb } from '../../shared/dsp/levels.js';
import { applyMelBank, melBank } from '../../shared/dsp/mel.js';
import { merged, type Signal, stretchesOf } from '../../shared/dsp/signal.js';
import type { Stft } from '../../shared/dsp/stft.js';
import type { Scratch, ScratchSignal } from '../scratch/scratch.js';
import { BandSpread } from '../shape/bandGains.js';
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

/** Powers of bands, frame after frame, 24 each. */
interface BandPowers {
  readonly frames: number;
  readonly power: ScratchSignal;
}

/** A part whose signals were made for it. */
export interface MadePart extends Part {
  readonly primary: ScratchSignal;
  readonly secondary: ScratchSignal | undefined;
}

/**
 * A changed part of a sound, in pauses of the content turned down in every band in which it is louder, against its own loud parts,
 * than the content is against its, as a whole or in that band. An expander whose levels are the content's.
 *
 * @param original as long as `changed`
 */
export function withBandDynamics(
  original: Part,
  changed: Part,
  sampleRateHz: number,
  scratch: Scratch,
): MadePart {
  const stft = stftOf(FRAME_S, sampleRateHz);
  const bank = melBank({ sampleRateHz, fftSamples: stft.fftSamples, bands: BANDS });
  const [content, result] = [original, changed].map((part) => bandPowers(part, stft, bank, scratch));
  const limits = limitsOf(content!, result!);
  const spread = new BandSpread(bank, BANDS);
  const factorsOf = (frame: number) => {
    const bands = gainsOf(frame, content!, result!, limits);
    return bands.some((gain) => gain < 0) ? spread.overBins(bands).map(Math.exp) : undefined;
  };
  const apply = (signal: Signal) => scratch.filled(signal.length, amplified(signal, stft, factorsOf));
  const made = { primary: apply(changed.primary), secondary: changed.secondary && apply(changed.secondary) };
  content!.power.release();
  result!.power.release();
  return made;
}

function bandPowers(
  { primary, secondary }: Part,
  stft: Stft,
  bank: Float32Array,
  scratch: Scratch,
): BandPowers {
  const frames = stft.frameCount(primary.length);
  const powersOf = (signal: Signal) => {
    const power = scratch.signal(frames * BANDS);
    forPowers(signal, stft, (powers) => power.append(applyMelBank(powers, bank, BANDS)));
    return power;
  };
  const power = powersOf(primary);
  if (!secondary) return { frames, power };
  const other = powersOf(secondary);
  const both = merged(power, other, (x, y) => x + y);
  const sum = scratch.filled(both.length, stretches(both));
  power.release();
  other.release();
  return { frames, power: sum };
}

function* stretches(signal: Signal): Generator<Float32Array> {
  for (const { parts } of stretchesOf([signal])) yield parts[0]!;
}

/** Levels of bands in dB, [24], where the content is loud, and how loud that is. */
interface Limits {
  readonly loudDb: number;
  readonly contentLoud: Float64Array;
  readonly resultLoud: Float64Array;
  readonly offsetDb: number;
  readonly faintestDb: number;
}

function limitsOf(content: BandPowers, result: BandPowers): Limits {
  const levels = Float64Array.from({ length: content.frames }, (_, t) => levelDb(bandsAt(content, t)));
  const loudDb = loudLevelDb(levels);
  const [contentLoud, resultLoud] = [content, result].map((powers) =>
    loudBandsDb(powers, (t) => loudDb - levels[t]! <= LOUD_DEPTH_DB),
  ) as [Float64Array, Float64Array];
  const offsetDb = sumDb(resultLoud) - sumDb(contentLoud);
  const faintestDb = Math.max(...contentLoud) - FAINTEST_BAND_DB;
  return { loudDb, contentLoud, resultLoud, offsetDb, faintestDb };
}

/** Natural logarithms of factors on amplitudes of a frame, at most 0, [24]. */
function gainsOf(frame: number, content: BandPowers, result: BandPowers, limits: Limits): Float32Array {
  const { loudDb, contentLoud, resultLoud, offsetDb, faintestDb } = limits;
  const powers = bandsAt(content, frame);
  const present = bandsAt(result, frame);
  const wholeDepthDb = loudDb - levelDb(powers);
  return powers.map((power, band) => {
    const bandDepthDb = contentLoud[band]! < faintestDb ? 0 : contentLoud[band]! - decibels(power);
    const depthDb = Math.max(wholeDepthDb, bandDepthDb);
    // Noise of the content's own may stay, also in bands that the style has less of.
    const sameDb = decibels(power) + offsetDb;
    const allowedDb = Math.max(sameDb, resultLoud[band]! - depthDb) + allowedExcessDb(wholeDepthDb, DEPTHS);
    return (-Math.max(0, decibels(present[band]!) - allowedDb) * Math.LN10) / 20;
  });
}

const bandsAt = ({ power }: BandPowers, frame: number) => power.read(frame * BANDS, (frame + 1) * BANDS);

const levelDb = (powers: Float32Array) => decibels(powers.reduce((a, b) => a + b, 0));

/** Mean levels of bands over frames that are loud, [24]. */
function loudBandsDb(powers: BandPowers, isLoud: (frame: number) => boolean): Float64Array {
  const sums = new Float64Array(BANDS);
  let count = 0;
  for (let t = 0; t < powers.frames; t++) {
    if (!isLoud(t)) continue;
    count++;
    for (const [band, power] of bandsAt(powers, t).entries()) sums[band] = sums[band]! + power;
  }
  return sums.map((sum) => decibels(sum / count));
}
