import { describe, expect, it } from 'vitest';
import { BUCKETS, GUIDE_MAX, type Level, NO_PATCH, STENCIL } from '../../../src/glyph/patch/level.js';
import { guideCost, PatchCost } from '../../../src/glyph/patch/patchCost.js';
import { Rng } from '../../../src/shared/rng.js';

const [WIDTH, HEIGHT] = [11, 9];
const COUNT = WIDTH * HEIGHT;
const rng = new Rng(3);
const bytes = (length: number) => Uint8Array.from({ length }, () => rng.integer(256));

const level: Level = {
  target: {
    width: WIDTH,
    height: HEIGHT,
    picture: bytes(COUNT * 4),
    guide: bytes(COUNT * STENCIL),
    isActive: new Uint8Array(COUNT).fill(1),
  },
  source: {
    width: WIDTH,
    height: HEIGHT,
    partHeight: HEIGHT,
    picture: bytes(COUNT * 4),
    guide: bytes(COUNT * STENCIL),
    isCentre: new Uint8Array(COUNT).fill(1),
    buckets: { centres: new Int32Array(0), starts: new Int32Array(BUCKETS + 1) },
  },
  field: {
    nearest: new Int32Array(COUNT).fill(NO_PATCH),
    before: new Int32Array(COUNT),
    cost: new Float32Array(COUNT),
    trust: new Float32Array(COUNT),
  },
  uses: { counts: [new Int32Array(COUNT), new Int32Array(COUNT)], mean: 2 },
  guideStep: 4 / GUIDE_MAX,
  rounds: 1,
};
const terms = { guide: 0.5, contour: 0.25, repetition: 0.01 };
const uses = Int32Array.from({ length: COUNT }, () => rng.integer(5));
const at = (x: number, y: number) => y * WIDTH + x;

/** The definition, term by term. */
function naive(p: number, q: number): number {
  let appearance = 0;
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      for (let c = 0; c < 4; c++) {
        const step = (dy * WIDTH + dx) * 4 + c;
        appearance +=
          ((level.target.picture[p * 4 + step]! - level.source.picture[q * 4 + step]!) / 255) ** 2 / 25;
      }
    }
  }
  const differences = Array.from(
    { length: STENCIL },
    (_, k) => level.target.guide[p * STENCIL + k]! - level.source.guide[q * STENCIL + k]!,
  );
  const weighted = (first: number, unit: number) =>
    differences
      .slice(first, first + 5)
      .reduce((sum, value, k) => sum + (k === 0 ? 1 : 0.5) * (value * unit) ** 2, 0);
  const d = Math.max(1, level.target.guide[p * STENCIL]! * level.guideStep);
  return (
    appearance +
    terms.guide * Math.min(1, weighted(0, level.guideStep) / d ** 2) +
    terms.contour * weighted(5, 1 / 255) +
    (terms.repetition * uses[q]!) / level.uses.mean / d
  );
}

const cost = new PatchCost(level, terms, uses);

describe('PatchCost', () => {
  it('is the sum of its terms', () => {
    for (const [p, q] of [
      [at(2, 2), at(2, 2)],
      [at(5, 4), at(8, 6)],
      [at(8, 3), at(4, 5)],
    ] as const) {
      expect(cost.of(p, q, Number.POSITIVE_INFINITY)).toBeCloseTo(naive(p, q), 5);
    }
  });

  it('is not below its bound when it stops early, and exact when it is under it', () => {
    const [p, q] = [at(5, 4), at(8, 6)];
    const exact = naive(p, q);
    for (const bound of [0, exact / 3, exact * 0.99]) {
      expect(cost.of(p, q, bound)).toBeGreaterThanOrEqual(bound);
    }
    expect(cost.of(p, q, exact * 1.01)).toBeCloseTo(exact, 5);
  });

  it('has no guide to pay for where both guides are the same', () => {
    const same = { ...level, source: { ...level.source, guide: level.target.guide } };
    expect(guideCost(same, terms, at(5, 4), at(5, 4))).toBe(0);
    expect(guideCost(same, terms, at(5, 4), at(6, 4))).toBeGreaterThan(0);
  });
});
