import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { TRAIN_JOBS } from '../../src/cli/trainCommand.js';
import { trainStyle } from '../../src/image/train/trainStyle.js';
import type { JobTools } from '../../src/jobs/kind.js';
import { SILENT } from '../../src/shared/reporter.js';
import { failure } from '../support/failure.js';
import { MODEL_CARD } from '../support/modelCard.js';
import { scratchFolder } from '../support/pictures.js';

vi.mock('../../src/image/train/trainStyle.js', () => ({ trainStyle: vi.fn() }));

const folder = scratchFolder();
const output = join(folder, 'net.safetensors');
const checkpoint = join(folder, 'net.checkpoint.safetensors');
const VALUES = { style: ['a.jpg'], content: ['photos'], output, steps: 4 };

/** What the training finds in its checkpoint, which ends as it is told to. */
function trainingThat(ended: 'stopped' | 'iterations'): string[] {
  const found: string[] = [];
  vi.mocked(trainStyle).mockImplementation(async ({ checkpoint: path = '' }) => {
    found.push(existsSync(path) ? readFileSync(path, 'utf8') : 'nothing');
    writeFileSync(path, 'two steps');
    const model = { weights: new Map(), card: MODEL_CARD };
    return { model, steps: 2, seconds: 1, losses: {}, photos: 1, device: 'cpu', ended };
  });
  return found;
}

const run = async (values: object = VALUES) => {
  const { signal } = new AbortController();
  const tools: JobTools = { reporter: SILENT, signal, keepsUnfinished: false, tell() {} };
  await (await TRAIN_JOBS.plan({ ...values })).run(tools);
};

it('a training that was broken off goes on, whoever may replace its results', async () => {
  const first = trainingThat('stopped');
  await expect(run()).rejects.toEqual(failure('NST_ABORTED', 'interrupted'));
  expect(first).toEqual(['nothing']);
  expect(existsSync(output)).toBe(false);
  const second = trainingThat('iterations');
  await run({ ...VALUES, force: true });
  expect(second).toEqual(['two steps']);
  expect([existsSync(output), existsSync(checkpoint)]).toEqual([true, false]);
  await expect(run()).rejects.toEqual(failure('NST_WOULD_OVERWRITE', 'exists already'));
});

it.each([
  [{ ...VALUES, style: undefined }, 'style'],
  [{ ...VALUES, content: undefined }, 'content: expected photographs to learn on, found none'],
  [{ ...VALUES, output: 'net.png' }, 'expected a name that ends in .safetensors'],
])('refuses %j before anything is learnt', async (values, message) => {
  await expect(run(values)).rejects.toEqual(failure('NST_BAD_OPTION', message));
});
