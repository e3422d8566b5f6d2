import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInputFolder, listInputFolder, readInputFile, withInputFile } from '../../src/shared/inputFile.js';
import { failure } from '../support/failure.js';
import { scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const rules = { expected: 'a thing', maxBytes: 2 ** 20 };
const isWindows = process.platform === 'win32';

/** What is said of a file that is refused, behind its name. */
async function problem(path: string, limits: Partial<typeof rules> = {}): Promise<string> {
  const error = await readInputFile(path, { ...rules, ...limits }).catch((thrown: unknown) => thrown);
  expect(error).toEqual(failure('NST_BAD_INPUT', `${path}: `));
  return (error as Error).message.slice(path.length + 2);
}

describe('readInputFile', () => {
  it('gives the bytes, through links too', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251);
    writeFileSync(file('a'), bytes);
    symlinkSync(file('a'), file('link'));
    for (const name of ['a', 'link']) {
      const read = await readInputFile(file(name), rules);
      expect(Uint8Array.from(read)).toEqual(bytes);
      // A buffer of its own, which may be handed to a worker.
      expect(read.buffer.byteLength).toBe(bytes.length);
    }
  });

  it('says what it is that is no file', async () => {
    expect(await problem(file('gone'))).toBe('expected a thing, found no file of that name; check the path');
    writeFileSync(file('b'), 'b');
    expect(await problem(file('b/c'))).toMatch(/found no file of that name/);
    expect(await problem(folder)).toBe('expected a thing, found a folder; name a file in it');
    writeFileSync(file('empty'), '');
    expect(await problem(file('empty'))).toBe('expected a thing, found an empty file');
    symlinkSync(file('round'), file('round'));
    if (!isWindows) expect(await problem(file('round'))).toMatch(/found a link that leads to itself/);
  });

  it.skipIf(isWindows)('does not wait for pipes and devices', async () => {
    spawnSync('mkfifo', [file('pipe')]);
    const text = 'expected a thing, found a pipe or device; save it to a file first';
    for (const path of [file('pipe'), '/dev/zero', '/dev/null']) expect(await problem(path)).toBe(text);
  });

  it('refuses what is too large before it reads it', async () => {
    writeFileSync(file('large'), 'x');
    truncateSync(file('large'), 5 * 2 ** 30);
    expect(await problem(file('large'))).toBe(
      'expected a file of at most 1 MiB, found 5 GiB; check what this file is',
    );
    await expect(readInputFile(file('large'), { ...rules, ifLarger: 'cut it' })).rejects.toThrow(/; cut it$/);
    expect(
      await withInputFile(file('large'), { ...rules, maxBytes: 2 ** 40 }, (open) => open.sizeBytes),
    ).toBe(5 * 2 ** 30);
  });

  it.skipIf(process.getuid?.() === 0 || isWindows)('says when it may not read', async () => {
    writeFileSync(file('locked'), 'x');
    chmodSync(file('locked'), 0);
    expect(await problem(file('locked'))).toBe('no permission to read this file; change its permissions');
  });

  it('says when a name is too long, in a line that is not', async () => {
    const error = await readInputFile(file('n'.repeat(5000)), rules).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(/^.{1,200}$/);
    expect(error).toEqual(failure('NST_BAD_INPUT', /longer than names of files can be/));
  });
});

describe('withInputFile', () => {
  it('closes the file, and lets errors of its use pass', async () => {
    writeFileSync(file('c'), 'c');
    const handles: { fd: number }[] = [];
    const use = withInputFile(file('c'), rules, ({ handle }) => {
      handles.push(handle);
      throw new RangeError('mine');
    });
    await expect(use).rejects.toThrow(new RangeError('mine'));
    expect(handles.map(({ fd }) => fd)).toEqual([-1]);
  });
});

describe('folders', () => {
  it('are told from files, and listed', async () => {
    mkdirSync(file('d/e'), { recursive: true });
    writeFileSync(file('d/f'), '');
    expect(await isInputFolder(file('d'))).toBe(true);
    for (const name of ['d/f', 'd/g']) expect(await isInputFolder(file(name))).toBe(false);
    expect((await listInputFolder(file('d'), 'things')).sort()).toEqual(['e', 'f']);
    await expect(listInputFolder(file('d/g'), 'things')).rejects.toEqual(
      failure('NST_BAD_INPUT', 'expected things, found no file of that name'),
    );
  });
});
