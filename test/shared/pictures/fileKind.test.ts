import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { unreadableKind } from '../../../src/shared/pictures/fileKind.js';
import { openPicture } from '../../../src/shared/pictures/source.js';
import { tiff } from '../../support/pictureFiles.js';
import { scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const file = (text: string, sizeBytes = 400) =>
  Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(sizeBytes)]);
const box = (brands: string) => file(`\0\0\0${String.fromCharCode(8 + brands.length)}ftyp${brands}`);

/** A TIFF with NewSubfileType or DNGVersion, and more pictures behind the first or not. */
function tiffTagged(tag: number, value: number, hasOthers = true): Buffer {
  const bytes = Buffer.from(tiff({ width: 16, height: 16 }, new Uint8Array(16 * 16 * 3)));
  bytes.writeUInt16LE(tag, 10 + 12 * 9);
  bytes.writeUInt16LE(4, 12 + 12 * 9);
  bytes.writeUInt32LE(1, 14 + 12 * 9);
  bytes.writeUInt32LE(value, 18 + 12 * 9);
  bytes.writeUInt32LE(hasOthers ? 8 : 0, 10 + 12 * 10);
  return bytes;
}

describe('files that are known and not read', () => {
  it.each<[name: string, bytes: Buffer, kind: string]>([
    ['a.jxl', file('\xff\x0a\xfa\x1f'), 'JPEG XL'],
    ['b.jxl', file('\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl '), 'JPEG XL'],
    ['a.jp2', file('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 '), 'JPEG 2000'],
    ['a.j2k', file('\xff\x4f\xff\x51\0\x2f'), 'JPEG 2000'],
    ['a.psd', file('8BPS\0\x01'), 'a Photoshop file'],
    ['a.psb', file('8BPS\0\x02'), 'a Photoshop file'],
    ['a.bmp', file('BM\x36\x03\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'), 'BMP'],
    ['a.ico', file('\0\0\x01\0\x01\0\x10\x10'), 'an icon (ICO)'],
    ['a.exr', file('\x76\x2f\x31\x01\x02\0\0\0'), 'OpenEXR'],
    ['a.hdr', file('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n'), 'Radiance HDR'],
    ['a.cr2', file('II*\0\x10\0\0\0CR\x02\0'), 'a camera’s raw file'],
    ['a.cr3', file('\0\0\0\x18ftypcrx \0\0\0\x01crx isom'), 'a camera’s raw file'],
    ['a.raf', file('FUJIFILMCCD-RAW 0201'), 'a camera’s raw file'],
    ['a.orf', file('IIRO\x08\0\0\0'), 'a camera’s raw file'],
    ['a.rw2', file('IIU\0\x18\0\0\0'), 'a camera’s raw file'],
    ['a.nef', tiffTagged(254, 1), 'a camera’s raw file'],
    ['a.dng', tiffTagged(50_706, 0x0104), 'a camera’s raw file'],
    ['a.mp4', box('isom\0\0\x02\0isomiso2avc1mp41'), 'a video'],
    ['a.mov', box('qt  \0\0\x02\0qt  '), 'a video'],
    ['a.webm', file('\x1aE\xdf\xa3\x9fB\x86\x81\x01'), 'a video'],
    ['a.avi', file('RIFF\x10\0\0\0AVI LIST'), 'a video'],
    ['a.heic', box('mif1\0\0\0\0mif1heic'), 'HEIC'],
    ['a.pdf', file('%PDF-1.7\n'), 'PDF'],
  ])('%s', async (name, bytes, kind) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const advice =
      kind === 'a video' ? 'save one frame as PNG or JPEG first' : 'save it as PNG or JPEG first';
    await expect(openPicture(path)).rejects.toThrow(
      `${path}: expected a picture (PNG, JPEG, WebP, AVIF, TIFF or GIF), found ${kind}; ${advice}`,
    );
  });

  it.each(['png', 'jpeg', 'webp', 'avif', 'tiff', 'gif'] as const)(
    'knows that %s is read',
    async (format) => {
      const image = sharp({ create: { width: 8, height: 8, channels: 3, background: '#468' } });
      expect(unreadableKind(await image.toFormat(format).toBuffer())).toBeUndefined();
    },
  );

  it('says nothing of other data, however short', () => {
    for (const text of [
      '',
      'I',
      'II*\0',
      'II*\0\xff\xff\xff\xff',
      '\0\0\0\x08ftyp',
      'BMW drives',
      'MM\0*\0\0\0\x08\xff\xff',
    ]) {
      expect(unreadableKind(Buffer.from(text, 'latin1'))).toBeUndefined();
    }
  });

  it('takes a TIFF with a whole first picture for one', () => {
    expect(unreadableKind(tiffTagged(254, 0))).toBeUndefined();
    expect(unreadableKind(tiffTagged(254, 2))).toBeUndefined();
    expect(unreadableKind(tiffTagged(254, 1, false))).toBeUndefined();
  });
});
