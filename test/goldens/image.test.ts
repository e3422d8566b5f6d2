import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Judge, openJudge } from '../../bench/judge.js';
import { PRESET_NAMES, type TransferImageOptions } from '../../src/image/index.js';
import { writeSafetensors } from '../../src/shared/weights/safetensors.js';
import { compareGolden, GOLDEN_TIMEOUT_MS, missed, type Verdict } from '../support/goldens/golden.js';
import { IMAGE_CASES, type ImageCase } from '../support/goldens/imageCases.js';
import { type ImageOutcome, type ImageResult, imageJudge, runImage } from '../support/goldens/imageRun.js';
import { LOSS_FORMAT, LOSS_TOLERANCE } from '../support/goldens/lossFormat.js';
import { PICTURE_FORMAT } from '../support/goldens/pictureFormat.js';
import { scratchFolder } from '../support/pictures.js';
import { seededVggWeights } from '../support/seededVgg.js';

vi.setConfig({ testTimeout: GOLDEN_TIMEOUT_MS, hookTimeout: GOLDEN_TIMEOUT_MS });

const modelFile = join(scratchFolder(), 'vgg19.safetensors');
let judge: Judge;
beforeAll(async () => {
  // Untrained: the published weights are not part of the repository.
  writeFileSync(modelFile, writeSafetensors(seededVggWeights('vgg19', 1)));
  judge = await openJudge();
});
afterAll(() => judge.close());

const run = (given: ImageCase, changes: Partial<TransferImageOptions> = {}) =>
  runImage(given, { threads: 1, ...(given.isVgg && { modelFile }), ...changes });

it('there is a golden of every preset', () => {
  const presets = IMAGE_CASES.map(({ options }) => options.preset);
  expect(PRESET_NAMES.filter((name) => !presets.includes(name))).toEqual([]);
});

describe.each(IMAGE_CASES)('$name', (given) => {
  const { name, floors, tolerance, planned, options } = given;
  let outcome: ImageOutcome;
  let judgement: { start: ImageResult; verdict(result: ImageResult): Promise<Verdict> };
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
});

it.each(IMAGE_CASES.filter(({ name }) => name === 'image-default'))(
  '$name is not to be had at strength 0.1',
  async (given) => {
    const { last } = await run(given, { strength: 0.1, iterations: 15 });
    const { verdict } = await imageJudge(judge, given);
    expect(missed(await verdict(last), given.floors)).toContainEqual(expect.stringMatching(/^styleGap/));
  },
);

it.each(IMAGE_CASES.filter(({ options }) => options.iterations !== undefined))(
  '$name stands for $planned steps',
  async ({ options: { iterations: _, ...options }, ...given }) => {
    const { steps } = await run({ ...given, options }, { signal: AbortSignal.abort() });
    expect(steps).toBe(given.planned);
  },
);
