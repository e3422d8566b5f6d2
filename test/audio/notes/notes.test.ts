import { describe, expect, it } from 'vitest';
import { logSpectralDistance } from '../../../src/audio/metrics/logSpectral.js';
import { attackGains } from '../../../src/audio/notes/attackGains.js';
import { PARTIALS } from '../../../src/audio/notes/comb.js';
import { foundVoices } from '../../../src/audio/notes/foundVoices.js';
import { checkPlayable } from '../../../src/audio/notes/hearInstrument.js';
import { addInstrument, emptyInstrument, hearNotes } from '../../../src/audio/notes/hearNotes.js';
import { agesOf } from '../../../src/audio/notes/noteAge.js';
import { emptyModel, learnFrame, logLevel } from '../../../src/audio/notes/noteModel.js';
import { NoteReader } from '../../../src/audio/notes/noteReader.js';
import { lobe, noteSpectrum } from '../../../src/audio/notes/noteSpectrum.js';
import { addVoice } from '../../../src/audio/notes/oscillators.js';
import { readPartials } from '../../../src/audio/notes/partials.js';
import { hzOfNote, noteOfHz } from '../../../src/audio/notes/pitchGrid.js';
import { renderNotes } from '../../../src/audio/notes/renderNotes.js';
import { tuningOf } from '../../../src/audio/notes/tuning.js';
import { glidingShare } from '../../../src/audio/notes/voices.js';
import { noise } from '../../shared/dsp/signals.js';
import { HOP, RATE, tune } from './tones.js';

const REED = (k: number) => 0.1 / (1 + k);
const HORN = (k: number) => (k % 2 === 0 ? 0.12 * 0.6 ** k : 0.01 * 0.6 ** k);
const chord = [
  { pitchHz: hzOfNote(60), fromS: 0, toS: 1 },
  { pitchHz: hzOfNote(67), fromS: 0.5, toS: 1 },
];
const mono = (signal: Float32Array) => ({ sampleRateHz: RATE, channels: [signal] });
const powerOf = (signal: Float32Array) => signal.reduce((sum, x) => sum + x * x, 0) / signal.length;

describe('what notes are read from', () => {
  it('has lobes as a Hann window makes them', () => {
    const hz = (100.3 * RATE) / 2048;
    const { amplitude, spectrum } = noteSpectrum(
      tune([{ pitchHz: hz, fromS: 0, toS: 1 }], (k) => (k === 0 ? 0.2 : 0), 1),
      RATE,
      HOP,
    );
    for (const bin of [99, 100, 101, 102]) {
      expect(amplitude[40 * spectrum.bins + bin]).toBeCloseTo(0.2 * Math.abs(lobe(bin - 100.3)), 3);
    }
  });

  it('tells how far notes are above A = 440 Hz', () => {
    const notes = [{ pitchHz: hzOfNote(62.3), fromS: 0, toS: 0.5 }];
    expect(tuningOf(noteSpectrum(tune(notes, REED, 0.5), RATE, HOP))).toBeCloseTo(0.3, 1);
  });
});

describe('voices', () => {
  it('are the notes that sound, and no others, at the pitch that they have', () => {
    const note = noteSpectrum(tune(chord, REED, 1), RATE, HOP);
    const voices = foundVoices(note);
    const pitches = (t: number) =>
      voices.flatMap(({ pitchHz }) => (pitchHz[t]! > 0 ? noteOfHz(pitchHz[t]!) : []));
    expect(pitches(22)).toEqual([expect.closeTo(60, 1)]);
    expect(pitches(65)).toEqual([expect.closeTo(60, 1), expect.closeTo(67, 1)]);
    const [low] = readPartials(note, voices);
    for (const k of [0, 1, 3]) expect(low!.amplitude[65 * PARTIALS + k]! / REED(k)).toBeCloseTo(1, 0);
  });

  it('glide where a pitch moves on without leaps, and not where notes change', () => {
    const gliding = Float32Array.from({ length: 60 }, (_, t) => 100 * 2 ** (t / 60));
    const steps = gliding.map((_, t) => hzOfNote(60 + 2 * Math.floor(t / 20)));
    expect(glidingShare(gliding, 8)).toBe(1);
    expect(glidingShare(steps, 8)).toBe(0);
    expect(glidingShare(new Float32Array(60), 8)).toBe(0);
  });

  it('are a sine for a partial, and silence for none', () => {
    const signal = new Float32Array(4 * HOP);
    const amplitude = new Float32Array(5 * PARTIALS).map((_, i) => (i % PARTIALS === 1 ? 0.5 : 0));
    addVoice(signal, { pitchHz: Float32Array.of(300, 300, 300, 0, 0), amplitude }, HOP, RATE);
    expect(signal[100]).toBeCloseTo(0.5 * Math.sin((2 * Math.PI * 600 * 100) / RATE), 5);
    expect(signal.slice(3 * HOP).every((x) => x === 0)).toBe(true);
  });

  it('begin with the phases of the sound, wherever it begins', () => {
    const sine = Float32Array.from(
      { length: RATE },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * 331.3 * i) / RATE + 0.7),
    );
    for (const first of [0, 5000]) {
      const sound = sine.slice(first, first + 0.4 * RATE);
      const voices = [{ pitchHz: new Float32Array(1 + Math.floor(sound.length / HOP)).fill(331.3) }];
      const [voice] = readPartials(noteSpectrum(sound, RATE, HOP), voices);
      const again = new Float32Array(sound.length);
      addVoice(again, voice!, HOP, RATE);
      const left = again.slice(2000, 6000).map((x, i) => x - sound[2000 + i]!);
      expect(powerOf(left) / powerOf(sound)).toBeLessThan(0.001);
    }
  });

  it('grow older, and are young again after a new attack', () => {
    const frames = 60;
    const level = (t: number) => (t < 40 ? 0.1 * 0.98 ** t : 0.1);
    const amplitude = Float32Array.from({ length: frames * PARTIALS }, (_, i) =>
      i % PARTIALS === 0 ? level(Math.floor(i / PARTIALS)) : 0,
    );
    const voice = {
      pitchHz: new Float32Array(frames).fill(200),
      amplitude,
      share: new Float32Array(frames),
      phase: new Float32Array(frames),
    };
    const ages = agesOf(voice, HOP / RATE);
    expect([ages[0], ages[10], ages[20], ages[38], ages[41]]).toEqual([0, 1, 2, 3, 0]);
  });
});

describe('a model of notes', () => {
  const frame = (decay: number, level: number) =>
    Float32Array.from({ length: 10 }, (_, k) => level * decay ** k);
  const model = emptyModel();
  learnFrame(model, { pitchHz: 220, age: 1, amplitude: frame(0.5, 0.01) }, 1);
  learnFrame(model, { pitchHz: 220, age: 1, amplitude: frame(0.8, 0.3) }, 1);
  const reader = new NoteReader(model);
  const slope = (level: number, pitchHz = 220) => {
    const partials = reader.partials({ pitchHz, age: 1, count: 10, level });
    return Math.exp(partials[1]! - partials[0]!);
  };

  it('gives back what it learnt, and what lies between', () => {
    expect(slope(logLevel(frame(0.5, 0.01)))).toBeCloseTo(0.5, 2);
    expect(slope(logLevel(frame(0.8, 0.3)))).toBeCloseTo(0.8, 2);
    expect(slope(Math.log(0.08))).toBeGreaterThan(0.52);
    expect(slope(Math.log(0.08))).toBeLessThan(0.78);
    expect(slope(Math.log(0.3), 880)).toBeGreaterThan(0.5);
  });

  it('gives amplitudes that add up to the note', () => {
    const partials = reader.partials({ pitchHz: 180, age: 3, count: 20, level: -3 });
    expect(logLevel(partials.map(Math.exp))).toBeCloseTo(0, 4);
  });
});

describe('renderNotes', () => {
  const notes = [60, 64, 67, 62].map((note, i) => ({
    pitchHz: hzOfNote(note),
    fromS: 0.3 * i,
    toS: 0.3 * i + 0.2,
  }));
  const others = [58, 65, 69, 61].map((note, i) => ({
    pitchHz: hzOfNote(note),
    fromS: 0.3 * i,
    toS: 0.3 * i + 0.2,
  }));
  const content = tune(notes, REED, 1.2);
  const heard = hearNotes(content, RATE, HOP);
  const style = hearNotes(tune(others, HORN, 1.2), RATE, HOP);
  const played = renderNotes(content, heard, {
    instrument: style.instrument,
    shares: { mean: 1, spread: 1 },
  });

  it('comes near to the notes on the other instrument', async () => {
    const truth = mono(tune(notes, HORN, 1.2));
    const before = await logSpectralDistance(mono(content), truth);
    expect(await logSpectralDistance(mono(played), truth)).toBeLessThan(0.3 * before);
  });

  it('leaves the notes as they are on their own instrument', async () => {
    const same = renderNotes(content, heard, {
      instrument: heard.instrument,
      shares: { mean: 1, spread: 0 },
    });
    expect(await logSpectralDistance(mono(same), mono(content))).toBeLessThan(2);
  });

  it('is silent where the content is', () => {
    const pause = (signal: Float32Array) => powerOf(signal.slice(0.23 * RATE, 0.27 * RATE));
    expect(pause(played) / powerOf(played)).toBeLessThan(1e-5);
  });
});

describe('attackGains', () => {
  it('are 1 for what goes on, and next to nothing just before it begins', () => {
    const signal = noise(RATE, 0.1, 2).map((x, i) => (i < RATE / 2 ? 0 : x));
    const gains = attackGains(signal, noteSpectrum(signal, RATE, HOP));
    const mean = gains.slice(55, 80).reduce((a, b) => a + b, 0) / 25;
    expect(mean).toBeCloseTo(1, 1);
    expect(gains[Math.floor(RATE / 2 / HOP) - 2]).toBeLessThan(0.02);
  });
});

describe('checkPlayable', () => {
  it('takes instruments, and refuses noise and saved styles in one line', () => {
    const played = hearNotes(tune(chord, HORN, 1), RATE, HOP).instrument;
    const twice = emptyInstrument();
    addInstrument(twice, played);
    addInstrument(twice, played);
    expect(twice.notePower / twice.power).toBeCloseTo(played.notePower / played.power, 5);
    expect(() => checkPlayable([twice])).not.toThrow();
    const hiss = hearNotes(noise(0.4 * RATE, 0.1, 3), RATE, HOP).instrument;
    expect(() => checkPlayable([hiss])).toThrow(
      /^style: .*expects a sound with notes, found notes in [01]?\d %/,
    );
    expect(() => checkPlayable([undefined])).toThrow(/^style: a saved style holds no notes/);
  });
});
