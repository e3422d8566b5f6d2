import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { transferPhoto, writePicture } from '../../../src/image/index.js';
import type { PhotoOptions } from '../../../src/image/photo/options.js';
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

  it('refuses a finish that is for colours alone', async () => {
    await expect(run({ finish: 'none' })).rejects.toEqual(failure('NST_BAD_OPTION', 'add --method color'));
  });
});
