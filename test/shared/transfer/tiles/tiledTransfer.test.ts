import { afterAll, describe, expect, it } from 'vitest';
import { CompiledEngine } from '../../../../src/shared/engine/compiled.js';
import { type Tensor4D, tf } from '../../../../src/shared/engine/tf.js';
import type { Size } from '../../../../src/shared/pictures/picture.js';
import { Rng } from '../../../../src/shared/rng.js';
import { NO_LAYERS, openTerms } from '../../../../src/shared/terms/openTerm.js';
import type { TermSpec } from '../../../../src/shared/terms/registry.js';
import { joinGoals } from '../../../../src/shared/transfer/goals.js';
import type { Places } from '../../../../src/shared/transfer/graph.js';
import { factorsOf } from '../../../../src/shared/transfer/task.js';
import { tiledPicture } from '../../../../src/shared/transfer/tiles/tiledPicture.js';
import { Stopped, TiledTransfer } from '../../../../src/shared/transfer/tiles/tiledTransfer.js';
import { type TiledView, tilePlanFor } from '../../../../src/shared/transfer/tiles/tiledView.js';
import { tileGrid } from '../../../../src/shared/transfer/tiles/tileGrid.js';
import { Transfer } from '../../../../src/shared/transfer/transfer.js';
import type { View } from '../../../../src/shared/transfer/view.js';

const engine = await CompiledEngine.open('cpu', 1);
afterAll(() => engine.close());

const rng = new Rng(5);
const [kernelA, kernelB] = [rng.normals(3 * 3 * 3 * 4, 0.3), rng.normals(3 * 3 * 4 * 5, 0.3)];

/** Two padded convolutions with a pooling in between: `a` has every pixel, `b` every other one. */
function viewOf({ height, width }: Size): View {
  return {
    key: `tiny ${width}x${height}`,
    shape: [1, height, width, 3],
    see: (variable) => {
      const pixels = variable as Tensor4D;
      const a = tf.relu(tf.conv2d(pixels, tf.tensor4d(kernelA, [3, 3, 3, 4]), 1, 'same')) as Tensor4D;
      const pooled = tf.avgPool(a, 2, 2, 'valid') as Tensor4D;
      const b = tf.relu(tf.conv2d(pooled, tf.tensor4d(kernelB, [3, 3, 4, 5]), 1, 'same')) as Tensor4D;
      return { pixels, a, b };
    },
  };
}
const TILED: TiledView = {
  view: viewOf,
  stepOf: (layer) => (layer === 'b' ? 2 : 1),
  reachOf: (layer) => ({ pixels: 0, a: 1, b: 3 })[layer]!,
};

function randomPixels({ width, height }: Size, seed: number): Float32Array {
  const random = new Rng(seed);
  return Float32Array.from({ length: width * height * 3 }, () => random.uniform());
}

/** Losses and gradients of a picture in one piece and in tiles. */
async function bothWays(
  specs: readonly TermSpec[],
  size: Size,
  tilePx: number,
  places: Places = {},
  seen = TILED,
) {
  const terms = openTerms(specs, NO_LAYERS);
  const [content, style, x] = [1, 2, 3].map((seed) => randomPixels(size, seed)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const transfer = new Transfer(engine, terms);
  const tiled = new TiledTransfer(engine, terms, seen);
  const view = viewOf(size);
  const sides = {
    style: ['style'] as const,
    content: ['content'] as const,
    both: ['style', 'content'] as const,
  };
  const styleGoals = await transfer.prepare(
    await transfer.measure(view, style, { sides: sides.style, places }),
  );
  const measured = await transfer.measure(view, content, { sides: sides.both, places });
  const ofContent = terms.filter(({ side }) => side === 'content').map(({ id }) => [id, measured[id]!]);
  const goals = joinGoals(styleGoals, await transfer.prepare(Object.fromEntries(ofContent)));
  const gaps = await transfer.gaps({ view, start: content, goals, places }, measured);
  const regions = places.style?.shape[0] ?? 1;
  const shares = Float32Array.from({ length: regions }, (_, i) => (1 + i) / ((regions * (regions + 1)) / 2));
  const balance = { kind: 'strength', strength: 0.5, evenRatio: 0.3 } as const;
  const whole = await transfer.evaluate({ view, start: x, goals, places, shares, gaps, balance });

  const grid = tileGrid(size, tilePlanFor(terms, seen, tilePx))!;
  const pictureOf = (pixels: Float32Array) => tiledPicture(grid, pixels, places);
  const ours = joinGoals(
    await transfer.prepare(await tiled.measure(pictureOf(style))),
    await tiled.scale(pictureOf(content)),
  );
  const ourGaps = await transfer.gaps(
    { view, start: content, goals: ours, places },
    await tiled.measure(pictureOf(content)),
  );
  const factors = factorsOf(terms, { balance, goals: ours, gaps: ourGaps, shares });
  const parts = (await tiled.evaluate({ content: pictureOf(content), goals: ours, shares, factors }, x))!;
  await transfer.release();
  await tiled.release();
  return { tiles: grid.tiles.length, whole, parts };
}

/** The largest difference, as a share of the largest of what is expected. */
function worst(found: Float32Array, expected: Float32Array): number {
  const scale = Math.max(...expected.map(Math.abs));
  return Math.max(...found.map((value, i) => Math.abs(value - expected[i]!))) / scale;
}

const EQUAL = 1e-4;
async function expectEqual(specs: readonly TermSpec[], size: Size, tilePx: number, places: Places = {}) {
  const { tiles, whole, parts } = await bothWays(specs, size, tilePx, places);
  expect(tiles).toBeGreaterThan(1);
  expect(Math.abs(parts.total / whole.total - 1)).toBeLessThan(EQUAL);
  expect(Object.keys(parts.terms).sort()).toEqual(Object.keys(whole.terms).sort());
  for (const [name, loss] of Object.entries(whole.terms))
    expect(Math.abs(parts.terms[name]! - loss)).toBeLessThan(EQUAL * Math.abs(loss) + 1e-9);
  expect(worst(parts.gradient, whole.gradients.variable!)).toBeLessThan(EQUAL);
}

const layers = { a: 1, b: 2 };
const CONTENT: TermSpec = { kind: 'content', layers: { b: 1 } };
const ALL: readonly TermSpec[] = [
  CONTENT,
  { kind: 'wasserstein', layers: { a: 1 } },
  { kind: 'gram', layers },
  { kind: 'moments', layers },
  { kind: 'laplacian', pool: 2, weight: 0.5 },
  { kind: 'laplacian', pool: 1, weight: 0.5 },
  { kind: 'tv', weight: 20 },
];
const ODD: Size = { width: 37, height: 29 };

/** A soft region and what is left of it. */
function regionsIn({ width, height }: Size, count: number) {
  const data = new Float32Array(count * width * height);
  for (let i = 0; i < data.length; i++) {
    const x = (i % width) / width;
    data[i] = i < width * height ? Math.max(0, 1 - 1.5 * x) : Math.min(1, 1.5 * x);
  }
  return { shape: [count, height, width], data };
}

describe('a picture in tiles', () => {
  it('has the losses and the gradient of the whole', async () => expectEqual(ALL, ODD, 20));

  it('has them in tiles that count next to nothing, with regions and places that do not count', async () => {
    const places = { style: regionsIn(ODD, 2), content: regionsIn(ODD, 1) };
    await expectEqual(ALL, ODD, 14, places);
  });

  it('would have seams if tiles saw less than layers do', async () => {
    const near: TiledView = { ...TILED, reachOf: () => 1 };
    const { whole, parts } = await bothWays([CONTENT], ODD, 20, {}, near);
    expect(worst(parts.gradient, whole.gradients.variable!)).toBeGreaterThan(100 * EQUAL);
  });

  it('is stopped between tiles', async () => {
    const tiled = new TiledTransfer(engine, openTerms([CONTENT], NO_LAYERS), TILED);
    const grid = tileGrid(ODD, tilePlanFor(tiled.terms, TILED, 20))!;
    const picture = tiledPicture(grid, randomPixels(ODD, 1));
    await expect(tiled.scale(picture, AbortSignal.abort())).rejects.toBeInstanceOf(Stopped);
  });
});
