import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toStraight } from '../../../src/glyph/output/straight.js';
import { makeStylePack } from '../../../src/glyph/pack/openStyle.js';
import { checkPackPath, readPack, writePack } from '../../../src/glyph/pack/packFile.js';
import { decodePack, encodePack, type StylePack } from '../../../src/glyph/pack/stylePack.js';
import { transferGlyph } from '../../../src/glyph/transferGlyph.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
import { failure } from '../../support/failure.js';
import { scene, scratchFolder } from '../../support/pictures.js';
import { disc, filled } from '../effects/shapes.js';

const folder = scratchFolder();
const size = { width: 61, height: 57 };
const shape = disc(size, 18);
const pack: StylePack = {
  style: { name: 'disc.png', picture: filled(shape, [0.3, 0.6, 0.1]), shape, shapeOrigin: 'alpha' },
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
