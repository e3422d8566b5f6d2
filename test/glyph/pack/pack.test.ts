import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toStraight } from '../../../src/glyph/output/straight.js';
import { decodePack } from '../../../src/glyph/pack/decodePack.js';
import { encodePack } from '../../../src/glyph/pack/encodePack.js';
import { makeStylePack } from '../../../src/glyph/pack/openStyle.js';
import { checkPackPath, readPack, writePack } from '../../../src/glyph/pack/packFile.js';
import { STYLE_PACK, type StylePack } from '../../../src/glyph/pack/stylePack.js';
import { transferGlyph } from '../../../src/glyph/transferGlyph.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
import { encodeSaved } from '../../../src/shared/saved/savedFile.js';
import type { WeightArray, Weights } from '../../../src/shared/weights/tensors.js';
import { failure } from '../../support/failure.js';
import { scene, scratchFolder } from '../../support/pictures.js';
import { disc, filled } from '../effects/shapes.js';

const folder = scratchFolder();
const size = { width: 61, height: 57 };
const shape = disc(size, 18);
const pack: StylePack = {
  style: { picture: filled(shape, [0.3, 0.6, 0.1]), shape, shapeOrigin: 'alpha' },
  seed: 12,
  direction: 30,
};
const bytes = Buffer.from(encodePack(pack));
const TEXTURE = `${folder}/texture.png`;
await writePicture(TEXTURE, scene({ width: 64, height: 64 }, 4));

/** What is said of bytes, or the pack that they hold. */
function outcome(packed: Uint8Array): [message: string, read: StylePack | undefined] {
  try {
    return ['', decodePack('x.nstglyph', packed)];
  } catch (error) {
    return [(error as Error).message, undefined];
  }
}

describe('style packs', () => {
  it('give back what was put in, to the last bit', () => {
    expect(decodePack('x', bytes)).toEqual(pack);
    const { shape: _shape, ...rest } = pack.style;
    const texture: StylePack = { ...pack, style: { ...rest, shapeOrigin: 'none' }, direction: 'auto' };
    expect(decodePack('x', encodePack(texture))).toEqual(texture);
  });

  it('are small', () => {
    expect(bytes.length).toBeLessThan(size.width * size.height * 4);
  });

  it('whatever byte is changed: one line, or the same style', () => {
    for (let i = 0; i < bytes.length; i += Math.ceil(bytes.length / 200)) {
      const broken = Buffer.from(bytes);
      broken[i] = broken[i]! ^ 0x10;
      const [message, read] = outcome(broken);
      // Bytes that say by which system it was compressed, and when, change nothing.
      if (read) expect(read).toEqual(pack);
      else expect(message).toMatch(/^x\.nstglyph: [^\n]+; make it again with "nst glyph style"$/);
    }
  });

  it('wherever it is cut short: one line, no style', () => {
    for (const length of [0, 1, 7, 8, 15, 16, 40, 200, bytes.length - 33, bytes.length - 1]) {
      const cut = bytes.subarray(0, length);
      expect(() => decodePack('x.nstglyph', cut)).toThrow(failure('NST_BAD_INPUT', /^x\.nstglyph: [^\n]+$/));
    }
    expect(() => decodePack('x', Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1'))).toThrow(
      /found a damaged file or another one/,
    );
  });

  it('of another version says so', () => {
    const old = Buffer.from('NSTGLYPH\u0001 and so on', 'latin1');
    const later = encodeSaved({ ...STYLE_PACK, version: '3' }, { facts: {}, tensors: new Map() });
    for (const [other, version] of [
      [old, 1],
      [later, 3],
    ] as const) {
      const problem = `x: expected version 2 of a style pack, found ${version}; make it again`;
      expect(() => decodePack('x', other)).toThrow(problem);
    }
  });

  const facts = { shapeOrigin: 'alpha', alpha: 'own', seed: 12, direction: 30 };
  const { picture } = pack.style;
  const tensors: Weights = new Map([
    ['example', { shape: [size.height, size.width, 4], data: picture.rgba }],
    ['shape', { shape: [size.height, size.width], data: shape.data }],
  ]);
  const saved = (changedFacts: object, arrays: Record<string, WeightArray> = {}) =>
    encodeSaved(STYLE_PACK, {
      facts: { ...facts, ...changedFacts },
      tensors: new Map([...tensors, ...Object.entries(arrays)]),
    });

  it('are read whether compressed or not', () => {
    expect(decodePack('x', saved({}))).toEqual(pack);
    expect(decodePack('x', gunzipSync(bytes))).toEqual(pack);
  });

  const plain = (shape: number[], value = 0): WeightArray => ({
    shape,
    data: new Float32Array(shape.reduce((a, b) => a * b)).fill(value),
  });

  it.each<[string, object, Record<string, WeightArray>]>([
    ['facts.seed: expected at least 0, found -1', { seed: -1 }, {}],
    ['facts.direction: expected auto or up or none or a number, found "left"', { direction: 'left' }, {}],
    ['expected sides of 1 to 1600 px in "example", found 1 and 4096', {}, { example: plain([1, 4096, 4]) }],
    ['expected "example" of the shape 57 x 61 x 4, found 57 x 61 x 3', {}, { example: plain([57, 61, 3]) }],
    ['expected "shape" of the shape 57 x 61, found 61 x 57', {}, { shape: plain([61, 57]) }],
    ['expected values from 0 to 1 in "shape", found others', {}, { shape: plain([57, 61], Number.NaN) }],
  ])('whose checksum is right are still looked at: %s', (problem, changed, arrays) => {
    expect(() => decodePack('x', saved(changed, arrays))).toThrow(failure('NST_BAD_INPUT', `x: ${problem}`));
  });

  it('that would fill the memory when they are unpacked are refused', () => {
    const bomb = gzipSync(Buffer.alloc(STYLE_PACK.maxBytes + 1));
    expect(() => decodePack('x', bomb)).toThrow(/^x: expected a style pack, found a damaged file/);
  });

  it('do not say where the style lay', async () => {
    const made = encodePack(await makeStylePack({ style: TEXTURE }));
    for (const part of ['texture', folder, '.png']) expect(Buffer.from(made).includes(part)).toBe(false);
  });

  it('of the same picture in two places are the same', async () => {
    const copy = `${folder}/copy.png`;
    writeFileSync(copy, readFileSync(TEXTURE));
    const packs = [await makeStylePack({ style: TEXTURE }), await makeStylePack({ style: copy })];
    const [made, madeOfCopy] = packs.map((part) => Buffer.from(encodePack(part)));
    expect(made!.equals(madeOfCopy!)).toBe(true);
  });

  it('are files that end in .nstglyph', async () => {
    const path = `${folder}/a.nstglyph`;
    await writePack(path, pack);
    expect(await readPack(path)).toEqual(pack);
    const rules = { force: false, inputs: [] };
    await expect(checkPackPath(`${folder}/a.png`, rules)).rejects.toEqual(
      failure('NST_BAD_OPTION', /a\.png: expected a name that ends in \.nstglyph$/),
    );
    await expect(checkPackPath(path, rules)).rejects.toEqual(
      failure('NST_WOULD_OVERWRITE', /exists already/),
    );
    await expect(readPack(`${folder}/no.nstglyph`)).rejects.toEqual(
      failure('NST_BAD_INPUT', /no\.nstglyph: expected a style pack, found no file of that name/),
    );
  });

  it('make the same text as the picture does', async () => {
    const path = `${folder}/b.nstglyph`;
    await writePack(path, await makeStylePack({ style: TEXTURE, seed: 5 }));
    const options = { text: 'i', size: 64, threads: 1 };
    const [fromPicture, fromPack] = [
      await transferGlyph({ ...options, style: TEXTURE, seed: 5 }),
      await transferGlyph({ ...options, style: path }),
    ];
    expect(fromPack.seed).toBe(5);
    expect(fromPack.picture).toEqual(fromPicture.picture);
    const other = await transferGlyph({ ...options, style: path, seed: 6 });
    expect(other.picture).not.toEqual(fromPicture.picture);
  });

  it('have their own mask', async () => {
    const path = `${folder}/c.nstglyph`;
    await writePack(path, pack);
    const transfer = transferGlyph({ text: 'i', style: path, styleMask: TEXTURE });
    await expect(transfer).rejects.toEqual(
      failure(
        'NST_BAD_OPTION',
        /^style-mask: expected none beside .*c\.nstglyph, which has its own; leave it out$/,
      ),
    );
  });

  it('that are no longer what they were are not used', async () => {
    const path = `${folder}/d.nstglyph`;
    await writePack(path, pack);
    writeFileSync(path, readFileSync(path).subarray(0, 100));
    await expect(transferGlyph({ text: 'i', style: path })).rejects.toEqual(
      failure('NST_BAD_INPUT', /d\.nstglyph: expected a style pack, found a damaged file/),
    );
  });

  it('hold the shape of a cut-out picture', async () => {
    const path = `${folder}/disc.png`;
    await writePicture(path, toStraight(pack.style.picture));
    const { style } = await makeStylePack({ style: path });
    expect(style.shapeOrigin).toBe('alpha');
    expect(style.shape?.data).toBeAllclose(shape.data, 0, 0.01);
  });
});
