import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { transferImage, writePicture } from '../../src/image/index.js';
import { scene, scratchFolder } from '../support/pictures.js';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return { ...real, open: vi.fn(real.open) };
});

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const NAMES = ['content.png', 'a.png', 'b.png', 'init.png', 'mask.png'];

beforeAll(async () => {
  for (const [i, name] of NAMES.entries())
    await writePicture(file(name), scene({ width: 48, height: 48 }, i));
});

it('reads every file once', async () => {
  vi.mocked(open).mockClear();
  await transferImage({
    content: file('content.png'),
    style: [file('a.png'), file('b.png')],
    init: file('init.png'),
    contentMask: [file('mask.png'), file('mask.png')],
    size: 48,
    iterations: 1,
    device: 'cpu',
    preset: 'draft',
  });
  const opened = vi.mocked(open).mock.calls.map(([path]) => path);
  const times = (name: string) => opened.filter((path) => path === file(name)).length;
  // The mask was named twice.
  expect(NAMES.map(times)).toEqual([1, 1, 1, 1, 2]);
});
