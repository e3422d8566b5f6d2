import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { toStraight } from '../../src/glyph/output/straight.js';
import { writePicture } from '../../src/shared/pictures/write.js';
import { disc, filled } from '../glyph/effects/shapes.js';
import { nstHere } from '../support/nstHere.js';
import { scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => `${folder}/${name}`;
const run = (...args: string[]) => nstHere(['glyph', ...args, '--size', '90', '--threads', '1', '-q']);
const DONE = { code: 0, stderr: '' };

/** Red, green, blue and alpha of all pixels. */
async function pixelsOf(path: string) {
  const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const count = (is: (r: number, g: number, b: number, a: number) => boolean) => {
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (is(data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!)) found++;
    }
    return found;
  };
  return { data, count, width: info.width, height: info.height };
}

const isRed = (r: number, g: number, b: number, a: number) => r > 200 && g < 60 && b < 60 && a > 200;
const isGreen = (r: number, g: number, b: number, a: number) => g > 200 && r < 60 && b < 60 && a > 200;

beforeAll(async () => {
  const size = { width: 65, height: 65 };
  mkdirSync(file('moving'));
  for (const [i, rgb] of (
    [
      [1, 0, 0],
      [0, 1, 0],
    ] as const
  ).entries()) {
    await writePicture(file(`moving/${i}.png`), toStraight(filled(disc(size, 20), rgb)));
  }
  await writePicture(file('style.png'), toStraight(filled(disc(size, 20), [1, 0, 0])));
  const ring = '<path d="M10 50a40 20 0 1 0 80 0a40 20 0 1 0-80 0zm20 0a20 8 0 1 1 40 0a20 8 0 1 1-40 0z"/>';
  writeFileSync(
    file('ring.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${ring}</svg>`,
  );
});

describe('nst glyph', () => {
  it('--layer works without a style, and its pixels grow with --scale', async () => {
    const layers = [
      '--color',
      '#0f0',
      '--layer',
      'stroke width=3 color=#f00',
      '--layer',
      'shadow distance=2 size=2',
    ];
    expect(await run('I', ...layers, '-o', file('once.png'))).toMatchObject(DONE);
    expect(await run('I', ...layers, '-o', file('twice.png'), '--scale', '2')).toMatchObject(DONE);
    const [once, twice] = [await pixelsOf(file('once.png')), await pixelsOf(file('twice.png'))];
    expect([twice.width / once.width, twice.height / once.height]).toBeAllclose([2, 2], 0, 0.15);
    expect(once.count(isGreen)).toBeGreaterThan(200);
    expect(twice.count(isRed) / once.count(isRed)).toBeGreaterThan(3.5);
    expect(once.data[3]).toBe(0);
  });

  it('--shape takes a drawing in place of the text, --background lays it on a colour', async () => {
    const args = [
      '--shape',
      file('ring.svg'),
      '--color',
      '#f00',
      '--background',
      '#0f0',
      '-o',
      file('ring.png'),
    ];
    expect(await run(...args)).toMatchObject(DONE);
    const { count, width, height, data } = await pixelsOf(file('ring.png'));
    expect(width).toBe(90);
    expect(height / width).toBeCloseTo(0.53, 1);
    expect(count((_r, _g, _b, a) => a < 255)).toBe(0);
    // A hole in the middle.
    const middle = (Math.floor(height / 2) * width + 45) * 4;
    expect([...data.subarray(middle, middle + 3)]).toEqual([0, 255, 0]);
    expect(count(isRed)).toBeGreaterThan(600);
  });

  it('--background lays it on a picture', async () => {
    const tile = file('tile.png');
    await sharp(file('style.png')).toFile(tile);
    const layer = ['--color', '#fff', '--layer', `pattern file="${tile}" opacity=0.1`];
    const args = ['I', ...layer, '--background', file('style.png'), '-o', file('onPicture.png')];
    expect(await run(...args)).toMatchObject(DONE);
    expect((await pixelsOf(file('onPicture.png'))).count(isRed)).toBeGreaterThan(50);
    // What it was made with is in the file, but for folders.
    const { xmp } = await sharp(file('onPicture.png')).metadata();
    expect(String(xmp)).toContain('style.png');
    expect(String(xmp)).toContain('tile.png');
    expect(String(xmp)).not.toContain(folder);
  });

  it('--layers writes parts into a folder or a Photoshop file', async () => {
    const args = ['I', '--style', file('style.png'), '--layer', 'glow size=4', '-o', file('parts.png')];
    expect(await run(...args, '--layers', file('parts'))).toMatchObject(DONE);
    expect(readdirSync(file('parts')).sort()).toEqual(
      ['behind', 'body', 'halo', 'mask', 'rim', 'shadow'].map((name) => `${name}.png`),
    );
    expect(await run(...args, '--layers', file('parts.psd'), '--force')).toMatchObject(DONE);
    expect(readFileSync(file('parts.psd')).toString('latin1', 0, 4)).toBe('8BPS');
    const again = await run(...args, '--layers', file('parts'), '-o', file('parts2.png'));
    expect(again).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/^nst: .*parts\/\w+\.png: exists already[^\n]*\n$/),
    });
    expect(existsSync(file('parts2.png'))).toBe(false);
  });

  it('--variants writes one picture for each seed', async () => {
    const args = ['I', '--style', file('style.png'), '--variants', '2', '--seed', '7', '--json'];
    const { code, stdout } = await run(...args, '-o', file('v.png'));
    expect(code).toBe(0);
    const reports = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(reports).toMatchObject([
      { output: file('v-1.png'), seed: 7, engine: 'patch' },
      { output: file('v-2.png'), seed: 8 },
    ]);
    expect([existsSync(file('v-1.png')), existsSync(file('v-2.png')), existsSync(file('v.png'))]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('--frames moves as the style does', async () => {
    const args = ['I', '--style', file('moving'), '-o', file('still.png'), '--frames', file('moving.webp')];
    expect(await run(...args)).toMatchObject(DONE);
    expect(await sharp(file('moving.webp'), { pages: -1 }).metadata()).toMatchObject({ pages: 2 });
    expect((await pixelsOf(file('still.png'))).count(isRed)).toBeGreaterThan(100);
    const { data } = await sharp(file('moving.webp'), { page: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const [red, green] = [0, 1].map((c) =>
      data.reduce((sum, value, i) => sum + (i % 4 === c ? value : 0), 0),
    );
    expect(green).toBeGreaterThan(10 * red!);
  });

  it('style saves a style that makes the same text', async () => {
    const pack = file('saved.nstglyph');
    const saved = await nstHere([
      'glyph',
      'style',
      file('style.png'),
      '-o',
      pack,
      '--seed',
      '4',
      '--json',
      '-q',
    ]);
    expect(saved).toMatchObject(DONE);
    expect(JSON.parse(saved.stdout)).toMatchObject({ output: pack, seed: 4, styleShape: 'alpha', width: 65 });
    expect(await run('I', '--style', pack, '-o', file('packed.png'))).toMatchObject(DONE);
    expect(
      await run('I', '--style', file('style.png'), '--seed', '4', '-o', file('direct.png')),
    ).toMatchObject(DONE);
    expect((await pixelsOf(file('packed.png'))).data).toEqual((await pixelsOf(file('direct.png'))).data);
  });

  it('does not write over the file of a layer', async () => {
    const layer = `pattern file="${file('style.png')}"`;
    const { code, stderr } = await run('I', '--layer', layer, '-o', file('style.png'), '--force');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^nst: .*style\.png: this is also an input; choose another name\n$/);
  });

  const STYLE = ['--style', file('style.png')];
  it.each([
    [
      ['I'],
      /^nst: style: expected a picture, or layers to do without one, found neither; add --style FILE, --layer or --color$/,
    ],
    [['--layer', 'stroke'], /^nst: text: expected a text to write, found none; add one, or --shape FILE$/],
    [
      ['I', '--shape', file('ring.svg'), '--layer', 'stroke'],
      /^nst: shape: expected no text beside it; leave one of them out$/,
    ],
    [
      ['I', '--layer', 'strok width=2'],
      /^nst: layer: expected one of stroke, glow, .* found "strok width=2"$/,
    ],
    [['I', '--color', 'blurple'], /^nst: color: expected a colour such as #f80, .* found "blurple"$/],
    [['I', '--layer', 'stroke', '--background', 'no/file.png'], /^nst: no\/file\.png: expected a picture/],
    [
      ['I', ...STYLE, '--layers', file('x.xcf')],
      /^nst: layers: expected a folder, or a file that ends in \.psd/,
    ],
    [
      ['I', ...STYLE, '--frames', file('x.gif')],
      /style\.png: expected an animation .*found a single picture; leave out --frames$/,
    ],
    [
      ['I', '--layer', 'stroke', '--frames', file('x.gif')],
      /^nst: frames: expected an animated style, found none; add --style FILE$/,
    ],
    [['I', ...STYLE, '--color', '#f00'], /^nst: color: is for letters without a style; leave it out, /],
    [['I', ...STYLE, '--variants', '0'], /^nst: variants: expected a whole number from 1 to 1000, found 0$/],
    [['style', file('style.png'), '-o', file('x.zip')], /x\.zip: expected a name that ends in \.nstglyph$/],
    [
      ['I', '--style', file('none.nstglyph')],
      /none\.nstglyph: expected a style pack, found no file of that name/,
    ],
  ])('says what is wrong with %j in one line, and writes nothing', async (args, message) => {
    const before = readdirSync(folder);
    const output = args.includes('-o')
      ? []
      : ['-o', args[0] === 'style' ? file('x.nstglyph') : file('x.png')];
    const { code, stdout, stderr } = await nstHere(['glyph', ...args, ...output, '-q']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.endsWith('\n')).toBe(true);
    expect(stderr.slice(0, -1)).toMatch(message);
    expect(stderr.slice(0, -1)).not.toMatch(/\n/);
    expect(readdirSync(folder)).toEqual(before);
  });
});
