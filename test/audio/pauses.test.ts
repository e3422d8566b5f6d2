/** Pauses of the content are pauses of the result, whatever the style does in its own. */
import { describe, expect, it } from 'vitest';
import { readSound, type TransferAudioOptions, transferAudio } from '../../src/audio/index.js';
import { attackRatio } from '../../src/audio/metrics/attacks.js';
import { crestDb } from '../../src/audio/metrics/crest.js';
import { pauseLevels } from '../../src/audio/metrics/pauses.js';
import { subsonicShare } from '../../src/audio/metrics/subsonic.js';
import { sine } from '../shared/dsp/signals.js';
import { bassLine, drumsWithGaps, notesWithSilence, rain, withPauses } from '../support/recordedSounds.js';

const RATE = 22_050;
const SECONDS = 1.4;
const shortened = async (name: string) => {
  const { channels, sampleRateHz } = await readSound(`fixtures/audio/${name}.wav`);
  return {
    sampleRateHz,
    channels: channels.map((x) => x.slice(0.2 * sampleRateHz, (0.2 + SECONDS) * sampleRateHz)),
  };
};
const [voice, guitar] = [await shortened('voice'), await shortened('guitar')];
const steady = rain(SECONDS, RATE, 4);
const run = async (
  options: Pick<TransferAudioOptions, 'content' | 'style'> & Partial<TransferAudioOptions>,
) => (await transferAudio({ iterations: 4, device: 'cpu', threads: 1, ...options })).sound;

describe('pauses', () => {
  const contents = {
    notes: notesWithSilence(SECONDS, RATE),
    drums: drumsWithGaps(SECONDS, RATE, 1),
    speech: withPauses(voice, 2),
  };
  it.each([
    ['notes', 'default', 'guitar'],
    ['speech', 'fast', 'rain'],
    ['drums', 'speech', 'rain'],
  ] as const)('of %s stay as quiet with the preset %s in the sound of %s', async (name, preset, style) => {
    const content = contents[name];
    const sound = await run({ content, style: style === 'rain' ? steady : guitar, preset });
    const { contentDb, resultDb } = pauseLevels(content, sound)!;
    expect(resultDb).toBeLessThan(Math.max(contentDb + 3, -70));
  });

  it('are filled by a style that never pauses if its envelope is asked for', async () => {
    const content = contents.notes;
    const sound = await run({ content, style: steady, envelope: 'style', iterations: 8 });
    expect(pauseLevels(content, sound)!.resultDb).toBeGreaterThan(-60);
  });
});

describe('steady tones in the sound of drums', () => {
  it('have next to nothing under 20 Hz, and no constant', async () => {
    const low = [110, 165, 220].map((hz) => sine(hz, SECONDS, RATE, 0.1));
    const content = { sampleRateHz: RATE, channels: [low[0]!.map((x, i) => x + low[1]![i]! + low[2]![i]!)] };
    const sound = await run({
      content,
      style: drumsWithGaps(SECONDS, RATE, 2),
      preset: 'fast',
      iterations: 8,
    });
    expect(subsonicShare(sound)).toBeLessThan(0.01);
    const [channel] = sound.channels;
    expect(Math.abs(channel!.reduce((sum, x) => sum + x, 0) / channel!.length)).toBeLessThan(1e-3);
  });
});

describe('the waveform', () => {
  it.each([
    ['hits of drums', drumsWithGaps(SECONDS, RATE, 1)],
    ['notes of a bass', bassLine(SECONDS, RATE, 3)],
  ])('keeps attacks of %s, and how far their peaks stand out', async (_, content) => {
    const sound = await run({ content, style: guitar, iterations: 40 });
    expect(Math.abs(Math.log(attackRatio(content, sound)!))).toBeLessThan(Math.log(1.2));
    // 1.8 and 1.9 dB after 40 steps; drums still 3.2 after 24.
    expect(Math.abs(crestDb(sound) - crestDb(content))).toBeLessThan(2);
  });
});
