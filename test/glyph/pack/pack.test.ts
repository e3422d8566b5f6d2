import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toStraight } from '../../../src/glyph/output/straight.js';
import { decodePack } from '../../../src/glyph/pack/decodePack.js';
import { makeStylePack } from '../../../src/glyph/pack/openStyle.js';
import { checkPackPath, readPack, writePack } from '../../../src/glyph/pack/packFile.js';
import { digestOf, encodePack, PREFIX_BYTES, type StylePack } from '../../../src/glyph/pack/stylePack.js';
import { transferGlyph } from '../../../src/glyph/transferGlyph.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
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

  it('whatever byte is changed: one line, no style', () => {
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 200)) {
      const broken = Buffer.from(bytes);
      broken[at] = broken[at]! ^ 0x10;
      expect(() => decodePack('x.nstglyph', broken)).toThrow(
        /^x\.nstglyph: [^\n]+; make (it again|one) with "nst glyph style"$/,
      );
    }
  });

  it('wherever it is cut short: one line, no style', () => {
    for (const length of [0, 1, 7, 8, 15, 16, 40, 200, bytes.length - 33, bytes.length - 1]) {
      const cut = bytes.subarray(0, length);
      expect(() => decodePack('x.nstglyph', cut)).toThrow(failure('NST_BAD_INPUT', /^x\.nstglyph: [^\n]+$/));
    }
    expect(() => decodePack('x', Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1'))).toThrow(
      /found another kind of file/,
    );
  });

  it('of another version says so', () => {
    const other = Buffer.from(bytes);
    other.writeUInt32LE(2, 8);
    expect(() => decodePack('x', other)).toThrow(
      /^x: expected a style pack of version 1, found version 2; make it again/,
    );
  });

  /** A pack with another header and the digest that belongs to it. @param length that it claims */
  const withHeader = (header: string, length = Buffer.byteLength(header)) => {
    const body = bytes.subarray(PREFIX_BYTES + bytes.readUInt32LE(12), bytes.length - 32);
    const content = Buffer.concat([bytes.subarray(0, PREFIX_BYTES), Buffer.from(header), body]);
    content.writeUInt32LE(length, 12);
    return Buffer.concat([content, digestOf(content)]);
  };
  const header = { ...size, shapeOrigin: 'alpha', alpha: 'own', seed: 12, direction: 30 };

  it('are read with the path that older ones hold', () => {
    expect(decodePack('x', withHeader(JSON.stringify({ name: '/a/b.png', ...header })))).toEqual(pack);
  });

  it.each([
    ['expected a header of at most 65536 bytes, found a length of 65537', ' '.repeat(65_537)],
    ['header: expected JSON, found something else', '{"width":'],
    ['header.width: expected at most 1600, found 4096', JSON.stringify({ ...header, width: 4096 })],
    ['header.height: expected a number, found "57"', JSON.stringify({ ...header, height: '57' })],
    ['header.seed: expected at least 0, found -1', JSON.stringify({ ...header, seed: -1 })],
    [
      'header.direction: expected auto or up or none or a number, found "left"',
      JSON.stringify({ ...header, direction: 'left' }),
    ],
    ['the style pack is damaged or cut short', JSON.stringify({ ...header, width: 60 })],
    ['the style pack is damaged or cut short', JSON.stringify({ ...header, shapeOrigin: 'none' })],
  ])('whose digest is right are still looked at: %s', (problem, text) => {
    expect(() => decodePack('x', withHeader(text))).toThrow(failure('NST_BAD_INPUT', `x: ${problem}`));
  });

  it('whose header claims to be longer than the file are refused', () => {
    for (const length of [0xffff_ffff, bytes.length - PREFIX_BYTES - 31]) {
      const problem = /^x: expected a header of at most \d+ bytes, found a length of \d+; make it again/;
      expect(() => decodePack('x', withHeader(JSON.stringify(header), length))).toThrow(problem);
    }
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
      failure('NST_BAD_INPUT', /d\.nstglyph: the style pack is damaged or cut short/),
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
