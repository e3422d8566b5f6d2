import { describe, expect, it } from 'vitest';
import { compare, measure, transferAudio } from '../../../src/audio/index.js';
import { logSpectralDistance } from '../../../src/audio/metrics/logSpectral.js';
import { hzOfNote } from '../../../src/audio/notes/pitchGrid.js';
import { noise } from '../../shared/dsp/signals.js';
import { RATE, tune } from './tones.js';

const notesOf = (numbers: readonly number[]) =>
  numbers.map((note, i) => ({ pitchHz: hzOfNote(note), fromS: 0.25 * i, toS: 0.25 * i + 0.22 }));
const mono = (signal: Float32Array) => ({ sampleRateHz: RATE, channels: [signal] });
const reed = (k: number) => 0.1 / (1 + k);
const horn = (k: number) => 0.12 * 0.5 ** k;
const content = mono(tune(notesOf([60, 65, 62, 67]), reed, 1));
const style = mono(tune(notesOf([69, 64, 61]), horn, 0.75));
const options = { content, style, synthesis: 'notes', device: 'cpu', threads: 1 } as const;

describe('--synthesis notes', () => {
  it('is near to the tune on the other instrument at the default strength, its notes and rhythm kept', async () => {
    const { sound, iterations } = await transferAudio(options);
    const truth = mono(tune(notesOf([60, 65, 62, 67]), horn, 1));
    const before = await logSpectralDistance(content, truth);
    expect(await logSpectralDistance(sound, truth)).toBeLessThan(0.5 * before);
    const kept = compare(await measure(content), await measure(sound), await measure(style));
    expect(kept.chroma).toBeGreaterThan(0.95);
    expect(kept.rhythm).toBeGreaterThan(0.8);
    expect(iterations).toBe(1);
    expect(sound.channels[0]).toHaveLength(content.channels[0]!.length);
  });

  it('gives the content back at strength 0', async () => {
    expect((await transferAudio({ ...options, strength: 0 })).sound).toBe(content);
  });

  it('refuses a style without notes', async () => {
    const hiss = mono(noise(0.5 * RATE, 0.1, 2));
    await expect(transferAudio({ ...options, style: hiss })).rejects.toThrow(
      /^style: --synthesis notes expects/,
    );
  });
});
