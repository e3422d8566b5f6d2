import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../src/shared/atomicFile.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-atomic-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('writeAtomically', () => {
  it('writes and replaces, and leaves nothing else', async () => {
    const path = join(folder, 'a.bin');
    await writeAtomically(path, 'old');
    await writeAtomically(path, Uint8Array.of(1, 2));
    expect([...(await readFile(path))]).toEqual([1, 2]);
    expect(await readdir(folder)).toEqual(['a.bin']);
  });

  it('says why it cannot, and cleans up', async () => {
    const absent = join(folder, 'absent', 'a.bin');
    await expect(writeAtomically(absent, 'x')).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: `${absent}: cannot be written: the folder does not exist; make it first`,
    });
    await mkdir(join(folder, 'folder', 'full'), { recursive: true });
    await writeFile(join(folder, 'folder', 'full', 'x'), '');
    await expect(writeAtomically(join(folder, 'folder'), 'x')).rejects.toThrow('this is a folder');
    expect((await readdir(folder)).filter((name) => name.includes('part'))).toEqual([]);
  });
});
