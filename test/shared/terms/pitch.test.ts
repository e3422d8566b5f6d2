import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { Rng } from '../../../src/shared/rng.js';
import { PITCHES } from '../../../src/shared/terms/pitch.js';
import { termOf } from '../../support/terms.js';

const FRAMES = 5;
const CLASSES = 12;
const term = termOf({ kind: 'pitch' });
const drawn = (seed: number) => new Rng(seed).normals(FRAMES * CLASSES).map(Math.abs);
const shown = (chroma: Float32Array) => ({
  layers: { [PITCHES]: tf.tensor4d(chroma, [1, 1, FRAMES, CLASSES]) },
});
const lossOf = (chroma: Float32Array, target: Float32Array) =>
  term.loss(shown(chroma), term.goalOf(shown(target)))[0]!;
const frameOf = (chroma: Float32Array, frame: number) =>
  chroma.subarray(frame * CLASSES, (frame + 1) * CLASSES);
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('pitch', () => {
  it('is 1 less the mean cosine of frames, each by the sum of the target’s', () => {
    const [chroma, target] = [drawn(1), drawn(2)];
    let [kept, weights] = [0, 0];
    for (let frame = 0; frame < FRAMES; frame++) {
      const [a, b] = [frameOf(chroma, frame), frameOf(target, frame)];
      const weight = b.reduce((sum, value) => sum + value, 0);
      kept += (weight * dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b));
      weights += weight;
    }
    expect(lossOf(chroma, target)).toBeCloseTo(1 - kept / weights, 5);
  });

  it('does not hear how loud a frame is, and does not ask in the pauses of the target', () => {
    const [chroma, target] = [drawn(1), drawn(2)];
    const louder = chroma.map((value, i) => value * (1 + Math.floor(i / CLASSES)));
    expect(lossOf(louder, target)).toBeCloseTo(lossOf(chroma, target), 4);
    target.fill(0, 2 * CLASSES, 3 * CLASSES);
    const changed = chroma.slice();
    changed.set(drawn(9).subarray(0, CLASSES), 2 * CLASSES);
    expect(lossOf(changed, target)).toBeCloseTo(lossOf(chroma, target), 5);
  });

  it('is 1 where no note is the same', () => {
    const note = (pitch: number) =>
      Float32Array.from({ length: FRAMES * CLASSES }, (_, i) => (i % CLASSES === pitch ? 0.3 : 0));
    expect(lossOf(note(3), note(4))).toBeCloseTo(1, 3);
  });
});
