import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeOutputFolder } from '../../src/shared/outputFolder.js';
import { failure } from '../support/failure.js';
import { scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();

describe('a folder for results', () => {
  it('is made with those above it, and stays if it is there', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await makeOutputFolder(path);
    await makeOutputFolder(path);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('is refused below a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(makeOutputFolder(join(file, 'x'))).rejects.toEqual(
      failure('NST_BAD_OUTPUT', 'cannot be made'),
    );
  });

  // Node tries for ever to make it with those above it.
  it.skipIf(!existsSync('/proc/self'))('is refused where nothing can be made', async () => {
    const refused = failure('NST_BAD_OUTPUT', 'it takes no files; choose another place');
    await expect(makeOutputFolder('/proc/x/y')).rejects.toEqual(refused);
  });
});
