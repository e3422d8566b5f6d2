import { crc32, deflateSync } from 'node:zlib';
import type { Size } from '../../src/shared/pictures/picture.js';

/**
 * An uncompressed RGB TIFF of one strip (TIFF 6.0), at the depth of `samples`: sharp writes no more than 8 bits, so it
 * cannot make these inputs.
 */
export function tiff(size: Size, samples: Uint8Array | Uint16Array | Float32Array): Uint8Array {
  const bits = samples.BYTES_PER_ELEMENT * 8;
  const [SHORT, LONG] = [3, 4];
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, size.width],
    [257, LONG, 1, size.height],
    [258, SHORT, 3, 0],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, 0],
    [277, SHORT, 1, 3],
    [278, LONG, 1, size.height],
    [279, LONG, 1, samples.byteLength],
    [339, SHORT, 3, 0],
  ];
  const bitsAt = 8 + 2 + entries.length * 12 + 4;
  const [kindAt, dataAt] = [bitsAt + 6, bitsAt + 12];
  const offsets: Record<number, number> = { 258: bitsAt, 273: dataAt, 339: kindAt };
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
  for (let c = 0; c < 3; c++) {
    file.writeUInt16LE(bits, bitsAt + 2 * c);
    file.writeUInt16LE(samples instanceof Float32Array ? 3 : 1, kindAt + 2 * c);
  }
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
