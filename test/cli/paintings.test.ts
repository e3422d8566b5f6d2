import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { writePicture } from '../../src/image/index.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const [a, b, photo] = [file('a.png'), file('b.png'), file('photo.png')];

beforeAll(async () => {
  await writePicture(a, scene({ width: 40, height: 32 }, 1));
  await writePicture(b, scene({ width: 40, height: 32 }, 2));
  await writePicture(photo, scene({ width: 40, height: 32 }, 3));
});

describe('nst texture and nst render', () => {
  it.each([
    ['texture', ['texture', a, '--by', 'patches', '--size', '48', '--tile'], 48, 48, 'patches'],
    ['strokes', ['render', photo, '--size', '48'], 48, 38, undefined],
    [
      'regions',
      ['render', photo, '--size', '48', '--by', 'regions', '--preset', 'pointillist'],
      48,
      38,
      ['regions'],
    ],
    [
      'analogy',
      ['render', photo, '--size', '40', '--by', 'analogy', a, b],
      40,
      32,
      ['analogy', 'a.png', 'b.png'],
    ],
    // The last file is the content.
    [
      'analogy-2',
      ['render', '--size', '40', '--by', 'analogy', a, b, photo],
      40,
      32,
      ['analogy', 'a.png', 'b.png'],
    ],
  ] as const)('%s writes its picture, and how it was made into it', async (name, args, width, height, by) => {
    const output = file(`out-${name}.png`);
    const { code, stdout, stderr } = await nstHere([...args, '-o', output, '--json', '-q']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ output, width, height, seed: 0, ended: 'finished' });
    expect(await sharp(readFileSync(output)).metadata()).toMatchObject({ width, height });
    const info = await nstHere(['info', output, '--json']);
    expect(JSON.parse(info.stdout).settings.by).toEqual(by);
  });

  it('writes beside the picture, and does not write over it', async () => {
    expect(await nstHere(['render', photo, '--size', '32', '-q'])).toMatchObject({ code: 0 });
    expect(await sharp(readFileSync(file('photo-painted.png'))).metadata()).toMatchObject({ width: 32 });
    const { code, stderr } = await nstHere(['render', photo, '--size', '32', '-q']);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/photo-painted\.png.*--force/);
  });

  it.each([
    [['texture'], /^nst: missing required argument 'example'; name the picture that shows the texture\n$/],
    [['texture', a, '--by', 'holes'], /^nst: by: expected one of gram, patches, found "holes"\n$/],
    [
      ['texture', a, '--by', 'patches', '--iterations', '3'],
      /^nst: iterations: is for by gram, found by patches/,
    ],
    [
      ['render'],
      /^nst: missing required argument 'content'; write the picture to work on in front of --by\n$/,
    ],
    [['render', photo, '--by', 'analogy', a], /^nst: by: expected two files behind analogy.*found 1\n$/],
    [['render', photo, '--by', 'oil'], /^nst: by: expected one of strokes, regions, analogy, found "oil"\n$/],
    [['render', photo, '--colors', 'rgb'], /^nst: colors: is for by analogy, found by strokes/],
    [
      ['image', photo, '--reconstruct', 'conv1', '--style', a],
      /^nst: reconstruct and style: expected one of them/,
    ],
    [['image', photo, '--reconstruct', 'relu9'], /^nst: reconstruct: expected layers of inception/],
  ] as const)('says in one line what is wrong: %j', async (args, message) => {
    const { code, stdout, stderr } = await nstHere([...args, '-o', file('none.png'), '-q']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
