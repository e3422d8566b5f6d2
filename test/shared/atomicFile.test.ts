import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { linkTarget, removeTemporaries, tryToWrite, writeAtomically } from '../../src/shared/atomicFile.js';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return { ...real, open: vi.fn(real.open) };
});
const real = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');

let folder: string;
const file = (name: string) => join(folder, name);
const content = (name: string) => readFileSync(file(name), 'utf8');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nst-atomic-'));
  vi.mocked(open).mockReset().mockImplementation(real.open);
});

/** Lets files be opened, but fail or wait when they are written. */
function writeBy(write: FileHandle['writeFile']): void {
  vi.mocked(open).mockImplementation(async (...args) => {
    const handle = await real.open(...args);
    handle.writeFile = write;
    return handle;
  });
}
const failing = (code: string) => Object.assign(new Error(`${code}: from the system`), { code });

/** The names that were opened beside results. */
const opened = () => vi.mocked(open).mock.calls.map(([path]) => basename(String(path)));

describe('writeAtomically', () => {
  it('writes and replaces, and leaves nothing else', async () => {
    await writeAtomically(file('a.bin'), 'old');
    await writeAtomically(file('a.bin'), Uint8Array.of(1, 2));
    expect([...readFileSync(file('a.bin'))]).toEqual([1, 2]);
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  it('says why it cannot, and cleans up', async () => {
    const absent = file('absent/a.bin');
    await expect(writeAtomically(absent, 'x')).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: `${absent}: cannot be written: the folder does not exist; make it first`,
    });
    mkdirSync(file('folder/full'), { recursive: true });
    await expect(writeAtomically(file('folder'), 'x')).rejects.toThrow('this is a folder');
    expect(readdirSync(folder)).toEqual(['folder']);
  });

  it.each([
    ['ENOSPC', 'the disk is full; make room and run again'],
    ['EDQUOT', 'the disk quota is used up; make room and run again'],
    ['EFBIG', 'the file system takes no file of this size; choose another place'],
    ['EIO', 'EIO: from the system'],
  ])('leaves what was there when the system says %s', async (code, problem) => {
    writeFileSync(file('a.bin'), 'mine');
    writeBy(async function (this: FileHandle) {
      // Half of it arrives.
      await this.write('ha');
      throw failing(code);
    });
    await expect(writeAtomically(file('a.bin'), 'half')).rejects.toThrow(
      `${file('a.bin')}: cannot be written: ${problem}`,
    );
    expect(readdirSync(folder)).toEqual(['a.bin']);
    expect(content('a.bin')).toBe('mine');
  });

  it('never needs a name that is longer than the result’s', async () => {
    const names = [
      'a.png',
      'o.webp',
      `${'n'.repeat(249)}.png`,
      'n'.repeat(255),
      `${'ä'.repeat(125)}.png`,
      '漢.png',
    ];
    for (const name of names) {
      vi.mocked(open).mockClear();
      for (let i = 0; i < 20; i++) await writeAtomically(file(name), name);
      expect(opened().filter((each) => Buffer.byteLength(each) > Buffer.byteLength(name))).toEqual([]);
      expect(new Set(opened()).size).toBe(20);
    }
    expect(readdirSync(folder).sort()).toEqual(names.sort());
  });

  it('looks for another name where one is taken', async () => {
    vi.mocked(open).mockRejectedValueOnce(failing('EEXIST')).mockRejectedValueOnce(failing('EEXIST'));
    await writeAtomically(file('a'), 'a');
    expect(opened()).toHaveLength(3);
    expect(vi.mocked(open).mock.calls.every(([, flags]) => flags === 'wx')).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('keeps the permissions of what it replaces', async () => {
    writeFileSync(file('secret'), 'old');
    chmodSync(file('secret'), 0o600);
    await writeAtomically(file('secret'), 'new');
    expect(statSync(file('secret')).mode & 0o777).toBe(0o600);
  });

  it('is whole when many write at once', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => String.fromCharCode(97 + i).repeat(100_000 + i));
    await Promise.all(texts.map((text) => writeAtomically(file('a'), text)));
    expect(texts).toContain(content('a'));
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

describe('links', () => {
  beforeEach(() => {
    mkdirSync(file('deep/er'), { recursive: true });
    writeFileSync(file('deep/target'), 'old');
    symlinkSync('deep/target', file('link'));
    symlinkSync('link', file('second'));
    symlinkSync(file('deep/new'), file('dangling'));
    symlinkSync('deep/er', file('folder'));
    // Beside what "folder" leads to, and not beside "folder".
    symlinkSync('../target', file('deep/er/up'));
    symlinkSync('round', file('round'));
  });

  it.each([
    ['link', 'deep/target'],
    ['second', 'deep/target'],
    ['dangling', 'deep/new'],
    ['folder/up', 'deep/target'],
  ])('stay, and what they lead to is written: %s', async (link, target) => {
    const before = readlinkSync(file(link));
    await writeAtomically(file(link), 'new');
    expect(lstatSync(file(link)).isSymbolicLink()).toBe(true);
    expect(readlinkSync(file(link))).toBe(before);
    expect(content(target)).toBe('new');
    expect(lstatSync(file(target)).isFile()).toBe(true);
  });

  it('have the temporary file beside what they lead to', async () => {
    await writeAtomically(file('link'), 'new');
    expect(vi.mocked(open).mock.calls.map(([path]) => String(path).includes('/deep/.'))).toEqual([true]);
  });

  it('that lead nowhere but to themselves are refused', async () => {
    await expect(linkTarget(file('round'))).rejects.toThrow(
      `${file('round')}: the link leads to itself; choose another name`,
    );
    expect(await linkTarget(file('no link'))).toBe(file('no link'));
  });
});

describe('a program that ends in the middle', () => {
  it('can take away what is half written', async () => {
    let finish = () => {};
    const started = new Promise<void>((begin) =>
      writeBy(() => {
        begin();
        return new Promise((resolve) => {
          finish = resolve;
        });
      }),
    );
    const writing = writeAtomically(file('a.bin'), 'x').catch((error: unknown) => error);
    await started;
    expect(readdirSync(folder)).toHaveLength(1);
    removeTemporaries();
    expect(readdirSync(folder)).toEqual([]);
    finish();
    expect(await writing).toBeInstanceOf(Error);
  });
});

describe('tryToWrite', () => {
  it('leaves nothing', async () => {
    writeFileSync(file('there'), 'mine');
    for (const name of ['there', 'n'.repeat(255)]) await tryToWrite(file(name));
    expect(readdirSync(folder)).toEqual(['there']);
    expect(existsSync(file('there'))).toBe(true);
    await expect(tryToWrite(file('no/x'))).rejects.toThrow('ENOENT');
  });
});
