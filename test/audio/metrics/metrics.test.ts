import { describe, expect, it } from 'vitest';
import { metricSignal, spectrogramOf } from '../../../src/audio/metrics/analysis.js';
import { chromaCosine, chromaOf } from '../../../src/audio/metrics/chroma.js';
import { compare, measure } from '../../../src/audio/metrics/compare.js';
import { heardFrames, rowsHeard } from '../../../src/audio/metrics/heard.js';
import { gramDistance, heldOutGram } from '../../../src/audio/metrics/heldOut.js';
import { correlation, spectralFlux } from '../../../src/audio/metrics/rhythm.js';
import {
  envelopeDistanceDb,
  octaveDifferencesDb,
  thirdOctavesDb,
} from '../../../src/audio/metrics/spectralEnvelope.js';
import { shareClosed, timbreDistance, timbreOf } from '../../../src/audio/metrics/timbre.js';
import { noise, rms, sine } from '../../shared/dsp/signals.js';

const RATE = 22_050;

/** Plucked notes of a harmonic tone; `brightness` is the share that each harmonic keeps of the one before. */
function notes(pitchesHz: readonly number[], brightness: number, noteS = 0.25): Float32Array {
  const length = Math.round(noteS * RATE);
  return Float32Array.from({ length: length * pitchesHz.length }, (_, i) => {
    const t = (i % length) / RATE;
    const hz = pitchesHz[Math.floor(i / length)]!;
    let sum = 0;
    for (let k = 1; k * hz < 9000; k++) sum += brightness ** (k - 1) * Math.sin(2 * Math.PI * k * hz * t);
    return 0.2 * sum * Math.exp(-6 * t) * Math.min(1, 200 * t);
  });
}
const MELODY = [220, 262, 330, 294, 220, 196, 247, 262];
const dull = notes(MELODY, 0.4);
const bright = notes([...MELODY].reverse(), 0.85);
const sound = (signal: Float32Array, sampleRateHz = RATE) => ({ sampleRateHz, channels: [signal] });

describe('metricSignal', () => {
  it('mixes down, resamples and levels', async () => {
    const left = sine(440, 1, 44_100, 0.5);
    const signal = await metricSignal({ sampleRateHz: 44_100, channels: [left, left.map((x) => -x / 2)] });
    expect(signal.length).toBe(RATE);
    expect(rms(signal)).toBeCloseTo(0.1, 4);
  });
});

describe('timbre', () => {
  const of = (x: Float32Array) => timbreOf(spectrogramOf(x));

  it('hears brightness, not order', () => {
    const reordered = notes([...MELODY].reverse(), 0.4);
    const way = timbreDistance(of(dull), of(bright));
    expect(timbreDistance(of(dull), of(reordered))).toBeLessThan(0.25 * way);
    expect(timbreDistance(of(dull), of(dull))).toBeCloseTo(0, 3);
  });

  it('does not hear pauses, nor what hisses in those of the content', () => {
    const paused = new Float32Array(3 * dull.length);
    paused.set(dull, dull.length);
    const hiss = noise(paused.length, 0.01, 3);
    const filled = paused.map((x, i) => x + hiss[i]!);
    const inContent = (x: Float32Array) => timbreOf(spectrogramOf(x), heardFrames(spectrogramOf(paused)));
    const way = timbreDistance(of(dull), of(bright));
    expect(timbreDistance(of(dull), of(paused))).toBeLessThan(0.1 * way);
    const quiet = dull.map((x, i) => x + hiss[i]!);
    const gained = timbreDistance(of(dull), of(quiet));
    expect(timbreDistance(of(paused), inContent(filled)) / gained).toBeCloseTo(1, 0);
    expect(timbreDistance(of(paused), of(filled))).toBeGreaterThan(1.5 * gained);
  });

  it('shareClosed is 0 at the start, 1 at the goal, negative beyond the start', () => {
    expect([shareClosed(2, 2), shareClosed(2, 0), shareClosed(2, 3), shareClosed(0, 0)]).toEqual([
      0, 1, -0.5, 1,
    ]);
  });
});

describe('rowsHeard', () => {
  const rows = Float32Array.of(1, 2, 3, 4, 5, 6);

  it('keeps the rows of frames that are heard, and all where none is', () => {
    expect([...rowsHeard(rows, 2, [true, false, true, true])]).toEqual([1, 2, 5, 6]);
    expect(rowsHeard(rows, 2, [false, false])).toEqual(rows);
  });
});

describe('chroma', () => {
  it('knows pitch classes: octaves are alike, other pitches are not', () => {
    const tone = (hz: number) => chromaOf(sine(hz, 1, RATE, 0.1));
    expect(chromaCosine(tone(440), tone(880))).toBeGreaterThan(0.95);
    expect(chromaCosine(tone(440), tone(622.25))).toBeLessThan(0.3);
  });

  it('is 1 for the same sound at any level, and weighs frames by their energy', () => {
    const chroma = chromaOf(dull);
    expect(
      chromaCosine(
        chroma,
        chroma.map((x) => 3 * x),
      ),
    ).toBeCloseTo(1, 6);
    const loud = Float32Array.of(9, ...new Float32Array(11), 1, ...new Float32Array(11));
    const half = Float32Array.of(9, ...new Float32Array(11), 0, 1, ...new Float32Array(10));
    expect(chromaCosine(loud, half)).toBeCloseTo(0.9, 6);
  });
});

describe('rhythm', () => {
  const flux = (x: Float32Array) => spectralFlux(spectrogramOf(x));

  it('has its peaks at the onsets', () => {
    const series = flux(dull);
    const framesInNote = (0.25 * RATE) / 256;
    const near = (note: number) =>
      Math.max(...series.subarray(note * framesInNote - 4, note * framesInNote + 3));
    const between = (note: number) =>
      Math.max(...series.subarray((note + 0.4) * framesInNote, (note + 0.7) * framesInNote));
    for (let note = 1; note < 8; note++) expect(near(note)).toBeGreaterThan(3 * between(note));
  });

  it('keeps under another timbre, not under another rhythm', () => {
    expect(correlation(flux(dull), flux(notes(MELODY, 0.85)))).toBeGreaterThan(0.8);
    expect(correlation(flux(dull), flux(notes([...MELODY, ...MELODY], 0.4, 0.17)))).toBeLessThan(0.4);
  });

  it('correlation: closed form, opposite and constant series', () => {
    const a = Float32Array.of(1, 2, 3, 6);
    expect(
      correlation(
        a,
        a.map((x) => 2 * x + 1),
      ),
    ).toBeCloseTo(1, 6);
    expect(
      correlation(
        a,
        a.map((x) => -x),
      ),
    ).toBeCloseTo(-1, 6);
    expect(correlation(a, new Float32Array(4))).toBe(0);
    expect(correlation(Float32Array.of(0, 1, 0, 1), Float32Array.of(0, 0, 1, 1))).toBeCloseTo(0, 6);
  });
});

describe('spectral envelope', () => {
  it('reads 6 dB for twice the amplitude, and finds a tone in its third octave', () => {
    const x = noise(RATE, 0.1);
    const of = (y: Float32Array) => thirdOctavesDb(spectrogramOf(y));
    expect(envelopeDistanceDb(of(x), of(x.map((v) => 2 * v)))).toBeCloseTo(6.02, 2);
    for (const octave of octaveDifferencesDb(of(x.map((v) => v / 2)), of(x)))
      expect(octave).toBeCloseTo(-6.02, 2);
    const bands = of(sine(1000, 1, RATE, 0.5));
    expect(bands.indexOf(Math.max(...bands))).toBe(13);
  });
});

describe('heldOutGram', () => {
  it('tells timbres apart, not orders of notes', () => {
    const style = heldOutGram(bright);
    const way = gramDistance(heldOutGram(dull), style);
    expect(way).toBeGreaterThan(0.1);
    expect(gramDistance(heldOutGram(notes(MELODY, 0.85)), style)).toBeLessThan(0.5 * way);
    expect(gramDistance(style, style)).toBe(0);
  });
});

describe('compare', () => {
  it('reads the anchors: the content closes nothing and keeps all, the style the other way round', async () => {
    const [content, style] = [await measure(sound(dull)), await measure(sound(bright))];
    const asContent = compare(content, content, style);
    expect([asContent.timbreGap, asContent.gramGap]).toEqual([0, 0]);
    expect([asContent.chroma, asContent.rhythm].map((x) => x.toFixed(6))).toEqual(['1.000000', '1.000000']);
    const asStyle = compare(content, style, style);
    expect([asStyle.timbreGap, asStyle.gramGap].map((x) => x.toFixed(2))).toEqual(['1.00', '1.00']);
    expect(asStyle.envelopeDb).toBe(0);
    expect(asStyle.chroma).toBeLessThan(0.8);
    const remade = compare(content, await measure(sound(notes(MELODY, 0.85))), style);
    expect(remade.timbreGap).toBeGreaterThan(0.5);
    expect(remade.chroma).toBeGreaterThan(0.8);
  });

  it('does not mind level or sample rate', async () => {
    const [content, style] = [await measure(sound(dull)), await measure(sound(bright))];
    const louder = compare(content, await measure(sound(bright.map((x) => 10 * x))), style);
    expect(louder.timbreGap).toBeCloseTo(1, 2);
    expect(louder.gramGap).toBeCloseTo(1, 2);
  });
});
