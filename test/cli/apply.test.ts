import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitTo } from '../../src/shared/pictures/picture.js';
import { readPicture } from '../../src/shared/pictures/read.js';
import { type StyliserModel, writeModel } from '../../src/shared/stylise/modelFile.js';
import { MODEL_CARD } from '../support/modelCard.js';
import { nstHere } from '../support/nstHere.js';
import { randomWeights } from '../support/styliser.js';

const PHOTO = 'fixtures/pictures/boats.jpg';
const MODEL: StyliserModel = { weights: randomWeights(MODEL_CARD.family), card: MODEL_CARD };

let folder: string;
let model: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-apply-'));
  model = join(folder, 'net.safetensors');
  await writeModel(model, MODEL);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('nst apply', () => {
  it('works on several pictures, each by its name, in a folder that it makes', async () => {
    const out = join(folder, 'out');
    const args = [
      'apply',
      PHOTO,
      'fixtures/pictures/cat.jpg',
      '--model',
      model,
      '-o',
      out,
      '--size',
      '96',
      '--json',
    ];
    const { code, stdout, stderr } = await nstHere(args);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect((await readdir(out)).sort()).toEqual(['boats.png', 'cat.png']);
    const [first] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ width: 96, method: 'cin2017' });
    expect(await readPicture(join(out, 'boats.png'))).toMatchObject({ width: 96 });
  });

  it('at strength 0 gives the picture back', async () => {
    const output = join(folder, 'same.png');
    await nstHere(['apply', PHOTO, '--model', model, '--strength', '0', '--size', '97', '-o', output]);
    const [result, photo] = await Promise.all([
      readPicture(output),
      readPicture(PHOTO, (natural) => fitTo(natural, 97)),
    ]);
    expect([result.width, result.height]).toEqual([97, photo.height]);
    expect(result.pixels).toBeAllclose(photo.pixels, 0, 1 / 255);
  });

  it('blends styles in one word, and takes names with signs for any text', async () => {
    const args = ['--model', model, '--size', '48', '-q', '--force'];
    const [word, two] = [join(folder, 'word.png'), join(folder, 'two.png')];
    await nstHere(['apply', PHOTO, ...args, '--blend', 'whirls=0.6,daffodils=0.2', '-o', word]);
    await nstHere([
      'apply',
      PHOTO,
      ...args,
      '-s',
      'whirls',
      'daffodils',
      '--style-blend',
      '3',
      '1',
      '-o',
      two,
    ]);
    expect((await readPicture(word)).pixels).toEqual((await readPicture(two)).pixels);
    const out = join(folder, 'like');
    await nstHere(['apply', 'fixtures/pictures/bo?t*.jpg', ...args, '-o', `${out}/`]);
    expect(await readdir(out)).toEqual(['boats.png']);
  });

  it('shows a picture in each style that the net knows, and tells of them', async () => {
    const output = join(folder, 'sheet.png');
    const { code } = await nstHere([
      'apply',
      PHOTO,
      '--model',
      model,
      '--size',
      '64',
      '--sheet',
      '-o',
      output,
    ]);
    expect(code).toBe(0);
    // Three cells of 32 px side by side, with gaps.
    expect((await readPicture(output)).width).toBe(12 + 3 * (32 + 12));
    const { stdout } = await nstHere(['apply', '--list', '--model', model, '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'Whirls' }, { name: 'daffodils' }]);
  });

  it.each([
    [
      'a blend beside styles',
      ['apply', PHOTO, '-s', 'whirls', '--blend', 'whirls=1'],
      'blend: expected alone',
    ],
    [
      'shares of nothing',
      ['apply', PHOTO, '--blend', 'whirls=0'],
      'at least one of them with a share above 0',
    ],
    ['standard input twice', ['apply', '-', '-', '--style', 'whirls'], 'content: expected - once'],
    ['names like none', ['apply', 'fixtures/*.nothing', '-s', 'whirls'], 'expected pictures of such names'],
    [
      'no picture',
      ['apply'],
      "missing required argument 'content'; write the pictures to work on in front of",
    ],
    [
      'a style that the net does not know',
      ['apply', PHOTO, '--style', 'cubism'],
      'style: expected a style of the net (Whirls, daffodils), found "cubism"',
    ],
    [
      'shares of others',
      ['apply', PHOTO, '--style', 'whirls', '--style-blend', '0.2', '0.8'],
      'style-blend: expected 1 number',
    ],
    [
      'another exchange',
      ['apply', PHOTO, '--exchange', 'moments'],
      'exchange: expected a net that exchanges statistics',
    ],
    ['an empty folder', ['apply', 'EMPTY'], 'expected pictures in the folder, found none'],
  ])('refuses %s in one line', async (_, words, problem) => {
    const empty = await mkdtemp(join(folder, 'empty-'));
    const given = words.map((word) => (word === 'EMPTY' ? empty : word));
    const { code, stderr } = await nstHere([...given, '--model', model]);
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(stderr).toContain(problem);
  });

  it.each([
    ['no style', [], 'style: expected a picture or the name of a style, found none'],
    [
      'neither a name nor a picture',
      ['--style', 'cubism'],
      'style: expected a picture, or a style by name (church-at-auvers,',
    ],
    [
      'a name and a picture',
      ['--style', 'woodcut', 'fixtures/pictures/reading.jpg'],
      'style: expected names or pictures, found both ("fixtures/pictures/reading.jpg" is a picture)',
    ],
  ])('of the nets that come along, refuses %s in one line', async (_, words, problem) => {
    const { code, stderr } = await nstHere(['apply', PHOTO, ...words]);
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(stderr).toContain(problem);
  });

  it('refuses weights of something else', async () => {
    const { code, stderr } = await nstHere(['apply', PHOTO, '--model', 'models/audio-net.safetensors']);
    expect(code).toBe(2);
    expect(stderr).toContain('expected a net that "nst train" wrote, found other weights');
  });

  it('refuses a file that is cut short', async () => {
    const broken = join(folder, 'broken.safetensors');
    await writeFile(broken, 'short');
    const { code, stderr } = await nstHere(['apply', PHOTO, '--model', broken]);
    expect(code).toBe(2);
    expect(stderr).toContain('broken.safetensors');
  });
});

describe('nst models show', () => {
  it('tells what a net is', async () => {
    const { stdout } = await nstHere(['models', 'show', model]);
    expect(stdout).toContain('style: daffodils, Berthe Morisot');
    expect(stdout).toContain('trained: 3 steps on 2 photographs, seed 0, strength 0.6, for 512 px');
    expect(stdout).toContain('attribution: thanks to everybody');
  });
});
