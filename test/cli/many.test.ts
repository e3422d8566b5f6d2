import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (...names: string[]) => join(folder, ...names);
const here = (...args: string[]) => nstHere(args, { cwd: folder });
const pictures = (name: string) =>
  readdirSync(file(name))
    .filter((each) => each.endsWith('.png'))
    .sort();

beforeAll(async () => {
  mkdirSync(file('photos'));
  mkdirSync(file('styles'));
  for (const [i, name] of ['photos/a', 'photos/b', 'styles/x', 'styles/y'].entries())
    await writePicture(file(`${name}.png`), scene({ width: 32, height: 24 }, i));
});

describe('a command for many files', () => {
  const render = (...args: string[]) => here('render', '--size', '24', '-o', 'painted/', ...args);

  it('does all that a pattern means, once; a broken one is listed, and done when it is asked for again', async () => {
    writeFileSync(file('photos/c.png'), 'no picture');
    const first = await render('photos/*.png');
    expect(first.code).toBe(1);
    expect(first.stderr).toMatch(/^photos\/a\.png: done in .* s$/m);
    expect(first.stderr).toMatch(/^photos\/c\.png: failed: .*c\.png: expected a picture/m);
    expect(first.stderr).toMatch(
      /^2 done, 1 failed \(--retry does them again\); .*nst-render\.results\.jsonl$/m,
    );
    expect(pictures('painted')).toEqual(['a.png', 'b.png']);
    const again = await render('photos/*.png', '-v');
    expect(again.stderr).toMatch(/a\.png: left out: done before/);
    writeFileSync(file('photos/c.png'), readFileSync(file('photos/a.png')));
    // What has become another picture is another job.
    expect((await render('photos/')).stderr).toMatch(/^1 done, 2 left out/m);
    rmSync(file('photos/c.png'));
  });

  it('retries only what has failed', async () => {
    mkdirSync(file('full/b.png'), { recursive: true });
    const retry = (...args: string[]) =>
      here('render', '--size', '20', '-o', 'full/', 'photos/a.png', 'photos/b.png', ...args);
    expect((await retry()).stderr).toMatch(/^1 done, 1 failed/m);
    rmSync(file('full/b.png'), { recursive: true });
    rmSync(file('full/a.png'));
    expect((await retry('--retry')).stderr).toMatch(/^1 done, 1 left out/m);
    expect(pictures('full')).toEqual(['b.png']);
  });

  it('makes a result for each style, and has read options as the command itself does', async () => {
    const args = ['--preset', 'draft', '--size', '32', '--iterations', '2', '--device', 'cpu', '--no-match'];
    const run = ['image', 'photos/*.png', '--style', 'styles/x.png', 'styles/y.png', '--each', '-o', 'out'];
    const { code, stderr, stdout } = await here(...run, ...args, '--statistic', 'gram', '--json', '-q');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(pictures('out')).toEqual(['a-x.png', 'a-y.png', 'b-x.png', 'b-y.png']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).results[0].iterations),
    ).toEqual([2, 2, 2, 2]);
  });

  it.each([
    [['render', 'none/*.png'], /none: expected a folder of pictures/],
    [['render', 'photos/*.gif'], /photos\/\*\.gif: expected pictures of such names, found none/],
    [
      ['render', 'photos/*.png', '-o', 'out.png'],
      /output: expected a folder for several results, found "out\.png"/,
    ],
    [
      ['render', 'photos/*.png', '--sidecar'],
      /sidecar: is for a single result; leave it out, or name one file/,
    ],
    [
      ['image', 'photos/*.png', '--style', 'styles/x.png', '--checkpoint', 'c'],
      /checkpoint: is for a single result/,
    ],
    [['image', 'photos/a.png', 'no.png', '--style', 'styles/x.png'], /no\.png: .*found no file of that name/],
    [['image', 'photos/*.png', '-o', 'out'], /style: expected at least one picture, found none/],
  ])('refuses %j in one line', async (args, message) => {
    const { code, stderr } = await here(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});
