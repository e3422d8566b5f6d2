import { describe, expect, it } from 'vitest';
import { type Tensor1D, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { nearestRows, unitRows } from '../../../src/shared/terms/nearestRows.js';
import { patchGrid, patchRows, spreadRows } from '../../../src/shared/terms/patchRows.js';
import { Seen } from '../../../src/shared/terms/seen.js';
import { type Features, randomFeatures, randomMatrix, tensorOf } from '../../support/features.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';
import { arraysOf, tensorsOf, termOf } from '../../support/terms.js';

/** The neighbourhoods of features as plain arrays, every `stride` positions and at the ends. */
function naivePatches({ height, width, channels, data }: Features, size: number, stride: number) {
  const starts = (length: number) =>
    [...Array(length - size + 1).keys()].filter((i) => i % stride === 0 || i === length - size);
  return starts(height).flatMap((top) =>
    starts(width).map((left) => {
      const patch: number[] = [];
      for (let y = top; y < top + size; y++) {
        for (let x = left; x < left + size; x++) {
          const first = (y * width + x) * channels;
          patch.push(...data.subarray(first, first + channels));
        }
      }
      return patch;
    }),
  );
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
const distance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0);
const nearest = (patch: readonly number[], examples: readonly number[][]) => {
  const likeness = examples.map((example) => cosine(patch, example));
  return likeness.indexOf(Math.max(...likeness));
};

describe('neighbourhoods', () => {
  const features = randomFeatures(1, 7, 6, 2);

  it.each([
    [3, 1],
    [3, 2],
    [1, 1],
    [2, 2],
  ])('of %i positions every %i are those of loops', (size, stride) => {
    const grid = patchGrid(tensorOf(features), size, stride);
    const rows = patchRows(tensorOf(features), grid).arraySync();
    expect(rows).toEqual(naivePatches(features, size, stride));
  });

  it('are as large as a layer that is smaller', () => {
    const small = randomFeatures(1, 2, 5, 3);
    const grid = patchGrid(tensorOf(small), 3, 2);
    expect([grid.size, grid.tops, grid.lefts]).toEqual([2, [0], [0, 2, 3]]);
  });

  it('are spread by the adjoint of how they are taken', () => {
    const grid = patchGrid(tensorOf(features), 3, 2);
    const rows = patchRows(tensorOf(features), grid);
    const others = randomMatrix(5, ...rows.shape);
    const inRows = tf.sum(tf.mul(rows, others)).dataSync()[0]!;
    const inLayer = tf.sum(tf.mul(tensorOf(features), spreadRows(others, grid))).dataSync()[0]!;
    expect(inLayer).toBeCloseTo(inRows, 4);
  });
});

describe('nearestRows', () => {
  const rows = randomMatrix(1, 9, 5);
  const examples = unitRows(randomMatrix(2, 14, 5));
  const none = tf.zeros([14]) as Tensor1D;
  const wanted = (rows.arraySync() as number[][]).map((row) =>
    nearest(row, examples.arraySync() as number[][]),
  );

  it.each([1, 20, 45, 1000])('finds what is most alike, with %i products at once', (held) => {
    expect([...nearestRows(rows, examples, none, held).dataSync()]).toEqual(wanted);
  });

  it('does not choose what the bias forbids', () => {
    const only = tf.tensor1d(Float32Array.from({ length: 14 }, (_, i) => (i === 6 || i === 3 ? 0 : -99)));
    const found = [...nearestRows(rows, examples, only, 30).dataSync()];
    expect(new Set([...found, 3, 6])).toEqual(new Set([3, 6]));
  });
});

describe('patches', () => {
  const picture = randomFeatures(3, 8, 7, 3);
  const style = randomFeatures(4, 6, 9, 3);
  const shown = (of: Features) => ({ layers: { a: tensorOf(of) } });
  const term = termOf({ kind: 'patches', layers: { a: 1 }, stride: 1 });

  it('is the mean squared distance to the most alike neighbourhoods, by the mean square of these', () => {
    const [ours, theirs] = [naivePatches(picture, 3, 1), naivePatches(style, 3, 1)];
    const distances = ours.map((patch) => distance(patch, theirs[nearest(patch, theirs)]!));
    const energy = theirs.reduce((sum, patch) => sum + dot(patch, patch), 0) / theirs.length;
    const mean = distances.reduce((a, b) => a + b, 0) / distances.length;
    const [loss] = term.loss(shown(picture), term.goalOf(shown(style)));
    expect(loss! / (mean / energy)).toBeCloseTo(1, 4);
  });

  it('is 0 at its own style', () => {
    expect(term.loss(shown(style), term.goalOf(shown(style)))[0]).toBeCloseTo(0, 5);
  });

  it('is about its range, 1, where there is nothing', () => {
    const empty = { ...picture, data: new Float32Array(picture.data.length) };
    expect(term.loss(shown(empty), term.goalOf(shown(style)))[0]).toBeGreaterThan(0.3);
    expect(term.range(term.goalOf(shown(style)))).toEqual([1]);
  });

  it('matches a region with what of the style lies in it', () => {
    // The left half of the style is the picture itself, and the right half is something else.
    const left = randomFeatures(5, 8, 7, 3);
    const both = tf.concat([tensorOf(left), tensorOf(randomFeatures(6, 8, 7, 3))], 2) as Tensor4D;
    const half = (isLeft: boolean) =>
      tf.tensor3d(
        Array.from({ length: 8 * 14 }, (_, i) => (i % 14 < 7 === isLeft ? 1 : 0)),
        [1, 8, 14],
      );
    const goal = (isLeft: boolean) => term.goalOf({ layers: { a: both }, places: half(isLeft) });
    expect(term.loss(shown(left), goal(true))[0]).toBeCloseTo(0, 5);
    expect(term.loss(shown(left), goal(false))[0]).toBeGreaterThan(0.1);
  });

  it('is compiled as it is, with its gradient, the neighbourhoods held', async () => {
    const { goalOf, term: open } = term;
    const goal = goalOf(shown(style));
    const found = open.refresh!.find!(new Seen(shown(picture).layers), goal);
    const held = arraysOf({ ...goal, ...found });
    await expectSoundObjective(
      ({ x }) => ({ value: tf.sum(open.loss(new Seen({ a: x as Tensor4D }), tensorsOf(held))) }),
      normalValues({ x: [1, 8, 7, 3] }, 3),
    );
  });
});
