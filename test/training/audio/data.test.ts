import { describe, expect, it } from 'vitest';
import { TRUNK_BANDS } from '../../../src/audio/features/trunk.js';
import { Rng } from '../../../src/shared/rng.js';
import { augment } from '../../../training/audio/augment.js';
import { BATCH, BATCH_FRAMES, batchOf } from '../../../training/audio/batch.js';
import { centroidsOf, nearestCentroids } from '../../../training/audio/centroids.js';
import { CLASSES, FAMILIES, NOISE_NAMES } from '../../../training/audio/classes.js';
import { CLIP_SIZE } from '../../../training/audio/clips.js';
import { NOISES } from '../../../training/audio/noises.js';
import { CLIP_SPACING_S, drumPhrase, inSequence, phrase } from '../../../training/audio/phrases.js';

/** Sets whose clips are steady tones, each class in a band of its own. */
const tones = [10, 20, 40].map((band, label) => ({
  label,
  count: 2,
  codes: Uint8Array.from({ length: 2 * CLIP_SIZE }, (_, i) => (i % TRUNK_BANDS === band ? 160 : 10)),
}));

describe('CLASSES', () => {
  it('are General MIDI, drums, voices and noises, each in a family', () => {
    expect(CLASSES.length).toBe(128 + 4 + 3 + 8);
    expect(new Set(CLASSES.map(({ family }) => family))).toEqual(new Set(FAMILIES));
    expect(CLASSES[40]).toMatchObject({ name: 'program 40', family: 'strings' });
    const voices = CLASSES.flatMap(({ source }) => (source.kind === 'speech' ? [source.voices] : []));
    const learnt = new Set(voices.flatMap((voice) => voice.learnt));
    expect(voices.flatMap(({ heldOut }) => heldOut).filter((name) => learnt.has(name))).toEqual([]);
  });
});

describe('phrases', () => {
  it('are notes that can be played, end before the next clip, and depend on the seed alone', () => {
    for (let seed = 0; seed < 200; seed++) {
      const notes = seed % 2 ? phrase(new Rng(seed), seed % 128) : drumPhrase(new Rng(seed), [35, 40]);
      expect(notes.length).toBeGreaterThan(0);
      for (const { startS, durationS, pitch, velocity } of notes) {
        expect(startS).toBeGreaterThanOrEqual(0);
        expect(durationS).toBeGreaterThan(0);
        expect(startS + durationS).toBeLessThan(CLIP_SPACING_S);
        expect(pitch).toBeGreaterThanOrEqual(20);
        expect(pitch).toBeLessThanOrEqual(127);
        expect(velocity).toBeLessThanOrEqual(127);
      }
    }
    expect(phrase(new Rng(3), 0)).toEqual(phrase(new Rng(3), 0));
    const [note] = phrase(new Rng(3), 0);
    expect(inSequence([[note!], [note!]])[1]!.startS).toBeCloseTo(note!.startS + CLIP_SPACING_S);
  });
});

describe('NOISES', () => {
  it.each(NOISE_NAMES)('%s is sound of its own kind each time', (name) => {
    const [a, b] = [1, 2].map((seed) => NOISES[name](new Rng(seed), 4000, 22_050));
    expect(a!.every(Number.isFinite)).toBe(true);
    expect(a!.reduce((sum, x) => sum + x * x, 0)).toBeGreaterThan(1e-3);
    expect(a).not.toEqual(b);
    expect(a).toEqual(NOISES[name](new Rng(1), 4000, 22_050));
  });
});

describe('augment', () => {
  const quietTone = () =>
    Float32Array.from({ length: 40 * TRUNK_BANDS }, (_, i) => (i % TRUNK_BANDS === 20 ? 5 : 0.5));

  it('keeps a spectrogram a spectrogram, and never the same', () => {
    const original = quietTone();
    for (let seed = 0; seed < 50; seed++) {
      const x = quietTone();
      augment(new Rng(seed), x);
      expect(x.every((c) => c >= 0 && c < 12)).toBe(true);
      expect(x).not.toEqual(original);
    }
  });

  it('leaves the tone the loudest band, most of the time', () => {
    let kept = 0;
    for (let seed = 0; seed < 50; seed++) {
      const x = quietTone();
      augment(new Rng(seed), x);
      const frame = [...x.subarray(20 * TRUNK_BANDS, 21 * TRUNK_BANDS)];
      if (frame.indexOf(Math.max(...frame)) === 20) kept++;
    }
    expect(kept).toBeGreaterThan(40);
  });
});

describe('batchOf', () => {
  it('has one label for each spectrogram, and depends on seed and step alone', () => {
    const { spectrograms, labels } = batchOf(tones, 1, 5);
    expect(spectrograms.length).toBe(BATCH * BATCH_FRAMES * TRUNK_BANDS);
    for (let i = 0; i < BATCH; i++) expect(labels.subarray(3 * i, 3 * i + 3).reduce((a, b) => a + b)).toBe(1);
    expect(batchOf(tones, 1, 5)).toEqual({ spectrograms, labels });
    expect(batchOf(tones, 1, 6).labels).not.toEqual(labels);
  });
});

describe('nearestCentroids', () => {
  it('finds tones by their bands', () => {
    const centroids = centroidsOf(tones);
    expect(tones.map((set) => nearestCentroids(centroids, set))).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });
});
