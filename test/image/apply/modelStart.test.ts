import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { transferImage } from '../../../src/image/transferImage.js';
import { sha256Hex } from '../../../src/shared/digest.js';
import { writeModel } from '../../../src/shared/stylise/modelFile.js';
import { MODEL_CARD } from '../../support/modelCard.js';
import { randomWeights } from '../../support/styliser.js';

const STYLE = 'fixtures/pictures/reading.jpg';
const OPTIONS = { content: 'fixtures/pictures/cat.jpg', size: 48, device: 'cpu', threads: 1 } as const;

let folder: string;
let start: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-start-'));
  start = join(folder, 'net.safetensors');
  const styles = [
    { name: 'reading', sha256: sha256Hex(await readFile(STYLE)) },
    { name: 'another', sha256: '0'.repeat(64) },
  ];
  const weights = randomWeights(MODEL_CARD.family);
  await writeModel(start, { weights, card: { ...MODEL_CARD, styles } });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('begins with what the net makes, at full size', async () => {
  const result = await transferImage({ ...OPTIONS, style: STYLE, start, iterations: 1 });
  expect(result.iterations).toBe(1);
  const plain = await transferImage({ ...OPTIONS, style: STYLE, iterations: 1 });
  expect(result.picture.pixels).not.toEqual(plain.picture.pixels);
});

it('begins with what the net for any style makes that comes along', async () => {
  const started = await transferImage({ ...OPTIONS, style: STYLE, start: 'model', iterations: 1 });
  const plain = await transferImage({ ...OPTIONS, style: STYLE, iterations: 1 });
  expect(started.losses.terms.style).toBeLessThan(plain.losses.terms.style!);
});

it('refuses a net of other styles', async () => {
  await expect(
    transferImage({ ...OPTIONS, style: 'fixtures/pictures/garden.jpg', start, iterations: 1 }),
  ).rejects.toThrow('expected a net that has learnt fixtures/pictures/garden.jpg, found one of other files');
});
