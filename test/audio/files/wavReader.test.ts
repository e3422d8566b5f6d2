import { describe, expect, it } from 'vitest';
import { readWav } from '../../../src/audio/files/wavReader.js';
import { int16, wavBytes } from './wavBytes.js';

function bytesOf(width: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(width);
  write(new DataView(bytes.buffer));
  return bytes;
}

const read = (bytes: Uint8Array) => readWav(bytes, 'x.wav').channels.map((channel) => [...channel]);

describe('readWav', () => {
  it('reads 8 bit as unsigned', () => {
    expect(read(wavBytes({ bits: 8, data: Uint8Array.of(0, 128, 192, 255) }))).toEqual([
      [-1, 0, 0.5, 127 / 128],
    ]);
  });

  it('reads 16 bit, two channels in turn', () => {
    const bytes = wavBytes({ channels: 2, data: int16([0, 16_384, -32_768, 32_767]) });
    expect(read(bytes)).toEqual([
      [0, -1],
      [0.5, 32_767 / 32_768],
    ]);
    expect(readWav(bytes, 'x.wav').sampleRateHz).toBe(8000);
  });

  it('reads 24 bit, also in extensible files', () => {
    const data = Uint8Array.of(0, 0, 0x40, 0xff, 0xff, 0xff, 0, 0, 0x80);
    for (const subformat of [undefined, 1]) {
      const bytes = wavBytes({ bits: 24, data, ...(subformat && { subformat }) });
      expect(read(bytes)).toEqual([[0.5, -(2 ** -23), -1]]);
    }
  });

  it('reads 20 bit in the upper end of 24', () => {
    expect(read(wavBytes({ bits: 20, data: Uint8Array.of(0, 0, 0x40) }))).toEqual([[0.5]]);
  });

  it('reads 32 bit and floats of 32 and 64 bit', () => {
    const int = bytesOf(4, (view) => view.setInt32(0, -(2 ** 30), true));
    expect(read(wavBytes({ bits: 32, data: int }))).toEqual([[-0.5]]);
    const float = bytesOf(4, (view) => view.setFloat32(0, 0.25, true));
    expect(read(wavBytes({ bits: 32, format: 3, data: float }))).toEqual([[0.25]]);
    const double = bytesOf(8, (view) => view.setFloat64(0, -1.5, true));
    expect(read(wavBytes({ bits: 64, format: 3, data: double }))).toEqual([[-1.5]]);
    expect(read(wavBytes({ bits: 32, subformat: 3, data: float }))).toEqual([[0.25]]);
  });

  it('reads big-endian files', () => {
    const data = bytesOf(4, (view) => {
      view.setInt16(0, 16_384, false);
      view.setInt16(2, -16_384, false);
    });
    expect(read(wavBytes({ bigEndian: true, data }))).toEqual([[0.5, -0.5]]);
    expect(read(wavBytes({ bigEndian: true, bits: 24, data: Uint8Array.of(0xc0, 0, 0) }))).toEqual([[-0.5]]);
  });

  it('takes what is there when the size was not known at the time of writing', () => {
    for (const dataSize of [0xffff_ffff, 0x7fff_f000]) {
      expect(read(wavBytes({ dataSize, data: int16([16_384, 0]) }))).toEqual([[0.5, 0]]);
    }
  });

  it('ignores an unfinished last frame', () => {
    const data = Uint8Array.of(...int16([16_384, 0]), 7);
    expect(read(wavBytes({ channels: 2, data }))).toEqual([[0.5], [0]]);
  });
});

describe('readWav on broken files', () => {
  const data = int16(new Int16Array(50));

  it.each([
    [{ dataSize: 160_000, data }, 'cut short: the header promises 160000 bytes of sound, the file holds 100'],
    [{ channels: 0, blockAlign: 2, data }, 'the header promises 0 channels'],
    [{ blockAlign: 3, data }, 'the header contradicts itself (1 channels of 16 bits in 3 bytes)'],
    [{ bits: 0, blockAlign: 0, data }, 'the header contradicts itself (1 channels of 0 bits in 0 bytes)'],
    [{ format: 0x55, data }, 'expected PCM of 8 to 32 bits or float of 32 or 64, found format 85 of 16 bits'],
    [{ format: 3, data }, 'found format 3 of 16 bits'],
    [{ bits: 48, data }, 'found format 1 of 48 bits'],
  ])('refuses %j', (parts, message) => {
    expect(() => readWav(wavBytes(parts), 'x.wav')).toThrow(`x.wav: `);
    expect(() => readWav(wavBytes(parts), 'x.wav')).toThrow(message);
  });

  it('refuses a file that ends in its header, wherever', () => {
    const bytes = wavBytes({ data });
    for (let length = 12; length < bytes.length; length++) {
      expect(() => readWav(bytes.subarray(0, length), 'x.wav')).toThrow(/^x\.wav: [^\n]+$/);
    }
  });
});
