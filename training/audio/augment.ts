import { TRUNK_BANDS, TRUNK_INPUT } from '../../src/audio/features/trunk.js';
import { compressed, expanded } from '../../src/shared/dsp/compression.js';
import type { Rng } from '../../src/shared/rng.js';

const FRAME_S = TRUNK_INPUT.hopSamples / TRUNK_INPUT.sampleRateHz;

const between = (rng: Rng, low: number, high: number) => low + (high - low) * rng.uniform();
const powerOf = (db: number) => 10 ** (db / 10);

/** Gain in power by band: level, tilt, three resonances, and now and then a dull or thin channel. */
function equaliser(rng: Rng): Float32Array {
  const [level, tilt] = [between(rng, -8, 8), between(rng, -7, 7)];
  const bumps = Array.from({ length: 3 }, () => ({
    db: 5 * rng.normal(),
    centre: between(rng, 0, TRUNK_BANDS),
    width: between(rng, 2, 14),
  }));
  const top = rng.uniform() < 0.15 ? between(rng, 0.5, 1) * TRUNK_BANDS : TRUNK_BANDS;
  const bottom = rng.uniform() < 0.1 ? between(rng, 0, 0.2) * TRUNK_BANDS : 0;
  return Float32Array.from({ length: TRUNK_BANDS }, (_, band) => {
    const resonance = bumps.reduce(
      (db, bump) => db + bump.db * Math.exp(-(((band - bump.centre) / bump.width) ** 2)),
      0,
    );
    const outside = 4 * (Math.max(0, band - top) + Math.max(0, bottom - band));
    return powerOf(level + tilt * ((2 * band) / TRUNK_BANDS - 1) + resonance - outside);
  });
}

/** A room: each band rings on with an exponential decay, longer at low frequencies. */
function reverberate(rng: Rng, power: Float32Array, frames: number): void {
  const [decayS, share] = [between(rng, 0.1, 0.9), between(rng, 0, 0.8) ** 2];
  for (let band = 0; band < TRUNK_BANDS; band++) {
    const keep = 10 ** ((-6 * FRAME_S) / (decayS * (1.2 - (0.6 * band) / TRUNK_BANDS)));
    let ringing = 0;
    for (let t = 0; t < frames; t++) {
      const i = t * TRUNK_BANDS + band;
      const direct = power[i]!;
      power[i] = direct + share * (1 - keep) * ringing;
      ringing = keep * ringing + direct;
    }
  }
}

/** Background noise of random colour, 8 to 50 dB below the sound's mean. */
function addNoise(rng: Rng, power: Float32Array): void {
  const mean = power.reduce((sum, x) => sum + x, 0) / power.length;
  const [level, tilt] = [mean * powerOf(-between(rng, 8, 50)), between(rng, -15, 8)];
  const colour = Float32Array.from({ length: TRUNK_BANDS }, (_, band) =>
    powerOf((tilt * band) / TRUNK_BANDS),
  );
  for (let i = 0; i < power.length; i++) {
    // About how a band's power of noise is spread, for a few bins a band.
    const fluctuation = (1 + 0.5 * rng.normal()) ** 2;
    power[i] = power[i]! + level * colour[i % TRUNK_BANDS]! * fluctuation;
  }
}

/** Silences some frames and some bands (Park et al. 2019). */
function mask(rng: Rng, power: Float32Array, frames: number): void {
  const [time, band] = [rng.integer(frames), rng.integer(TRUNK_BANDS)];
  const timeEnd = time + rng.integer(14);
  const bandEnd = Math.min(TRUNK_BANDS, band + rng.integer(7));
  power.fill(0, time * TRUNK_BANDS, timeEnd * TRUNK_BANDS);
  for (let t = 0; t < frames; t++) power.fill(0, t * TRUNK_BANDS + band, t * TRUNK_BANDS + bandEnd);
}

/**
 * The spectrogram as another equipment in another room would have recorded it: what instruments are told by must not be
 * the frequency response of one soundfont.
 *
 * @param spectrogram [frames, TRUNK_BANDS], compressed; changed in place
 */
export function augment(rng: Rng, spectrogram: Float32Array): void {
  const frames = spectrogram.length / TRUNK_BANDS;
  const gains = equaliser(rng);
  const power = spectrogram.map((c, i) => expanded(c) ** 2 * gains[i % TRUNK_BANDS]!);
  if (rng.uniform() < 0.6) reverberate(rng, power, frames);
  if (rng.uniform() < 0.7) addNoise(rng, power);
  if (rng.uniform() < 0.5) mask(rng, power, frames);
  for (let i = 0; i < power.length; i++) spectrogram[i] = compressed(Math.sqrt(power[i]!));
}
