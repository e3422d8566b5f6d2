import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTfjsFile } from '../../../src/shared/weights/tfjsFile.js';
import { readTfjsLayers } from '../../../src/shared/weights/tfjsLayers.js';
import { failure } from '../../support/failure.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-tfjs-'));
});
afterEach(() => rm(folder, { recursive: true }));

const spec = (name: string, ...shape: number[]) => ({ name, shape, dtype: 'float32' });

/** Writes `model.json`, with a mark in front if one is given; returns its path. */
async function write(weightsManifest: unknown, mark = ''): Promise<string> {
  const path = join(folder, 'model.json');
  await writeFile(path, mark + JSON.stringify({ weightsManifest }));
  return path;
}

it('gives what reading everything gives, tensor by tensor, from shards that cut them', async () => {
  const values = Float32Array.from({ length: 5 + 2 * 3 }, (_, i) => i - 4.5);
  const bytes = new Uint8Array(values.buffer);
  const cuts = [0, 3, 4, 22, 40, bytes.length];
  const shards = new Map(cuts.slice(1).map((end, i) => [`s${i}`, bytes.subarray(cuts[i], end)]));
  for (const [name, part] of shards) await writeFile(join(folder, name), part);
  const manifest = [{ paths: [...shards.keys()], weights: [spec('a', 5), spec('none', 0), spec('b', 2, 3)] }];
  const tensors = await openTfjsFile(await write(manifest, '\ufeff'));
  const whole = readTfjsLayers({ weightsManifest: manifest }, shards, 'm');
  expect([...tensors.keys()]).toEqual(['a', 'none', 'b']);
  for (const [name, { shape, read }] of tensors) {
    expect(shape).toEqual(whole.get(name)?.shape);
    expect(await read()).toEqual(whole.get(name));
  }
});

it('refuses a shard that is named thousands of times without opening it', async () => {
  const path = await write([{ paths: Array(4000).fill('s.bin'), weights: [spec('a', 1)] }]);
  await expect(openTfjsFile(path)).rejects.toThrow(
    failure('NST_MODEL_BROKEN', `${path}: broken tfjs model: it names the shard "s.bin" more than once`),
  );
});

it('compares sizes before it reads: shards of gigabytes cost nothing', async () => {
  await writeFile(join(folder, 's.bin'), '');
  // A hole: no disk is used, where the file system can.
  await truncate(join(folder, 's.bin'), 400_000_000);
  const memory = process.memoryUsage().rss;
  const weights = [spec('large', 99_999_999), spec('small', 1)];
  const path = await write([{ paths: ['s.bin'], weights }]);
  const tensors = await openTfjsFile(path);
  expect(await tensors.get('small')?.read()).toEqual({ shape: [1], data: Float32Array.of(0) });
  await write([{ paths: ['s.bin'], weights: [...weights, spec('more', 1)] }]);
  await expect(openTfjsFile(path)).rejects.toThrow(
    failure('NST_MODEL_BROKEN', 'the shards end inside "more": expected 400000004 bytes, found 400000000'),
  );
  expect(process.memoryUsage().rss - memory).toBeLessThan(100_000_000);
});

it('opens no file elsewhere, and no folder', async () => {
  for (const shard of ['../s.bin', '/etc/passwd', 'a/b']) {
    await expect(openTfjsFile(await write([{ paths: [shard], weights: [] }]))).rejects.toThrow(
      failure('NST_BAD_INPUT', `the shard "${shard}" must be a file beside it`),
    );
  }
  for (const shard of ['..', '.', '']) {
    await expect(openTfjsFile(await write([{ paths: [shard], weights: [] }]))).rejects.toThrow(
      failure('NST_BAD_INPUT', 'expected weights of the tfjs model, found a folder'),
    );
  }
});
