import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDistinct } from '../../src/shared/distinctOutputs.js';
import { scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const check = (preview: string, platform?: NodeJS.Platform) =>
  checkDistinct(
    [
      { path: file('out.png'), what: 'result' },
      { path: preview, what: 'preview' },
    ],
    platform,
  );
const same = 'the preview is also the result; choose another name';

describe('checkDistinct', () => {
  it('knows a file that is not there yet by any of its names', async () => {
    mkdirSync(file('deep'));
    symlinkSync('.', file('here'));
    symlinkSync('out.png', file('link.png'));
    const names = [file('out.png'), file('deep/../out.png'), file('here/out.png'), file('link.png')];
    for (const path of [...names, relative(process.cwd(), file('out.png'))]) {
      await expect(check(path)).rejects.toThrow(`${path}: ${same}`);
    }
    for (const name of ['other.png', 'deep/out.png', 'no/out.png']) await check(file(name));
  });

  it('takes other capitals for the same name on macOS and Windows', async () => {
    for (const platform of ['darwin', 'win32'] as const) {
      await expect(check(file('OUT.png'), platform)).rejects.toThrow(same);
    }
    await check(file('OUT.png'), 'linux');
  });

  it('compares each with each', async () => {
    const outputs = ['a', 'b', 'c', 'b'].map((name, i) => ({ path: file(name), what: `file ${i}` }));
    await expect(checkDistinct(outputs)).rejects.toThrow('b: the file 3 is also the file 1');
    await checkDistinct(outputs.slice(0, 3));
  });
});
