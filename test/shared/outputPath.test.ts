import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOutputPath } from '../../src/shared/outputPath.js';

describe('checkOutputPath', () => {
  const rules = { force: false, inputs: [] };

  function folderWith(...names: string[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'nst-output-'));
    for (const name of names) writeFileSync(join(folder, name), name);
    return folder;
  }

  it('passes a new file and leaves no trace', async () => {
    const folder = folderWith();
    await checkOutputPath(join(folder, 'new.png'), rules);
    await checkOutputPath(relative(process.cwd(), join(folder, 'new.png')), rules);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a folder that is missing, or is a file', async () => {
    const folder = folderWith('file');
    const missing = join(folder, 'no', 'o.png');
    await expect(checkOutputPath(missing, rules)).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: `${missing}: the folder ${join(folder, 'no')} does not exist; make it, or choose another place`,
    });
    await expect(checkOutputPath(join(folder, 'file', 'o.png'), rules)).rejects.toThrow(
      'file is a file; make it',
    );
  });

  it.skipIf(process.platform !== 'linux')('refuses a folder that cannot be written to', async () => {
    await expect(checkOutputPath('/proc/o.png', rules)).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: '/proc/o.png: the folder /proc cannot be written to: it takes no files; choose another place',
    });
  });

  it('refuses a folder in place of the file', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'o.png'));
    await expect(checkOutputPath(join(folder, 'o.png'), { ...rules, force: true })).rejects.toThrow(
      'o.png: expected the name of a file to write, found a folder',
    );
  });

  it('refuses a name that can only be a folder', async () => {
    const path = `${join(folderWith(), 'o.png')}/`;
    await expect(checkOutputPath(path, rules)).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: `${path}: expected the name of a file to write, found a folder`,
    });
  });

  it('replaces a file only when allowed', async () => {
    const path = join(folderWith('o.png'), 'o.png');
    await expect(checkOutputPath(path, rules)).rejects.toMatchObject({
      code: 'NST_WOULD_OVERWRITE',
      message: `${path}: exists already; choose another name, or allow it to be replaced (--force)`,
    });
    await checkOutputPath(path, { force: true, inputs: [join(path, '..', 'other.png')] });
    expect(readFileSync(path, 'utf8')).toBe('o.png');
  });

  it('never writes over an input, whatever it is called', async () => {
    const folder = folderWith('in.png');
    const input = join(folder, 'in.png');
    symlinkSync(input, join(folder, 'link.png'));
    linkSync(input, join(folder, 'hard.png'));
    const same = (path: string, inputs: string[]) => checkOutputPath(path, { force: true, inputs });
    await expect(same(input, ['x', input])).rejects.toMatchObject({
      code: 'NST_BAD_OUTPUT',
      message: `${input}: this is also an input; choose another name`,
    });
    for (const name of ['link.png', 'hard.png']) {
      const message = `${join(folder, name)}: this is the same file as the input ${input}; choose another name`;
      await expect(same(join(folder, name), [input])).rejects.toThrow(message);
    }
    await expect(same(input, [relative(process.cwd(), input)])).rejects.toThrow('this is the same file');
    await expect(same(join(folder, '.', 'x', '..', 'in.png'), [input])).rejects.toThrow('also an input');
  });

  it.skipIf(process.platform === 'win32')('never takes the place of a device or a pipe', async () => {
    const folder = folderWith();
    symlinkSync('/dev/null', join(folder, 'o.png'));
    for (const path of ['/dev/null', join(folder, 'o.png')]) {
      await expect(checkOutputPath(path, { ...rules, force: true })).rejects.toThrow(
        `${path}: expected the name of a file to write, found a pipe or device`,
      );
    }
  });

  it('looks at what a link leads to, also if that is not there yet', async () => {
    const folder = folderWith();
    symlinkSync('new.png', join(folder, 'link.png'));
    symlinkSync('no/new.png', join(folder, 'lost.png'));
    symlinkSync('round.png', join(folder, 'round.png'));
    await checkOutputPath(join(folder, 'link.png'), rules);
    const lost = checkOutputPath(join(folder, 'lost.png'), rules);
    await expect(lost).rejects.toThrow(/lost\.png: the folder .*no does not exist; make it/);
    const round = checkOutputPath(join(folder, 'round.png'), rules);
    await expect(round).rejects.toThrow(/round\.png: the link leads to itself; choose another name/);
    expect(readdirSync(folder)).toEqual(['link.png', 'lost.png', 'round.png']);
  });

  it('says before the work that a name is too long, and passes the longest', async () => {
    const folder = folderWith();
    for (const length of [253, 254, 255]) {
      await checkOutputPath(join(folder, `${'n'.repeat(length - 4)}.png`), rules);
    }
    const path = join(folder, `${'ä'.repeat(126)}.png`);
    await expect(checkOutputPath(path, rules)).rejects.toThrow(
      `${path}: the name is longer than names of files can be; choose a shorter one`,
    );
  });
});
