/** What every transfer of a picture that is held to a golden has to pass. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Judge, openJudge } from '../../../bench/judge.js';
import type { TransferImageOptions } from '../../../src/image/index.js';
import { makeRecipe } from '../../../src/image/makeRecipe.js';
import type { Recipe } from '../../../src/image/recipe.js';
import { planStages } from '../../../src/shared/optim/stages.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import { scratchFolder } from '../pictures.js';
import { seededVggWeights } from '../seededVgg.js';
import { compareGolden, GOLDEN_TIMEOUT_MS, isUpdate, missed } from './golden.js';
import { IMAGE_CASES, type ImageCase } from './imageCases.js';
import { type ImageOutcome, imageJudge, runImage } from './imageRun.js';
import { LOSS_FORMAT, LOSS_TOLERANCE } from './lossFormat.js';
import { PICTURE_FORMAT } from './pictureFormat.js';

/** Evaluations that a recipe asks for at a size. */
function stepsOf({ stages, iterations, analogy, workScale }: Recipe, sizePx: number): number {
  if (analogy) return analogy.iterations;
  return planStages(stages, Math.round(workScale * sizePx), iterations).reduce(
    (sum, stage) => sum + stage.iterations,
    0,
  );
}

/** Cases by file of tests, as files are shared out between workers: presets of our own, of papers, and those on VGG. */
export const imageCasesOf = (group: 'tuned' | 'papers' | 'vgg') =>
  IMAGE_CASES.filter(({ isVgg, options: { preset = 'default' } }) => {
    if (isVgg || group === 'vgg') return isVgg && group === 'vgg';
    return (group === 'papers') === /\d{4}$/.test(preset);
  });

/** Runs cases and holds them to their goldens and floors; at strength 0.1 those of `weakened` must miss theirs. */
export function describeImageGoldens(cases: readonly ImageCase[], weakened: readonly string[] = []): void {
  vi.setConfig({ testTimeout: GOLDEN_TIMEOUT_MS, hookTimeout: GOLDEN_TIMEOUT_MS });
  const modelFile = join(scratchFolder(), 'vgg19.safetensors');
  let judge: Judge;
  beforeAll(async () => {
    // Untrained: the published weights are not part of the repository.
    if (cases.some(({ isVgg }) => isVgg)) {
      writeFileSync(modelFile, writeSafetensors(seededVggWeights('vgg19', 1)));
    }
    judge = await openJudge();
  });
  afterAll(() => judge.close());

  const run = (given: ImageCase, changes: Partial<TransferImageOptions> = {}) =>
    runImage(given, { threads: 1, ...(given.isVgg && { modelFile }), ...changes });

  describe.each(cases)('$name', (given) => {
    const { name, floors, tolerance, planned, options } = given;
    let outcome: ImageOutcome;
    let judgement: Awaited<ReturnType<typeof imageJudge>>;
    beforeAll(async () => {
      outcome = await run(given);
      judgement = await imageJudge(judge, given);
    });

    it('looks as its golden does', async () => {
      await compareGolden(name, outcome.last.picture, PICTURE_FORMAT, tolerance);
    });

    it('minimises what it did: the losses of the first steps', async () => {
      await compareGolden(`${name}-losses`, outcome.first, LOSS_FORMAT, LOSS_TOLERANCE);
      expect(outcome.steps).toBe(options.iterations ?? planned);
    });

    it('is as good as it was, by a judge that no optimiser saw', async () => {
      expect(missed(await judgement.verdict(outcome.last), floors)).toEqual([]);
    });

    it('is not to be had for nothing, nor for a quarter of the work', async () => {
      const { start, verdict } = judgement;
      expect(missed(await verdict(start), floors)).not.toEqual([]);
      expect(missed(await verdict(outcome.quarter), floors)).not.toEqual([]);
    });

    it('stands for as many steps as its recipe has', () => {
      const { iterations: _, ...whole } = options;
      expect(stepsOf(makeRecipe({ ...whole, content: '', style: '' }), options.size)).toBe(planned);
    });
  });

  it.runIf(isUpdate).each(cases.filter(({ name }) => weakened.includes(name)))(
    '$name is not to be had at strength 0.1',
    async (given) => {
      const { last } = await run(given, { strength: 0.1, iterations: 15 });
      const { verdict } = await imageJudge(judge, given);
      expect(missed(await verdict(last), given.floors)).toContainEqual(expect.stringMatching(/^styleGap/));
    },
  );
}
