/** Sounds as goldens: what is heard of them, as a small picture of level over time and pitch. Phases are not in it. */
import sharp from 'sharp';
import type { Sound } from '../../../src/audio/index.js';
import { applyMelBank, melBank } from '../../../src/shared/dsp/mel.js';
import { magnitudeOf, Stft } from '../../../src/shared/dsp/stft.js';
import type { GoldenFormat } from './golden.js';

const BANDS = 64;
const STFT = { fftSamples: 1024, hopSamples: 512 };
/** dB of a full-scale sine: what is softer is not heard beside the rest. */
const SOFTEST_DB = -70;

/** Levels of mel bands over time in dB, from -70 to 0. */
export interface SoundPicture {
  readonly frames: number;
  /** [frames, 64] */
  readonly levelsDb: Float32Array;
}

/** The picture of a sound, of the mean of its channels. */
export function pictureOfSound({ channels, sampleRateHz }: Sound): SoundPicture {
  const mono = channels[0]!.map((_, i) => channels.reduce((sum, c) => sum + c[i]!, 0) / channels.length);
  const spectrum = new Stft(STFT).analyse(mono);
  const power = magnitudeOf(spectrum).map((m) => ((4 * m) / STFT.fftSamples) ** 2);
  const bank = melBank({ sampleRateHz, fftSamples: STFT.fftSamples, bands: BANDS });
  const levelsDb = applyMelBank(power, bank, BANDS).map((p) =>
    Math.min(0, 10 * Math.log10(p + 10 ** (SOFTEST_DB / 10))),
  );
  return { frames: spectrum.frames, levelsDb };
}

/** Steps of 0.27 dB: time runs downwards, pitch to the right. The distance is the root mean square difference in dB. */
export const SOUND_FORMAT: GoldenFormat<SoundPicture> = {
  suffix: 'png',
  encode: ({ frames, levelsDb }) => {
    const bytes = Uint8Array.from(levelsDb, (db) => Math.round(255 * (1 - db / SOFTEST_DB)));
    return sharp(bytes, { raw: { width: BANDS, height: frames, channels: 1 } })
      .png({ compressionLevel: 9 })
      .toBuffer();
  },
  decode: async (bytes) => {
    const { data, info } = await sharp(bytes).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    return {
      frames: info.height,
      levelsDb: Float32Array.from(data, (byte) => SOFTEST_DB * (1 - byte / 255)),
    };
  },
  distance(a, b) {
    if (a.frames !== b.frames) throw new Error(`expected ${b.frames} frames of sound, found ${a.frames}`);
    const squares = a.levelsDb.reduce((sum, db, i) => sum + (db - b.levelsDb[i]!) ** 2, 0);
    return Math.sqrt(squares / a.levelsDb.length);
  },
};
