import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { nst } from '../support/nst.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const content = file('content.png');
const style = file('style.png');
const args = (output: string, ...more: string[]) => {
  const quick = [
    '--preset',
    'draft',
    '--size',
    '48',
    '--iterations',
    '20',
    '--device',
    'cpu',
    '--threads',
    '1',
  ];
  return [
    'image',
    content,
    '--style',
    style,
    ...quick,
    '--statistic',
    'gram',
    '--no-match',
    '-o',
    output,
    ...more,
  ];
};

beforeAll(async () => {
  await writePicture(content, scene({ width: 64, height: 48 }, 1));
  await writePicture(style, scene({ width: 64, height: 64 }, 2));
});

describe('nst image --checkpoint', () => {
  it('goes on where it was interrupted, and ends with the same bytes', async () => {
    const [whole, resumed, checkpoint] = [file('whole.png'), file('resumed.png'), file('run.ckpt')];
    expect((await nstHere(args(whole, '-q'))).code).toBe(0);
    const broken = await nst(args(resumed, '-v', '--checkpoint', checkpoint), {
      onStderr: (text, kill) => /step 3\/[^\n]*\n$/.test(text) && kill('SIGINT'),
    });
    expect(broken.code).toBe(130);
    expect(broken.stderr).toContain(`${checkpoint}: has where it stopped; the same command goes on`);
    expect(existsSync(checkpoint)).toBe(true);
    const other = await nstHere(args(resumed, '--checkpoint', checkpoint, '--strength', '0.3'));
    expect(other.code).toBe(2);
    expect(other.stderr).toContain(`${checkpoint}: expected a checkpoint of this run, found one of another`);
    expect(other.stderr).toContain('(strength: left out there, 0.3 here)');
    const { code, stderr } = await nstHere(args(resumed, '-v', '--checkpoint', checkpoint));
    expect(code).toBe(0);
    expect(stderr).toContain(`going on with ${checkpoint}`);
    expect(stderr).not.toContain('step 1/');
    expect(readFileSync(resumed).equals(readFileSync(whole))).toBe(true);
    expect(existsSync(checkpoint)).toBe(false);
  });

  it('keeps its hands off other files', async () => {
    const [notes, output] = [file('notes.txt'), file('none.png')];
    writeFileSync(notes, 'mine');
    const { code, stderr } = await nstHere(args(output, '--checkpoint', notes));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /notes\.txt: expected a checkpoint of this version, found another file; remove it/,
    );
    expect(readFileSync(notes, 'utf8')).toBe('mine');
    expect((await nstHere(args(output, '--checkpoint', output))).code).toBe(2);
    expect((await nstHere(args(output, '--checkpoint', content, '--force'))).code).toBe(2);
    expect(existsSync(output)).toBe(false);
  });
});
