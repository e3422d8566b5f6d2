import { describe, expect, it } from 'vitest';
import { type Level, NO_PATCH, PATCH_RADIUS } from '../../../src/glyph/patch/level.js';
import { guideCost, PatchCost } from '../../../src/glyph/patch/patchCost.js';
import { guess, StripSearch } from '../../../src/glyph/patch/search.js';
import type { Strip } from '../../../src/glyph/patch/strips.js';
import type { PatchTerms } from '../../../src/glyph/patch/terms.js';
import { RGBA } from '../../../src/shared/pictures/premultiplied.js';
import { Rng } from '../../../src/shared/rng.js';
import { centresOf, type NoiseTask, noiseLevel, scatter } from '../../support/patchLevels.js';

const BORDER = PATCH_RADIUS;
const TASK: NoiseTask = { example: { width: 32, height: 26 }, target: { width: 20, height: 18 } };
const FREE: PatchTerms = { guide: 0.5, contour: 0, repetition: 0 };

const wholeOf = ({ target }: Level): Strip => ({ top: BORDER, bottom: target.height - BORDER });
const activeOf = ({ target }: Level) => [...target.isActive.keys()].filter((p) => target.isActive[p] === 1);

/** A target of noise, with a random patch everywhere. */
function scattered(task = TASK): Level {
  const level = noiseLevel(task);
  const rng = new Rng(2);
  for (let i = 0; i < level.target.picture.length; i++) level.target.picture[i] = rng.integer(256);
  scatter(level, 3);
  level.field.before.set(level.field.nearest);
  return level;
}

function search(level: Level, terms: PatchTerms, { strip = wholeOf(level), goodEnough = 0, seed = 1 } = {}) {
  const uses = new Int32Array(level.source.isCentre.length);
  for (const p of activeOf(level)) uses[level.field.nearest[p]!]!++;
  new StripSearch({ level, terms, goodEnough }, uses, strip, new Rng(seed)).run();
}

const costsOf = (level: Level, terms: PatchTerms) => {
  const cost = new PatchCost(level, terms, new Int32Array(level.source.isCentre.length));
  return activeOf(level).map((p) => cost.of(p, level.field.nearest[p]!, Number.POSITIVE_INFINITY));
};

describe('StripSearch', () => {
  it('makes no pixel worse and most better, and knows what its patches cost', () => {
    const level = scattered();
    const before = costsOf(level, FREE);
    search(level, FREE);
    const after = costsOf(level, FREE);
    const costs = activeOf(level).map((p) => level.field.cost[p]!);
    expect(costs).toBeAllclose(after, 1e-5, 1e-6);
    for (const [i, cost] of after.entries()) expect(cost).toBeLessThanOrEqual(before[i]! + 1e-6);
    expect(after.filter((cost, i) => cost < before[i]! - 1e-3).length).toBeGreaterThan(0.9 * after.length);
    for (const p of activeOf(level)) expect(level.source.isCentre[level.field.nearest[p]!]).toBe(1);
  });

  it('trusts patches the more, the less they cost', () => {
    const level = scattered();
    search(level, FREE);
    const { cost, trust } = level.field;
    const active = activeOf(level);
    expect(active.map((p) => trust[p]!)).toBeAllclose(
      active.map((p) => 1 / (0.01 + cost[p]!)),
      1e-5,
    );
  });

  it('finds a part of the source again, to the pixel', () => {
    const level = scattered();
    const { source, target } = level;
    const [dx, dy] = [3, 1];
    for (let y = 0; y < target.height; y++) {
      const row = ((y + dy) * source.width + dx) * RGBA;
      target.picture.set(source.picture.subarray(row, row + target.width * RGBA), y * target.width * RGBA);
    }
    const noGuide = { ...FREE, guide: 0 };
    for (let round = 0; round < 4; round++) {
      search(level, noGuide, { seed: round });
      level.field.before.set(level.field.nearest);
    }
    const wanted = (p: number) =>
      (Math.floor(p / target.width) + dy) * source.width + (p % target.width) + dx;
    for (const p of activeOf(level)) expect(level.field.nearest[p]).toBe(wanted(p));
    expect(Math.max(...level.field.cost)).toBe(0);
  });

  it('hands good patches on in both directions, without any luck', () => {
    // One pixel has the right patch, at either end; all are satisfied with anything, and draw nothing at random.
    for (const isForward of [true, false]) {
      const level = scattered();
      const { source, target, field } = level;
      for (let y = 0; y < target.height; y++) {
        const row = (y * source.width + 1) * RGBA;
        target.picture.set(source.picture.subarray(row, row + target.width * RGBA), y * target.width * RGBA);
      }
      const wanted = (p: number) => Math.floor(p / target.width) * source.width + (p % target.width) + 1;
      const active = activeOf(level);
      const start = isForward ? active[0]! : active.at(-1)!;
      field.nearest[start] = wanted(start);
      search(level, { ...FREE, guide: 0 }, { goodEnough: 100 });
      expect(active.filter((p) => field.nearest[p] === wanted(p))).toEqual(active);
    }
  });

  it('looks around what a pixel has, up to a quarter of the source away', () => {
    // One pixel, so that nobody hands it anything; two patches, of which one is right, and whose guide is not its own.
    const level = scattered({ ...TASK, isWorthwhile: (x, y) => x === 2 && y === 8 });
    const { source, target, field } = level;
    const [p] = activeOf(level) as [number];
    const right = 12 * source.width + 20;
    for (let dy = -BORDER; dy <= BORDER; dy++) {
      const [from, to] = [right + dy * source.width - BORDER, p + dy * target.width - BORDER];
      const row = source.picture.subarray(from * RGBA, (from + 2 * BORDER + 1) * RGBA);
      target.picture.set(row, to * RGBA);
    }
    const isFoundFrom = (dx: number, dy: number) => {
      const start = right + dy * source.width + dx;
      field.nearest[p] = start;
      source.isCentre.fill(0);
      source.isCentre[right] = source.isCentre[start] = 1;
      for (let seed = 0; seed < 3000 && field.nearest[p] === start; seed++) {
        search(level, { ...FREE, guide: 0 }, { seed });
      }
      return field.nearest[p] === right;
    };
    // The source is 32 pixels wide.
    for (const [dx, dy] of [
      [1, 0],
      [-2, 1],
      [8, 3],
      [-8, -8],
      [3, 8],
    ] as const) {
      expect([dx, dy, isFoundFrom(dx, dy)]).toEqual([dx, dy, true]);
    }
    for (const [dx, dy] of [
      [9, 0],
      [0, -9],
    ] as const) {
      expect([dx, dy, isFoundFrom(dx, dy)]).toEqual([dx, dy, false]);
    }
  });

  it('repeats patches less if that costs', () => {
    const repeatsOf = (repetition: number) => {
      const level = scattered();
      search(level, { ...FREE, repetition });
      const nearest = activeOf(level).map((p) => level.field.nearest[p]);
      return nearest.length - new Set(nearest).size;
    };
    expect(repeatsOf(10)).toBeLessThan(repeatsOf(0) / 10);
  });

  it('leaves other strips, and what is not worked on, alone', () => {
    const level = scattered({ ...TASK, isWorthwhile: (x) => x > 4 });
    const before = level.field.nearest.slice();
    const strip = { top: 6, bottom: 12 };
    search(level, FREE, { strip });
    const changed = [...before.keys()].filter((p) => level.field.nearest[p] !== before[p]);
    const rows = changed.map((p) => Math.floor(p / level.target.width));
    expect(changed.length).toBeGreaterThan(50);
    expect([Math.min(...rows), Math.max(...rows)]).toEqual([6, 11]);
    expect(changed.every((p) => level.target.isActive[p] === 1)).toBe(true);
  });

  it('makes the same of the same numbers', () => {
    const nearestOf = (seed: number) => {
      const level = scattered();
      search(level, FREE, { seed });
      return level.field.nearest;
    };
    expect(nearestOf(7)).toEqual(nearestOf(7));
    expect(nearestOf(8)).not.toEqual(nearestOf(7));
  });
});

describe('guess', () => {
  it('takes patches whose guide is about right, all of them centres', () => {
    const level = noiseLevel(TASK);
    const centres = centresOf(level);
    guess({ level, terms: FREE, goodEnough: 0 }, wholeOf(level), new Rng(1));
    let [guessed, best, random] = [0, 0, 0];
    for (const p of activeOf(level)) {
      const q = level.field.nearest[p]!;
      expect(level.source.isCentre[q]).toBe(1);
      const costs = centres.map((centre) => guideCost(level, FREE, p, centre));
      guessed += guideCost(level, FREE, p, q);
      best += Math.min(...costs);
      random += costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    }
    expect(guessed / best).toBeLessThan(1.2);
    expect(guessed / random).toBeLessThan(0.3);
  });

  it('finds nothing where no patch fits', () => {
    const level = noiseLevel({ ...TASK, example: { width: 4, height: 4 } });
    guess({ level, terms: FREE, goodEnough: 0 }, wholeOf(level), new Rng(1));
    for (const p of activeOf(level)) expect(level.field.nearest[p]).toBe(NO_PATCH);
  });
});
