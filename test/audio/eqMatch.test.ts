import { describe, expect, it } from 'vitest';
import { eqMatch } from '../../src/audio/eqMatch.js';
import { metricSignal, spectrogramOf } from '../../src/audio/metrics/analysis.js';
import { envelopeDistanceDb, thirdOctavesDb } from '../../src/audio/metrics/spectralEnvelope.js';
import type { Sound } from '../../src/audio/sound.js';
import { integratedLoudness } from '../../src/shared/dsp/loudness.js';
import { chirp, errorDb, noise } from '../shared/dsp/signals.js';

const mono = (signal: Float32Array, sampleRateHz = 22_050): Sound => ({ sampleRateHz, channels: [signal] });
const thirds = async (sound: Sound) => thirdOctavesDb(spectrogramOf(await metricSignal(sound)));

/** Noise that loses 6 dB an octave above a corner. */
function dark(length: number, seed: number): Float32Array {
  let state = 0;
  return noise(length, 0.1, seed).map((x) => {
    state += 0.1 * (x - state);
    return state;
  });
}

describe('eqMatch', () => {
  it('gives noise the long-term spectrum of another, at the content’s loudness', async () => {
    const [content, style] = [mono(noise(44_100, 0.1, 1)), mono(dark(44_100, 2))];
    const result = eqMatch(content, style);
    const before = envelopeDistanceDb(await thirds(content), await thirds(style));
    expect(envelopeDistanceDb(await thirds(result), await thirds(style))).toBeLessThan(0.2 * before);
    const loudness = (sound: Sound) => integratedLoudness(sound.channels, sound.sampleRateHz);
    expect(loudness(result)).toBeCloseTo(loudness(content), 3);
  });

  it('changes nothing where nothing is to be changed, whatever the style’s level', () => {
    const content = chirp(1, 22_050);
    const result = eqMatch(mono(content), mono(content.map((x) => x / 9)));
    expect(errorDb(result.channels[0]!, content)).toBeLessThan(-80);
  });

  it('keeps rate, channels and length of the content when the style has others', () => {
    const content = { sampleRateHz: 48_000, channels: [noise(30_001, 0.1, 3), noise(30_001, 0.05, 4)] };
    const { sampleRateHz, channels } = eqMatch(content, mono(dark(20_000, 5), 16_000));
    expect([sampleRateHz, ...channels.map((channel) => channel.length)]).toEqual([48_000, 30_001, 30_001]);
    expect(channels.every((channel) => channel.every(Number.isFinite))).toBe(true);
  });
});
