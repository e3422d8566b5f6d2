import { describe, expect, it } from 'vitest';
import { carryOver } from '../../../src/glyph/patch/carryOver.js';
import { bucketAt, type Level, NO_PATCH, PATCH_RADIUS, STENCIL } from '../../../src/glyph/patch/level.js';
import { SCHEDULE, TERMS } from '../../../src/glyph/patch/terms.js';
import { Rng } from '../../../src/shared/rng.js';
import { centresOf, type NoiseTask, noiseLevel, scatter } from '../../support/patchLevels.js';

const BORDER = PATCH_RADIUS;
const UPRIGHT: NoiseTask = { example: { width: 28, height: 20 }, target: { width: 22, height: 18 } };
const TURNED: NoiseTask = { ...UPRIGHT, isDirected: false };

const carry = (coarse: Level, level: Level, strip = { top: BORDER, bottom: level.target.height - BORDER }) =>
  carryOver(coarse, { level, terms: TERMS, goodEnough: SCHEDULE.goodEnough }, strip, new Rng(1));

/** Pixels of a target without its border, as x, y of the inside. */
function* inside({ target }: Level): Generator<{ p: number; x: number; y: number }> {
  for (let y = 0; y < target.height - 2 * BORDER; y++) {
    for (let x = 0; x < target.width - 2 * BORDER; x++) {
      yield { p: (y + BORDER) * target.width + x + BORDER, x, y };
    }
  }
}

const patchAt = ({ target, field }: Level, x: number, y: number) =>
  field.nearest[(y + BORDER) * target.width + x + BORDER]!;
const placeOf = ({ source }: Level, q: number) => [q % source.width, Math.floor(q / source.width)] as const;

describe.each([
  ['an upright example', UPRIGHT],
  ['an example in its turns', TURNED],
])('carryOver of %s', (_, task) => {
  it('to a level of the same size changes nothing', () => {
    const [coarse, level] = [noiseLevel(task), noiseLevel(task)];
    scatter(coarse, 3);
    carry(coarse, level);
    expect(level.field.nearest).toEqual(coarse.field.nearest);
  });

  it('makes four of each patch at twice the size, which lie beside each other as in the source', () => {
    const [coarse, level] = [noiseLevel(task, 2), noiseLevel(task)];
    scatter(coarse, 4);
    carry(coarse, level);
    let exact = 0;
    for (const { p, x, y } of inside(level)) {
      const [u, v] = placeOf(coarse, patchAt(coarse, x >> 1, y >> 1));
      const wanted = [2 * u + (x & 1), 2 * v + (y & 1)] as const;
      const [foundX, foundY] = placeOf(level, level.field.nearest[p]!);
      if (level.source.isCentre[wanted[1] * level.source.width + wanted[0]]) {
        expect([foundX, foundY]).toEqual(wanted);
        exact++;
        continue;
      }
      // No patch fits there: no centre is nearer than the one that was taken.
      const awayOf = ([a, b]: readonly [number, number]) => (a - wanted[0]) ** 2 + (b - wanted[1]) ** 2;
      const least = Math.min(...centresOf(level).map((q) => awayOf(placeOf(level, q))));
      expect(awayOf([foundX, foundY])).toBe(least);
    }
    expect(exact).toBeGreaterThan(300);
  });

  it('stays within the turn of the example that a patch is of', () => {
    const [coarse, level] = [noiseLevel(task, 1.6), noiseLevel(task)];
    scatter(coarse, 5);
    carry(coarse, level);
    const turnOf = (of: Level, q: number) => Math.floor(placeOf(of, q)[1] / of.source.partHeight);
    const [across, down] = [coarse, level].map(({ target }) => [target.width - 4, target.height - 4]) as [
      [number, number],
      [number, number],
    ];
    for (const { p, x, y } of inside(level)) {
      const [i, j] = [
        Math.floor(((x + 0.5) * across[0]) / down[0]),
        Math.floor(((y + 0.5) * across[1]) / down[1]),
      ];
      expect(turnOf(level, level.field.nearest[p]!)).toBe(turnOf(coarse, patchAt(coarse, i, j)));
    }
  });
});

describe('carryOver', () => {
  it.each([1.6, 1.3, 3])('takes a copy for a copy, whatever the sizes are (%d times as large)', (ratio) => {
    const size = { width: 45, height: 36 };
    const task = { example: size, target: size };
    const [coarse, level] = [noiseLevel(task, ratio), noiseLevel(task)];
    for (const { p, x, y } of inside(coarse)) coarse.field.nearest[p] = y * coarse.source.width + x;
    carry(coarse, level);
    for (const { p, x, y } of inside(level)) {
      const [u, v] = placeOf(level, level.field.nearest[p]!);
      // Half a pixel is lost to rounding; at the edges no patch fits.
      const nearest = (value: number, length: number) =>
        Math.min(length - 1 - BORDER, Math.max(BORDER, value));
      expect(Math.abs(u - nearest(x, size.width))).toBeLessThanOrEqual(1);
      expect(Math.abs(v - nearest(y, size.height))).toBeLessThanOrEqual(1);
    }
  });

  it('guesses where there is nothing to take over', () => {
    const [coarse, level] = [noiseLevel(UPRIGHT, 2), noiseLevel(UPRIGHT)];
    carry(coarse, level);
    const buckets = new Set(centresOf(level).map((q) => bucketAt(level.source.guide[q * STENCIL]!)));
    for (const { p } of inside(level)) {
      const q = level.field.nearest[p]!;
      expect(level.source.isCentre[q]).toBe(1);
      const [wanted, guessed] = [level.target.guide[p * STENCIL]!, level.source.guide[q * STENCIL]!].map(
        (value) => bucketAt(value),
      ) as [number, number];
      // Of a bucket as near as there is one.
      const least = Math.min(...[...buckets].map((bucket) => Math.abs(bucket - wanted)));
      expect(Math.abs(guessed - wanted)).toBe(least);
    }
  });

  it('leaves alone what is not worked on, and what lies outside of its strip', () => {
    const task = { ...UPRIGHT, isWorthwhile: (x: number) => x < 10 };
    const [coarse, level] = [noiseLevel(task, 2), noiseLevel(task)];
    scatter(coarse, 6);
    carry(coarse, level, { top: 6, bottom: 9 });
    for (const { p, x, y } of inside(level)) {
      const isIn = x < 10 && y + BORDER >= 6 && y + BORDER < 9;
      expect(level.field.nearest[p] !== NO_PATCH).toBe(isIn);
      expect(level.field.trust[p]).toBe(isIn ? 1 : 0);
    }
  });
});
