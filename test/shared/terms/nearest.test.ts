import { describe, expect, it } from 'vitest';
import { type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { type Features, randomFeatures, tensorOf } from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

const picture = randomFeatures(3, 6, 7, 4);
const style = randomFeatures(4, 5, 9, 4);
const shown = (of: Features) => ({ layers: { a: tensorOf(of) } });
const scaled = (of: Features, factor: number): Features => ({ ...of, data: of.data.map((v) => v * factor) });

/** Vectors of all positions. */
function vectors({ data, channels }: Features): number[][] {
  return Array.from({ length: data.length / channels }, (_, i) => [
    ...data.subarray(i * channels, (i + 1) * channels),
  ]);
}

function centred(of: Features): number[][] {
  const all = vectors(of);
  const mean = all[0]!.map((_, c) => all.reduce((sum, vector) => sum + vector[c]!, 0) / all.length);
  return all.map((vector) => vector.map((value, c) => value - mean[c]!));
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const nearestDistances = (from: readonly number[][], to: readonly number[][]) =>
  from.map((a) => 1 - Math.max(...to.map((b) => cosine(a, b))));

/** A place of the left half of a picture [1, h, w], or of the right one. */
function half(height: number, width: number, isLeft: boolean) {
  const values = Array.from({ length: height * width }, (_, i) => (i % width < width / 2 === isLeft ? 1 : 0));
  return tf.tensor3d(values, [1, height, width]);
}

/** Twice as wide: the left half is `left`. */
const beside = (left: Features, right: Features) =>
  tf.concat([tensorOf(left), tensorOf(right)], 2) as Tensor4D;

describe('nearest', () => {
  const term = termOf({ kind: 'nearest', layers: { a: 1 } });

  it('is the mean cosine distance to the nearest centred feature', () => {
    const wanted = mean(nearestDistances(centred(picture), centred(style)));
    expect(term.loss(shown(picture), term.goalOf(shown(style)))[0]).toBeCloseTo(wanted, 5);
  });

  it('is 0 at its own style, however strong its features are', () => {
    expect(term.loss(shown(scaled(style, 3)), term.goalOf(shown(style)))[0]).toBeCloseTo(0, 5);
  });

  it('is compiled as it is, with its gradient, what was chosen held', async () => {
    const { goalOf, term: open } = term;
    const goal = goalOf(shown(style));
    const held = arraysOf({ ...goal, ...open.refresh!.find!(new Seen(shown(picture).layers), goal) });
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(open.loss(new Seen({ a: x as Tensor4D }), tensorsOf(held))) }),
      normalValues({ x: [1, 6, 7, 4] }, 3),
    );
  });
});

describe('remd', () => {
  const term = termOf({ kind: 'remd', layers: { a: 1 }, pool: 1, samples: 4096 });

  it('is the larger of the mean distances to the nearest of the other side', () => {
    const [ours, theirs] = [vectors(picture), vectors(style)];
    const wanted = Math.max(mean(nearestDistances(ours, theirs)), mean(nearestDistances(theirs, ours)));
    expect(term.loss(shown(picture), term.goalOf(shown(style)))[0]).toBeCloseTo(wanted, 5);
  });

  it('is 0 at its own style, whatever the places', () => {
    const moved = { ...style, data: tf.reverse(tensorOf(style), [1, 2]).dataSync() as Float32Array };
    expect(term.loss(shown(moved), term.goalOf(shown(style)))[0]).toBeCloseTo(0, 5);
  });

  it('sees what the picture lacks', () => {
    // Half of the style is nowhere in the picture, though all of the picture is in the style.
    const other = randomFeatures(9, 5, 9, 4);
    const goal = term.goalOf({ layers: { a: beside(style, other) } });
    const lack = mean(nearestDistances(vectors(other), vectors(style))) / 2;
    expect(term.loss(shown(style), goal)[0]).toBeCloseTo(lack, 5);
  });

  it('compares regions with regions', () => {
    const [left, right] = [randomFeatures(5, 6, 4, 4), randomFeatures(6, 6, 4, 4)];
    const both = { a: beside(left, right) };
    const goal = (isLeft: boolean) => term.goalOf({ layers: both, places: half(6, 8, isLeft) });
    const loss = (isLeft: boolean, of: boolean) =>
      term.loss({ layers: both, places: half(6, 8, isLeft) }, goal(of))[0]!;
    expect(loss(true, true)).toBeCloseTo(0, 5);
    expect(loss(false, false)).toBeCloseTo(0, 5);
    const apart = Math.max(
      mean(nearestDistances(vectors(left), vectors(right))),
      mean(nearestDistances(vectors(right), vectors(left))),
    );
    expect(loss(true, false)).toBeCloseTo(apart, 5);
  });

  it('is compiled as it is, with its gradient', async () => {
    const open = termOf({ kind: 'remd', layers: { a: 1 }, pool: 2, samples: 16 });
    const goal = arraysOf(open.goalOf(shown(style)));
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(open.term.loss(new Seen({ a: x as Tensor4D }), tensorsOf(goal))) }),
      normalValues({ x: [1, 6, 7, 4] }, 3),
    );
  });
});

describe('self-similarity', () => {
  const term = termOf({ kind: 'self-similarity', layers: { a: 1 } });

  it('is the mean over columns of the difference of normalised distances', () => {
    const matrix = (of: Features) => {
      const all = vectors(of);
      const distances = all.map((a) => all.map((b) => 1 - cosine(a, b)));
      const sums = all.map((_, j) => distances.reduce((sum, row) => sum + row[j]!, 0));
      return distances.map((row) => row.map((value, j) => value / sums[j]!));
    };
    const other = randomFeatures(8, 6, 7, 4);
    const [a, b] = [matrix(picture), matrix(other)];
    const wanted = a.flatMap((row, i) => row.map((value, j) => Math.abs(value - b[i]![j]!)));
    const sum = wanted.reduce((total, value) => total + value, 0);
    expect(term.loss(shown(picture), term.goalOf(shown(other)))[0]).toBeCloseTo(sum / a.length, 3);
  });

  it('is 0 for the content, and for all that is turned and scaled as a whole', () => {
    const goal = term.goalOf(shown(picture));
    // Swapping channels turns all vectors alike.
    const turned = { ...picture, data: tf.reverse(tensorOf(picture), 3).dataSync() as Float32Array };
    expect(term.loss(shown(picture), goal)[0]).toBeCloseTo(0, 5);
    expect(term.loss(shown(scaled(turned, 2)), goal)[0]).toBeCloseTo(0, 4);
    expect(term.range(goal)[0]).toBeGreaterThan(0.1);
  });

  it('compares about as many places as it is told', () => {
    const few = termOf({ kind: 'self-similarity', layers: { a: 1 }, positions: 16 });
    expect(few.measure(shown(randomFeatures(1, 12, 12, 4))).a!.shape).toEqual([1, 16, 16]);
  });

  it('is compiled as it is, with its gradient', async () => {
    const goal = arraysOf(term.goalOf(shown(picture)));
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(term.term.loss(new Seen({ a: x as Tensor4D }), tensorsOf(goal))) }),
      normalValues({ x: [1, 6, 7, 4] }, 3),
    );
  });
});
