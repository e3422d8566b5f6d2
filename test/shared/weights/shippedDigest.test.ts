import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { trainedNetwork } from '../../../src/audio/features/trainedNetwork.js';
import { openNetwork } from '../../../src/shared/networks/openNetwork.js';
import type { Manifest } from '../../../src/shared/weights/manifest.js';
import { failure } from '../../support/failure.js';

const list = vi.hoisted(() => ({ shipped: {} }));
vi.mock('../../../src/shared/weights/manifest.js', async (original) => {
  const real = await original<typeof import('../../../src/shared/weights/manifest.js')>();
  const change = (entry: object) => ({ ...entry, shipped: { ...Object(entry).shipped, ...list.shipped } });
  return {
    ...real,
    readManifest: async (): Promise<Manifest> =>
      new Map([...(await real.readManifest())].map(([name, entry]) => [name, change(entry) as typeof entry])),
  };
});
afterEach(() => {
  list.shipped = {};
});

describe.each([
  ['pictures', () => openNetwork({ name: 'inception' })],
  ['sound', () => trainedNetwork()],
])('the shipped network for %s', (_, load) => {
  it('is read when it is the one that was shipped', async () => {
    expect((await load()).name).toMatch(/inception|audio/);
  });

  it('is refused when its digest is another', async () => {
    list.shipped = { sha256: '3'.repeat(64) };
    const problem = /^[^\n]*\.safetensors: expected SHA-256 3+, found [0-9a-f]{64}; install nst again$/;
    await expect(load()).rejects.toThrow(failure('NST_MODEL_BROKEN', problem));
  });

  it('is missed when it is gone', async () => {
    list.shipped = { file: 'gone.safetensors' };
    await expect(load()).rejects.toThrow(
      failure('NST_MODEL_MISSING', /^network [a-z]+: no weights at .*gone\.safetensors; install nst again$/),
    );
  });
});

it('no other part of the code finds its way to the folder of weights', () => {
  const src = fileURLToPath(new URL('../../../src', import.meta.url));
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const users = files
    .filter((file) => file.endsWith('.ts') && !file.startsWith('shared/weights/'))
    .filter((file) => /MODELS_FOLDER|\.\.\/models\//.test(readFileSync(join(src, file), 'utf8')));
  expect(users).toEqual([]);
});
