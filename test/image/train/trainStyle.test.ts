import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TrainOptions, trainStyle } from '../../../src/image/index.js';
import { SILENT } from '../../../src/shared/reporter.js';

let folder: string;
let options: TrainOptions;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-train-'));
  // Of one colour: there is nothing to be learnt but that.
  const flat = join(folder, 'flat.png');
  await sharp({ create: { width: 96, height: 96, channels: 3, background: '#783c5a' } })
    .png()
    .toFile(flat);
  options = {
    style: flat,
    content: 'fixtures/pictures/boats.jpg',
    method: 'ulyanov2016',
    size: 176,
    steps: 1,
    device: 'cpu',
    threads: 1,
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a style of one colour is learnt as any other, and a disk that takes no checkpoint costs nothing but that', async () => {
  const warnings: string[] = [];
  const reporter = { ...SILENT, warn: (text: string) => void warnings.push(text) };
  const checkpoint = join(folder, 'none', 'net.checkpoint.safetensors');
  const { model, steps, ended } = await trainStyle({ ...options, checkpoint, reporter });
  expect({ steps, ended, learnt: model.card.styles.map(({ name }) => name) }).toEqual({
    steps: 1,
    ended: 'iterations',
    learnt: ['flat'],
  });
  for (const { data } of model.weights.values()) expect(data.every(Number.isFinite)).toBe(true);
  expect(existsSync(checkpoint)).toBe(false);
  // Before the first step, and after the last.
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toMatch(/none.*; the training goes on, and could not be resumed from here$/);
});
