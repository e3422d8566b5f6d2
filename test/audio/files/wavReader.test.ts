import { describe, expect, it } from 'vitest';
import { foreignWav, readWav } from '../../../src/audio/files/wavReader.js';
import type { Reporter } from '../../../src/shared/reporter.js';
import { type ChunkParts, ds64Bytes, fmtBytes, riffBytes } from './riffBytes.js';
import { int16, wavBytes } from './wavBytes.js';

function bytesOf(width: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(width);
  write(new DataView(bytes.buffer));
  return bytes;
}

const read = (bytes: Uint8Array) => readWav(bytes, 'x.wav').channels.map((channel) => [...channel]);

/** What is read of a file, and what is said about it. */
function readAndListen(bytes: Uint8Array): { channels: number[][]; warnings: string[] } {
  const warnings: string[] = [];
  const reporter: Reporter = { stage() {}, step() {}, warn: (text) => warnings.push(text) };
  const { channels } = readWav(bytes, 'x.wav', { reporter });
  return { channels: channels.map((channel) => [...channel]), warnings };
}

const FMT: ChunkParts = { id: 'fmt ', content: fmtBytes({ codec: 1, channels: 1, bits: 16 }) };
const DATA: ChunkParts = { id: 'data', content: int16([16_384, -8192]) };
const SAMPLES = [[0.5, -0.25]];
const NO_SIZE = [expect.stringMatching(/^x\.wav: the header does not say how long the sound is/)];

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

  it('takes what is there when the size was not known at the time of writing, and says so', () => {
    for (const dataSize of [0xffff_ffff, 0x7fff_f000, 0]) {
      const data = Uint8Array.of(...int16([16_384, -8192]), 7);
      expect(readAndListen(wavBytes({ dataSize, data }))).toEqual({ channels: SAMPLES, warnings: NO_SIZE });
    }
  });

  it('ignores an unfinished last frame', () => {
    const data = Uint8Array.of(...int16([16_384, 0]), 7);
    expect(read(wavBytes({ channels: 2, data }))).toEqual([[0.5], [0]]);
  });

  it('finds no samples in a sound that is empty, also before other chunks', () => {
    const empty: ChunkParts = { id: 'data', content: new Uint8Array(0) };
    const list: ChunkParts = { id: 'LIST', content: Buffer.from('INFOISFT\x02\0\0\0x\0', 'latin1') };
    for (const chunks of [
      [FMT, empty],
      [FMT, empty, list, { id: 'cue ', content: Uint8Array.of(1, 2, 3) }],
    ]) {
      expect(readAndListen(riffBytes('RIFF', chunks))).toEqual({ channels: [[]], warnings: [] });
    }
  });

  it('takes the length of samples that have no size from fact, if it says one that can be', () => {
    const fact = (frames: number): ChunkParts => ({
      id: 'fact',
      content: new Uint8Array(Uint32Array.of(frames).buffer),
    });
    const data = { ...DATA, sizeBytes: 0xffff_ffff };
    const lengthWith = (frames: number) =>
      readAndListen(riffBytes('RIFF', [FMT, fact(frames), data])).channels[0]!.length;
    expect([1, 2, 3, 0, 0xffff_ffff].map(lengthWith)).toEqual([1, 2, 2, 2, 2]);
    // Where the size is there it counts alone.
    expect(read(riffBytes('RIFF', [FMT, fact(1), DATA]))).toEqual(SAMPLES);
  });

  it('takes the length of samples from ds64, and reads no chunk behind them as sound', () => {
    const list: ChunkParts = { id: 'LIST', content: Buffer.from('INFOISFT\x02\0\0\0x\0', 'latin1') };
    const data = { ...DATA, sizeBytes: 0xffff_ffff };
    const sizes = (bytes: number | bigint): ChunkParts => ({ id: 'ds64', content: ds64Bytes(bytes) });
    for (const form of ['RF64', 'BW64'] as const) {
      expect(readAndListen(riffBytes(form, [sizes(4), FMT, data, list]))).toEqual({
        channels: SAMPLES,
        warnings: [],
      });
      expect(read(riffBytes(form, [sizes(4), data, FMT]))).toEqual(SAMPLES);
      expect(() => read(riffBytes(form, [sizes(2n ** 31n - 1n - 4096n), FMT, data]))).toThrow(
        /cut short: the header promises 2147479551 bytes/,
      );
      for (const unknown of [0, 2n ** 64n - 1n]) {
        expect(readAndListen(riffBytes(form, [sizes(unknown), FMT, data]))).toEqual({
          channels: SAMPLES,
          warnings: NO_SIZE,
        });
      }
      expect(readAndListen(riffBytes(form, [FMT, data]))).toEqual({ channels: SAMPLES, warnings: NO_SIZE });
    }
  });

  it.each<[string, readonly ChunkParts[]]>([
    [
      'names twice',
      [
        { id: 'LIST', content: Buffer.from('INFOISFT\x06\0\0\0Lavf1\0', 'latin1') },
        { id: 'LIST', content: Buffer.from('adtllabl', 'latin1') },
      ],
    ],
    ['loops that are cut short', [{ id: 'smpl', content: new Uint8Array(10) }]],
    ['loops without end', [{ id: 'smpl', content: new Uint8Array(36).fill(0xff) }]],
    ['markers without end', [{ id: 'cue ', content: Uint8Array.of(0xff, 0xff, 0xff, 0xff) }]],
    ['a broadcast header that is empty', [{ id: 'bext', content: new Uint8Array(0) }]],
    ['a name that is none', [{ id: '\0\x1b\xff\n', content: Uint8Array.of(1) }]],
    ['a size of 64 bits that is cut short', [{ id: 'ds64', content: new Uint8Array(15) }]],
  ])('looks at no chunk that it does not need: %s', (_, others) => {
    for (const chunks of [
      [...others, FMT, DATA],
      [FMT, ...others, DATA],
      [FMT, DATA, ...others],
    ]) {
      expect(readAndListen(riffBytes('RIFF', chunks))).toEqual({ channels: SAMPLES, warnings: [] });
    }
  });

  it('reads the pad byte of samples of an odd size as no sample', () => {
    const fmt = { id: 'fmt ', content: fmtBytes({ codec: 1, channels: 1, bits: 8 }) };
    const data = { id: 'data', content: Uint8Array.of(128, 192, 64) };
    expect(read(riffBytes('RIFF', [fmt, data]))).toEqual([[0, 0.5, -0.5]]);
  });
});

describe('readWav on broken files', () => {
  const data = int16(new Int16Array(50));

  it.each([
    [{ dataSize: 160_000, data }, 'cut short: the header promises 160000 bytes of sound, the file holds 100'],
    [{ channels: 0, blockAlign: 2, data }, 'the header promises 0 channels'],
    [{ blockAlign: 1, data }, 'the header contradicts itself (1 channels of 16 bits in 1 bytes)'],
    [
      { blockAlign: 5, channels: 2, data },
      'the header contradicts itself (2 channels of 16 bits in 5 bytes)',
    ],
    [{ blockAlign: 3, data }, 'found pcm of 16 bits in 3 bytes'],
    [{ bits: 0, blockAlign: 0, data }, 'the header contradicts itself (1 channels of 0 bits in 0 bytes)'],
    [
      { format: 0x55, data },
      'expected PCM of 8 to 64 bits, float of 32 or 64, A-law or mu-law, found MP3 of 16 bits',
    ],
    [{ format: 3, data }, 'found float of 16 bits in 2 bytes'],
    [{ bits: 72, data }, 'found pcm of 72 bits in 9 bytes'],
    [{ format: 7, data }, 'found muLaw of 16 bits in 2 bytes'],
  ])('refuses %j', (parts, message) => {
    expect(() => readWav(wavBytes(parts), 'x.wav')).toThrow(`x.wav: `);
    expect(() => readWav(wavBytes(parts), 'x.wav')).toThrow(message);
  });

  it('says which part claims more than there is', () => {
    const list: ChunkParts = { id: 'L\x1bST', content: new Uint8Array(4), sizeBytes: 0xffff_fff0 };
    expect(() => read(riffBytes('RIFF', [FMT, list, DATA]))).toThrow(
      'x.wav: expected a WAV file, found a broken header (its part "L\\x1bST" claims 4294967280 bytes, 16 are left); export the file again',
    );
  });

  it('refuses a file that ends in its header, wherever', () => {
    const bytes = wavBytes({ data });
    for (let length = 12; length < bytes.length; length++) {
      expect(() => readWav(bytes.subarray(0, length), 'x.wav')).toThrow(/^x\.wav: [^\n]+$/);
    }
  });
});

it('foreignWav names the codecs of others, also behind an extensible format', () => {
  const withCodec = (codec: number, isExtensible = false) =>
    riffBytes('RIFF', [
      { id: 'fmt ', content: fmtBytes({ codec, channels: 1, bits: 8 }, true, isExtensible) },
      DATA,
    ]);
  expect([1, 3, 6, 7].map((codec) => foreignWav(withCodec(codec))?.codecName)).toEqual(
    Array(4).fill(undefined),
  );
  expect([2, 17, 0x31, 0x55, 0x2000, 0x9999].map((codec) => foreignWav(withCodec(codec))?.codecName)).toEqual(
    [
      'Microsoft ADPCM in WAV',
      'IMA ADPCM in WAV',
      'GSM 6.10 in WAV',
      'MP3 in WAV',
      'AC-3 in WAV',
      'codec 39321 in WAV',
    ],
  );
  expect([1, 7, 17].map((codec) => foreignWav(withCodec(codec, true))?.codecName)).toEqual([
    undefined,
    undefined,
    'IMA ADPCM in WAV',
  ]);
  const otherGuid = Uint8Array.from(withCodec(1, true));
  otherGuid[12 + 8 + 30] = 1;
  expect(foreignWav(otherGuid)?.codecName).toBe('codec 65534 in WAV');
  expect(foreignWav(riffBytes('RIFF', [DATA]))).toBeUndefined();
  const fact = { id: 'fact', content: Uint8Array.of(7, 0, 0, 0) };
  const lengthOf = (codec: number) =>
    foreignWav(
      riffBytes('RIFF', [{ id: 'fmt ', content: fmtBytes({ codec, channels: 1, bits: 8 }) }, fact, DATA]),
    )?.samples;
  // What MP3 has in front counts as well.
  expect([0x11, 0x31, 0x55].map(lengthOf)).toEqual([7, 7, undefined]);
});

describe('readWav on 24 bits in 4 bytes', () => {
  // A sine, so that samples of all sizes are there.
  const steps = Array.from({ length: 200 }, (_, i) => Math.round(6e6 * Math.sin(i / 7)));
  const read24 = (write: (view: DataView, offset: number, step: number) => void) => {
    const data = bytesOf(4 * steps.length, (view) => {
      for (const [i, step] of steps.entries()) write(view, 4 * i, step);
    });
    return read(wavBytes({ bits: 24, blockAlign: 4, data }));
  };
  const expected = [steps.map((step) => step / 2 ** 23 + 0)];

  it('reads the upper three, the lower three, and floats of that full scale', () => {
    expect(read24((view, offset, step) => view.setInt32(offset, step * 256, true))).toEqual(expected);
    expect(read24((view, offset, step) => view.setInt32(offset, step, true))).toEqual(expected);
    expect(read24((view, offset, step) => view.setFloat32(offset, step, true))).toEqual(expected);
  });
});

it('readWav salvages what is there of a file that is cut short, and says how much', () => {
  const bytes = wavBytes({ dataSize: 8000, data: int16([16_384, -8192]) });
  const warnings: string[] = [];
  const reporter: Reporter = { stage() {}, step() {}, warn: (text) => warnings.push(text) };
  const { channels } = readWav(bytes, 'x.wav', { salvage: true, reporter });
  expect(channels).toEqual([Float32Array.of(0.5, -0.25)]);
  expect(warnings).toEqual([
    'x.wav: the file is cut short: the header promises 8000 bytes of sound, the file holds 4; 0.00 s (2 samples) were salvaged',
  ]);
});
