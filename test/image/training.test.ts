import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/shared/engine/engine.js';
import { openEngine } from '../../src/shared/engine/openEngine.js';
import { BY_TERMS, OF_CRITIC } from '../../src/shared/stylise/lesson.js';
import { learntShapes } from '../../src/shared/stylise/stylisedLosses.js';
import { firstWeights, isFilter } from '../../src/shared/stylise/styliser.js';
import { Learner } from '../../src/shared/train/learner.js';
import { writeSafetensors } from '../../src/shared/weights/safetensorsWriter.js';
import {
  SMALL_PLAN as PLAN,
  SMALL_SEED as SEED,
  type SmallMaterial,
  smallMaterial,
  smallTraining,
} from '../support/smallTraining.js';

let folder: string;
let engines: Engine[];
let material: SmallMaterial;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-training-'));
  engines = await Promise.all([1, 2].map((lanes) => openEngine({ device: 'cpu', threads: lanes, lanes })));
  material = await smallMaterial();
});
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  await rm(folder, { recursive: true, force: true });
});

const newLearner = (lessons = PLAN.lessons) => {
  const shapes = learntShapes(PLAN.family, lessons);
  const initial = firstWeights(PLAN.family, Learner.start(shapes, SEED).means);
  return Learner.start(shapes, SEED, { initial, decays: isFilter });
};

const trainingOf = (engine: Engine, learner: Learner, plan = PLAN) =>
  smallTraining(engine, learner, material, plan);

const bytesOf = (learner: Learner) => writeSafetensors(learner.means);

describe('a training', () => {
  it.each([
    ['of one lesson', PLAN.lessons],
    ['with a critic', [OF_CRITIC, { ...BY_TERMS, critic: 1, frames: 1 }]],
    [
      'of garments',
      [
        { ...OF_CRITIC, garment: true },
        { ...BY_TERMS, garment: true },
      ],
    ],
  ] as const)(
    '%s is the same whether it was cut off or not, and on however many lanes',
    async (_, lessons) => {
      // One size of crops is enough for several lessons: each is a program of its own for each size.
      const phases =
        lessons === PLAN.lessons
          ? PLAN.phases
          : PLAN.phases.slice(0, 1).map((phase) => ({ ...phase, share: 1 }));
      const plan = { ...PLAN, lessons, phases };
      const whole = newLearner(lessons);
      const unbroken = await trainingOf(engines[0]!, whole, plan);
      await unbroken.training.goOn(8, 8);
      await unbroken.training.close();

      const begun = newLearner(lessons);
      const first = await trainingOf(engines[1]!, begun, plan);
      await first.training.goOn(3, 8);
      await first.training.close();
      const path = join(folder, 'checkpoint.safetensors');
      await begun.save(path);
      const resumed = await Learner.resume(path, learntShapes(PLAN.family, lessons), 99, {
        decays: isFilter,
      });
      const second = await trainingOf(engines[1]!, resumed, plan);
      await second.training.goOn(8, 8);
      await second.training.close();
      expect(bytesOf(resumed)).toEqual(bytesOf(whole));
    },
  );

  it('comes nearer to its styles', async () => {
    const learner = newLearner();
    const { training, warnings } = await trainingOf(engines[1]!, learner);
    await training.goOn(1, 200);
    const { style: before } = training.losses;
    await training.goOn(60, 200);
    await training.close();
    expect(training.losses.style).toBeLessThan(0.6 * before!);
    expect(warnings).toEqual([]);
  });

  it('that has lost its way goes on from weights that were good, and says so', async () => {
    const learner = newLearner();
    const plan = { ...PLAN, rate: { ...PLAN.rate, peak: 1e30 } };
    const { training, warnings } = await trainingOf(engines[1]!, learner, plan);
    const before = bytesOf(learner);
    await training.goOn(6, 200).catch(() => undefined);
    await training.close();
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings[0]).toContain('lost its way');
    expect(bytesOf(learner)).not.toEqual(before);
    for (const { data } of learner.means.values()) expect(data.every(Number.isFinite)).toBe(true);
  });
});
