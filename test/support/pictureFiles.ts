import { crc32, deflateSync } from 'node:zlib';
import type { Size } from '../../src/shared/pictures/picture.js';

/** TIFF 6.0, PhotometricInterpretation. */
const PHOTOMETRIC = { grey: 1, rgb: 2, cmyk: 5 } as const;
const CHANNELS = { grey: 1, rgb: 3, cmyk: 4 } as const;
export type TiffSpace = keyof typeof CHANNELS;

/**
 * An uncompressed TIFF of one strip (TIFF 6.0), at the depth of `samples`, with a colour profile if one is given: sharp
 * writes no more than 8 bits, so it cannot make these inputs.
 */
export function tiff(
  size: Size,
  samples: Uint8Array | Uint16Array | Float32Array,
  space: TiffSpace = 'rgb',
  icc: Uint8Array = new Uint8Array(),
): Uint8Array {
  const bits = samples.BYTES_PER_ELEMENT * 8;
  const channels = CHANNELS[space];
  const [SHORT, LONG, UNDEFINED] = [3, 4, 7];
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, size.width],
    [257, LONG, 1, size.height],
    [258, SHORT, channels, bits],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, PHOTOMETRIC[space]],
    [273, LONG, 1, 0],
    [277, SHORT, 1, channels],
    [278, LONG, 1, size.height],
    [279, LONG, 1, samples.byteLength],
    [339, SHORT, channels, samples instanceof Float32Array ? 3 : 1],
  ];
  if (icc.length > 0) entries.push([34_675, UNDEFINED, icc.length, 0]);
  const bitsAt = 8 + 2 + entries.length * 12 + 4;
  const kindAt = bitsAt + 8;
  const iccAt = kindAt + 8;
  const dataAt = iccAt + icc.length + (icc.length % 2);
  const lists: Record<number, number> = channels === 1 ? {} : { 258: bitsAt, 339: kindAt };
  const offsets: Record<number, number> = { ...lists, 273: dataAt, 34675: iccAt };
  const file = Buffer.alloc(dataAt + samples.byteLength);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, value], i) => {
    const at = 10 + i * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(count, at + 4);
    file.writeUInt32LE(offsets[tag] ?? value, at + 8);
  });
  for (let c = 0; c < channels; c++) {
    file.writeUInt16LE(bits, bitsAt + 2 * c);
    file.writeUInt16LE(samples instanceof Float32Array ? 3 : 1, kindAt + 2 * c);
  }
  file.set(icc, iccAt);
  file.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), dataAt);
  return file;
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A grey PNG that claims any size; the pixels are zeros as far as they are there (one megabyte). */
export function hugePng(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const pixels = deflateSync(new Uint8Array(Math.min(height * (width + 1), 1_000_000)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

/** Signature and IHDR. */
const PNG_HEAD_BYTES = 33;

/** A PNG with one more chunk behind its header. */
export function pngWithChunk(png: Buffer, type: string, data: Uint8Array): Buffer {
  return Buffer.concat([png.subarray(0, PNG_HEAD_BYTES), pngChunk(type, data), png.subarray(PNG_HEAD_BYTES)]);
}

/** A PNG with a colour profile (PNG third edition, 11.3.2.3). */
export function pngWithProfile(png: Buffer, icc: Uint8Array): Buffer {
  return pngWithChunk(png, 'iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(icc)]));
}

/** A JPEG with a colour profile (ICC.1:2022, B.4). */
export function jpegWithProfile(jpeg: Buffer, icc: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), icc]);
  const marker = Buffer.from([0xff, 0xe2, 0, 0]);
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)]);
}

/** An AVIF that says by numbers of ITU-T H.273 what colours it holds, where it had a profile. */
export function avifWithCodes(avif: Buffer, primaries: number, transfer: number): Buffer {
  const copy = Buffer.from(avif);
  const start = copy.indexOf('colrrICC', 0, 'latin1');
  if (start < 0) throw new Error('this AVIF has no profile to be replaced');
  copy.write('nclx', start + 4, 'latin1');
  // Matrix 6 (BT.601), which libheif writes in the bitstream as well, and full range.
  copy.set([0, primaries, 0, transfer, 0, 6, 0x80], start + 8);
  return copy;
}
