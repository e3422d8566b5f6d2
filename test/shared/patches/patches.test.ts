import { describe, expect, it } from 'vitest';
import { Crew } from '../../../src/shared/patches/crew.js';
import { PatchDistance } from '../../../src/shared/patches/patchDistance.js';
import { centreArea, NO_PATCH, type PatchLevel, RADIUS_PX } from '../../../src/shared/patches/patchLevel.js';
import { patchPicture, patchProblem } from '../../../src/shared/patches/patchPicture.js';
import { runPatches } from '../../../src/shared/patches/patchProgram.js';
import { PatchSearch } from '../../../src/shared/patches/patchSearch.js';
import type { PatchTask } from '../../../src/shared/patches/patchTask.js';
import { paintPatches, voteStrip, WIDE } from '../../../src/shared/patches/patchVote.js';
import { wrapFeatures, wrapField } from '../../../src/shared/patches/wrapBorder.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { Rng } from '../../../src/shared/rng.js';
import { largestDifference, scene } from '../../support/pictures.js';

const picture = scene({ width: 40, height: 32 }, 3);
const example = { width: 40, height: 32, colours: picture.pixels };
const TASK: PatchTask = {
  example,
  target: { width: 40, height: 32 },
  isWrapped: false,
  repetition: 0,
  seed: 0,
  reporter: SILENT,
};
/** The only level of a small task, with whatever changes. */
const levelOf = (changes: Partial<PatchTask> = {}) => patchProblem({ ...TASK, ...changes }).levels[0]!;

/** Calls back for all pixels that have a patch. */
function eachCentre(level: PatchLevel, visit: (p: number) => void): void {
  const { left, right, top, bottom } = centreArea(level);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) visit(y * level.target.width + x);
  }
}

/** Fills the target with noise. */
function fillTarget({ target }: PatchLevel, seed: number): void {
  const rng = new Rng(seed);
  for (let i = 0; i < target.features.length; i++) target.features[i] = rng.integer(256);
}

/** The distance by its definition. */
function plainDistance({ target, source, channels }: PatchLevel, p: number, q: number, first = 0): number {
  let sum = 0;
  for (let y = -RADIUS_PX; y <= RADIUS_PX; y++) {
    for (let x = -RADIUS_PX; x <= RADIUS_PX; x++) {
      for (let c = first; c < channels; c++) {
        const a = target.features[(p + y * target.width + x) * channels + c]!;
        const b = source.features[(q + y * source.width + x) * channels + c]!;
        sum += ((a - b) / 255) ** 2;
      }
    }
  }
  return sum / (2 * RADIUS_PX + 1) ** 2;
}

describe('PatchDistance', () => {
  it('is the mean squared difference, summed over channels; of the last channels alone where it is told', () => {
    const guide = picture.pixels.filter((_, i) => i % 3 === 0);
    const level = levelOf({ example: { ...example, guide }, guide });
    fillTarget(level, 1);
    const [p, q] = [8 * 40 + 9, 20 * 40 + 30];
    expect(level.channels).toBe(4);
    expect(new PatchDistance(level).of(p, q, 100)).toBeCloseTo(plainDistance(level, p, q), 10);
    expect(new PatchDistance(level, 3).of(p, q, 100)).toBeCloseTo(plainDistance(level, p, q, 3), 10);
  });

  it('says no more than that it is beyond a bound', () => {
    const level = levelOf();
    fillTarget(level, 2);
    const [p, q] = [8 * 40 + 9, 20 * 40 + 30];
    const exact = plainDistance(level, p, q);
    const cut = new PatchDistance(level).of(p, q, exact / 10);
    expect(cut).toBeGreaterThan(exact / 10);
    expect(cut).toBeLessThan(exact);
  });
});

/** Runs one search of all rows. */
function search(level: PatchLevel, repetition: number, seed: number): void {
  const { top, bottom } = centreArea(level);
  const uses = new Int32Array(level.source.isCentre.length);
  eachCentre(level, (p) => {
    const q = level.field.nearest[p]!;
    uses[q] = uses[q]! + 1;
  });
  new PatchSearch({ level, repetition }, uses, { top, bottom }, new Rng(seed)).run();
}

/** Gives every pixel a random patch. */
function scatter(level: PatchLevel, seed: number): void {
  const rng = new Rng(seed);
  const { centres } = level.source;
  eachCentre(level, (p) => {
    level.field.nearest[p] = centres[rng.integer(centres.length)]!;
  });
}

describe('PatchSearch', () => {
  it('finds nearly all of the patches that brute force finds', () => {
    const level = levelOf();
    level.target.features.set(level.source.features);
    scatter(level, 1);
    for (let round = 0; round < 4; round++) search(level, 0, round);
    let [same, all] = [0, 0];
    eachCentre(level, (p) => {
      all++;
      if (level.field.nearest[p] === p) same++;
    });
    expect(same / all).toBeGreaterThan(0.97);
  });

  it('knows what its patches cost, and never takes a worse one', () => {
    const level = levelOf();
    fillTarget(level, 4);
    scatter(level, 2);
    const before = new Map<number, number>();
    eachCentre(level, (p) => {
      before.set(p, plainDistance(level, p, level.field.nearest[p]!));
    });
    search(level, 0, 3);
    eachCentre(level, (p) => {
      const cost = plainDistance(level, p, level.field.nearest[p]!);
      expect(level.field.cost[p]).toBeCloseTo(cost, 5);
      expect(cost).toBeLessThanOrEqual(before.get(p)! + 1e-12);
    });
  });

  it('uses more of the example where repetition costs', () => {
    const distinct = [0, 0.3].map((repetition) => {
      const level = levelOf();
      level.target.features.fill(128);
      scatter(level, 5);
      for (let round = 0; round < 3; round++) search(level, repetition, round);
      return new Set(level.field.nearest).size;
    });
    expect(distinct[1]!).toBeGreaterThan(2 * distinct[0]!);
  });
});

describe('votes', () => {
  it('paint the example itself where every pixel has the patch of its place', () => {
    const level = levelOf();
    eachCentre(level, (p) => {
      level.field.nearest[p] = p;
    });
    voteStrip(level, WIDE, { top: 0, bottom: 32 });
    expect(level.target.features).toEqual(level.source.features);
    expect(largestDifference(paintPatches(level, picture.pixels), picture.pixels)).toBeLessThan(1e-6);
    expect(largestDifference(paintPatches(level), picture.pixels)).toBeLessThan(0.003);
  });
});

describe('a border that wraps', () => {
  it('repeats the other side, of features and of patches', () => {
    const level = levelOf({ isWrapped: true });
    const { target, field, channels } = level;
    expect([target.width, target.height]).toEqual([40 + 2 * RADIUS_PX, 32 + 2 * RADIUS_PX]);
    fillTarget(level, 1);
    scatter(level, 1);
    wrapFeatures(level);
    wrapField(level);
    for (let y = 0; y < target.height; y++) {
      for (let x = 0; x < target.width; x++) {
        const inner =
          (((y - RADIUS_PX + 32) % 32) + RADIUS_PX) * target.width + ((x - RADIUS_PX + 40) % 40) + RADIUS_PX;
        const p = y * target.width + x;
        expect(field.nearest[p]).toBe(field.nearest[inner]);
        expect(field.nearest[p]).not.toBe(NO_PATCH);
        expect(target.features[p * channels]).toBe(target.features[inner * channels]);
      }
    }
  });
});

describe('patchPicture', () => {
  const task: PatchTask = { ...TASK, target: { width: 70, height: 50 }, isWrapped: true, repetition: 0.03 };

  it('comes to the same on any number of threads, and to something else with another seed', async () => {
    const [single, double, other] = [
      await patchPicture(task, 1),
      await patchPicture(task, 2),
      await patchPicture({ ...task, seed: 1 }, 2),
    ];
    expect(double.colours).toEqual(single.colours);
    expect(other.colours).not.toEqual(single.colours);
    expect(single.rounds).toBeGreaterThan(10);
  });

  it('makes every patch one that is nearly in the example', () => {
    const problem = patchProblem(task);
    const rounds: number[] = [];
    runPatches(problem, new Crew(1), (round) => rounds.push(round));
    expect(rounds).toEqual(rounds.map((_, i) => i + 1));
    const level = problem.levels.at(-1)!;
    let [sum, count] = [0, 0];
    eachCentre(level, (p) => {
      sum += plainDistance(level, p, level.field.nearest[p]!);
      count++;
    });
    // Of patches drawn at random.
    const random = levelOf();
    random.target.features.set(random.source.features);
    scatter(random, 1);
    let [chance, pixels] = [0, 0];
    eachCentre(random, (p) => {
      chance += plainDistance(random, p, random.field.nearest[p]!);
      pixels++;
    });
    expect(sum / count).toBeLessThan((0.25 * chance) / pixels);
  });

  it('stops early with what there is', async () => {
    const { colours, rounds } = await patchPicture({ ...task, signal: AbortSignal.abort() }, 1);
    expect(rounds).toBeLessThanOrEqual(2);
    expect(colours.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('takes nothing from what must not be used', async () => {
    // The left half is red, and forbidden.
    const colours = picture.pixels.map((value, i) =>
      Math.floor(i / 3) % 40 < 20 ? [9, 0, 0][i % 3]! : value,
    );
    const usable = Float32Array.from({ length: 40 * 32 }, (_, i) => (i % 40 < 20 ? 0 : 1));
    const made = await patchPicture({ ...task, example: { ...example, colours, usable } }, 1);
    expect(Math.max(...made.colours)).toBeLessThan(1.01);
  });
});
