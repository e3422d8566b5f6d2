import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { transferPhoto, writePicture } from '../../../src/image/index.js';
import type { PhotoOptions } from '../../../src/image/photo/options.js';
import { openPicture } from '../../../src/shared/pictures/source.js';
import { failure } from '../../support/failure.js';
import { nstHere } from '../../support/nstHere.js';
import { paint, scene, scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const [content, style, flat, tiny, map] = ['content', 'style', 'flat', 'tiny', 'map'].map((name) =>
  file(`${name}.png`),
) as [string, string, string, string, string];
const run = (options: Partial<PhotoOptions> = {}) =>
  transferPhoto({ content, style: [style], device: 'cpu', threads: 1, ...options });

beforeAll(async () => {
  await writePicture(content, scene({ width: 48, height: 32 }, 1));
  await writePicture(style, scene({ width: 48, height: 40 }, 5));
  await writePicture(
    flat,
    paint({ width: 48, height: 32 }, () => [0.3, 0.5, 0.7]),
  );
  await writePicture(tiny, scene({ width: 8, height: 6 }, 1));
  await writePicture(
    map,
    paint({ width: 48, height: 32 }, () => [1, 0, 0]),
  );
});

describe('a photograph in the light of another', () => {
  it('of one colour stays of one colour', async () => {
    const { picture } = await run({ content: flat });
    const [least, most] = [0, 1, 2]
      .map((c) => picture.pixels.filter((_, i) => i % 3 === c))
      .map((values) => [Math.min(...values), Math.max(...values)])[0]!;
    expect(most! - least!).toBeLessThan(1e-3);
  });

  it('takes maps of one colour as no maps', async () => {
    const styleMap = file('style-map.png');
    await writePicture(
      styleMap,
      paint({ width: 48, height: 40 }, () => [1, 0, 0]),
    );
    const { picture } = await run({ method: 'color', contentMap: map, styleMap: [styleMap] });
    const plain = await run({ method: 'color' });
    const furthest = picture.pixels.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - plain.picture.pixels[i]!)),
      0,
    );
    expect(furthest).toBeLessThan(1e-3);
  });

  it('changes colours alone where it is too small for a network, and says so', async () => {
    const warnings: string[] = [];
    const reporter = { stage() {}, step() {}, warn: (text: string) => void warnings.push(text) };
    const { picture } = await run({ content: tiny, reporter });
    const plain = await run({ content: tiny, method: 'color' });
    expect(picture.pixels).toEqual(plain.picture.pixels);
    expect(warnings).toEqual([expect.stringContaining('colours alone are changed')]);
  });

  it('is the photograph at strength 0', async () => {
    const { picture } = await run({ method: 'color', strength: 0 });
    const before = scene({ width: 48, height: 32 }, 1).pixels;
    const furthest = picture.pixels.reduce((most, v, i) => Math.max(most, Math.abs(v - before[i]!)), 0);
    // Pixels of the file have eight bits.
    expect(furthest).toBeLessThan(0.5 / 255 + 1e-6);
  });

  it('ends without a picture when it is interrupted', async () => {
    await expect(run({ signal: AbortSignal.abort() })).rejects.toEqual(failure('NST_ABORTED', 'interrupted'));
  });

  it('is brought back to its edges by the command, where a stylised version is named', async () => {
    const output = file('edges.png');
    const { code, stderr } = await nstHere(['photo', content, '--from', style, '-o', output, '-q']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const other = await nstHere([
      'photo',
      content,
      '--from',
      style,
      '--method',
      'color',
      '-o',
      output,
      '--force',
    ]);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('from and method: expected one of them');
  });

  it('is like where it is like, by regions that are found', async () => {
    const options = { method: 'color', match: true } as const;
    const [content, style] = [file('halves.png'), file('other-halves.png')];
    // Stripes above and waves below; the style has them the other way up, in other colours.
    const halves = (isUp: boolean, colours: readonly (readonly [number, number, number])[]) =>
      paint({ width: 96, height: 96 }, (x, y) => {
        const isStriped = y < 0.5 === isUp;
        const light = isStriped ? 0.6 + 0.4 * (Math.floor(x * 24) % 2) : 0.8 + 0.02 * Math.sin(20 * x);
        return colours[isStriped ? 0 : 1]!.map((value) => value * light) as [number, number, number];
      });
    await writePicture(
      content,
      halves(true, [
        [0.6, 0.6, 0.6],
        [0.7, 0.7, 0.7],
      ]),
    );
    await writePicture(
      style,
      halves(true, [
        [0.9, 0.3, 0.2],
        [0.2, 0.3, 0.9],
      ]),
    );
    const { picture } = await run({ ...options, content, style: [style] });
    const redness = (row: number) => {
      const i = (row * 96 + 48) * 3;
      return picture.pixels[i]! - picture.pixels[i + 2]!;
    };
    expect(redness(20)).toBeGreaterThan(0.2);
    expect(redness(76)).toBeLessThan(-0.2);
    await expect(run({ ...options, content: flat })).rejects.toEqual(
      failure('NST_BAD_INPUT', 'leave --match out'),
    );
  });

  it('asks for a style map that has its labels', async () => {
    const styleMap = file('blue-map.png');
    await writePicture(
      styleMap,
      paint({ width: 48, height: 40 }, () => [0, 0, 1]),
    );
    await expect(run({ contentMap: map, styleMap: [styleMap] })).rejects.toEqual(
      failure('NST_BAD_INPUT', 'paint both maps in the same colours'),
    );
  });

  it('mixes several styles within a label', async () => {
    const [red, blue] = [file('red.png'), file('blue.png')];
    const size = { width: 32, height: 32 };
    await writePicture(
      red,
      paint(size, (x) => [0.6 + 0.2 * x, 0.2, 0.2]),
    );
    await writePicture(
      blue,
      paint(size, (x) => [0.2, 0.2, 0.6 + 0.2 * x]),
    );
    const maps = { contentMap: map, styleMap: [file('one.png'), file('two.png')] };
    for (const path of maps.styleMap)
      await writePicture(
        path,
        paint(size, () => [1, 0, 0]),
      );
    const redness = async (styleBlend: readonly number[]) => {
      const { picture } = await run({ method: 'color', style: [red, blue], styleBlend, ...maps });
      return (
        picture.pixels.reduce((sum, v, i) => sum + (i % 3 === 0 ? v : i % 3 === 2 ? -v : 0), 0) / (48 * 32)
      );
    };
    const [most, half, least] = [await redness([1, 0]), await redness([1, 1]), await redness([0, 1])];
    expect(most).toBeGreaterThan(0.3);
    expect(Math.abs(half)).toBeLessThan(0.1);
    expect(least).toBeLessThan(-0.3);
  });

  it('keeps alpha, and takes no colour from what is transparent', async () => {
    const holey = file('holey.png');
    const picture = scene({ width: 48, height: 32 }, 1);
    const alpha = Float32Array.from({ length: 48 * 32 }, (_, i) => (i % 48 < 24 ? 1 : 0));
    const pixels = picture.pixels.map((v, i) => (alpha[Math.floor(i / 3)] === 1 ? v : i % 3 === 0 ? 1 : 0));
    await writePicture(holey, { ...picture, pixels, alpha });
    const { picture: result } = await run({ content: holey, method: 'color' });
    expect(result.alpha).toEqual(alpha);
    expect(result.pixels.every((v) => v >= 0 && v <= 1)).toBe(true);
  });

  it('wants a net of its kind for wct2018', async () => {
    await expect(run({ method: 'wct2018', model: 'models/named-styles.safetensors' })).rejects.toEqual(
      failure('NST_BAD_OPTION', 'expected a net that exchanges statistics'),
    );
    await expect(run({ model: content })).rejects.toEqual(failure('NST_BAD_OPTION', 'add --method wct2018'));
  });

  it('goes through the net that comes along, and is smooth along the photograph', async () => {
    const { picture } = await run({ method: 'wct2018' });
    expect(picture.pixels.every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(picture.width).toBe(48);
  });

  it('has 16 bits where the photograph has, and says where it cannot', async () => {
    const deep = file('deep.png');
    await writePicture(deep, scene({ width: 48, height: 32 }, 1), undefined, { bits: 16 });
    const args = ['photo', deep, '--style', style, '--method', 'color', '-q'];
    const output = file('deep-photo.png');
    expect(await nstHere([...args, '-o', output])).toEqual({
      code: 0,
      stdout: expect.anything(),
      stderr: '',
    });
    expect((await openPicture(output)).header.depth).toBe('ushort');
    const refused = await nstHere([...args, '-o', file('deep.jpg'), '--bits', '16']);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('expected a .png or .tif beside 16'),
    ]);
  });

  it('refuses a finish that is for colours alone', async () => {
    await expect(run({ finish: 'none' })).rejects.toEqual(failure('NST_BAD_OPTION', 'add --method color'));
  });
});
