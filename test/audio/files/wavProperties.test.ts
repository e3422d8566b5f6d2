import { describe, expect, it } from 'vitest';
import wavefile from 'wavefile';
import { A_LAW, MU_LAW } from '../../../src/audio/files/companding.js';
import { readWav } from '../../../src/audio/files/wavReader.js';
import { NstError } from '../../../src/shared/errors.js';
import { fc } from '../../support/fastCheck.js';
import { type ChunkParts, ds64Bytes, type Form, fmtBytes, riffBytes, uint } from './riffBytes.js';

/** A way to store samples: from a whole number of all its bits, what must be read, and the bytes. */
interface Kind {
  readonly codec: number;
  readonly bits: number;
  value(bits: bigint): number;
  bytes(bits: bigint, little: boolean): Uint8Array;
}

/** Of whole numbers of `bits` bits, signed, full scale 1. */
const pcm = (bits: number): Kind => ({
  codec: 1,
  bits,
  value: (x) => Number(BigInt.asIntN(bits, x)) / 2 ** (bits - 1),
  bytes: (x, little) => uint(bits === 8 ? x + 128n : x, bits / 8, little),
});

/** Floats from their bits: numbers only. */
const float = (bits: 32 | 64): Kind => {
  const read = (x: bigint) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt.asUintN(bits, x));
    const number = bits === 64 ? view.getFloat64(0) : view.getFloat32(4);
    return Number.isFinite(number) && Math.abs(number) < 1e30 ? number : 0.25;
  };
  return {
    codec: 3,
    bits,
    value: read,
    bytes: (x, little) => {
      const view = new DataView(new ArrayBuffer(bits / 8));
      if (bits === 64) view.setFloat64(0, read(x), little);
      else view.setFloat32(0, read(x), little);
      return new Uint8Array(view.buffer);
    },
  };
};

const companded = (codec: number, table: Float32Array): Kind => ({
  codec,
  bits: 8,
  value: (x) => table[Number(BigInt.asUintN(8, x))]!,
  bytes: (x) => uint(x, 1, true),
});

const KINDS = [
  ...[8, 16, 24, 32, 40, 48, 56, 64].map(pcm),
  float(32),
  float(64),
  companded(6, A_LAW),
  companded(7, MU_LAW),
];

/** Chunks that no reader needs; what they hold looks like what it needs. */
const otherChunk = fc.record({
  id: fc.constantFrom('LIST', 'smpl', 'cue ', 'bext', 'JUNK', 'iXML', 'PEAK', 'DATA', 'xyz '),
  content: fc.oneof(
    fc.uint8Array({ maxLength: 21 }),
    fc.constant(Buffer.from('data\xff\xff\xff\xfffmt \x10\0\0\0', 'latin1')),
  ),
});

const wavFile = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    channels: fc.integer({ min: 1, max: 8 }),
    frames: fc.integer({ min: 0, max: 9 }),
    form: fc.constantFrom<Form>('RIFF', 'RIFX', 'RF64', 'BW64'),
    isExtensible: fc.boolean(),
    isFormatLast: fc.boolean(),
    others: fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), otherChunk), { maxLength: 5 }),
  })
  .chain((parts) =>
    fc.record({
      parts: fc.constant(parts),
      samples: fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), {
        minLength: parts.frames * parts.channels,
        maxLength: parts.frames * parts.channels,
      }),
    }),
  );

type WavFile = typeof wavFile extends fc.Arbitrary<infer T> ? T : never;

function bytesOf({ parts, samples }: WavFile): Uint8Array {
  const { kind, channels, form, isExtensible, isFormatLast, others } = parts;
  const little = form !== 'RIFX';
  const is64 = form === 'RF64' || form === 'BW64';
  const content = Buffer.concat(samples.map((x) => kind.bytes(x, little)));
  const fmt = { id: 'fmt ', content: fmtBytes({ ...kind, channels }, little, isExtensible) };
  const data = { id: 'data', content, ...(is64 && { sizeBytes: 0xffff_ffff }) };
  const needed: readonly ChunkParts[] = isFormatLast ? [data, fmt] : [fmt, data];
  const between = (where: number) => others.flatMap(([place, chunk]) => (place === where ? [chunk] : []));
  return riffBytes(form, [
    ...(is64 ? [{ id: 'ds64', content: ds64Bytes(content.length) }] : []),
    ...between(0),
    needed[0]!,
    ...between(1),
    needed[1]!,
    ...between(2),
  ]);
}

describe('readWav, for any order of chunks, sizes, depths, channels and orders of bytes', () => {
  it('reads the samples, each in its channel, and nothing else', () => {
    fc.assert(
      fc.property(wavFile, (file) => {
        const { kind, channels, frames } = file.parts;
        const sound = readWav(bytesOf(file), 'x.wav');
        expect(sound.channels.map(({ length }) => length)).toEqual(Array(channels).fill(frames));
        const expected = file.samples.map((x) => Math.fround(kind.value(BigInt.asUintN(kind.bits, x))));
        expect(file.samples.map((_, i) => sound.channels[i % channels]![Math.floor(i / channels)])).toEqual(
          expected,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('reads what another program writes, with its tags and markers', () => {
    const depths = { '8': 8, '16': 16, '24': 24, '32': 32 } as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...(['8', '16', '24', '32'] as const)),
        fc.constantFrom('RIFF', 'RIFX', 'RF64'),
        fc.array(
          fc.tuple(
            fc.double({ min: -1, max: 0.999, noNaN: true }),
            fc.double({ min: -1, max: 0.999, noNaN: true }),
          ),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        (depth, container, frames) => {
          const scale = 2 ** (depths[depth] - 1);
          const whole = [0, 1].map((c) => frames.map((frame) => Math.floor(frame[c]! * scale) + 0));
          const raw = depth === '8' ? whole.map((channel) => channel.map((x) => x + 128)) : whole;
          const wav = new wavefile.WaveFile();
          wav.fromScratch(2, 22_050, depth, raw, { container });
          wav.setTag('INAM', 'a name');
          wav.setCuePoint({ position: 10, label: 'mark' });
          const sound = readWav(wav.toBuffer(), 'x.wav');
          expect(sound.sampleRateHz).toBe(22_050);
          expect(sound.channels.map((channel) => [...channel])).toEqual(
            whole.map((channel) => channel.map((x) => Math.fround(x / scale))),
          );
        },
      ),
    );
  });
});

/** Far more than any of these small files needs; a pause of the process may come once, and not three times. */
const LIMIT_MS = 100;

/** Reads, or refuses in one line, in bounded time, with no more samples than the file has bytes. */
function expectAnswer(bytes: Uint8Array): void {
  let fastestMs = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && fastestMs > LIMIT_MS; attempt++) {
    const begin = performance.now();
    try {
      const { channels } = readWav(bytes, 'x.wav');
      expect(channels.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(bytes.length);
    } catch (error) {
      expect(error).toBeInstanceOf(NstError);
      expect((error as NstError).message).toMatch(/^x\.wav: [^\p{Cc}]+$/u);
    }
    fastestMs = Math.min(fastestMs, performance.now() - begin);
  }
  expect(fastestMs).toBeLessThan(LIMIT_MS);
}

describe('readWav on changed files', () => {
  const chunks: readonly ChunkParts[] = [
    { id: 'fmt ', content: fmtBytes({ codec: 1, channels: 2, bits: 16 }) },
    { id: 'LIST', content: Buffer.from('INFOISFT\x02\0\0\0x\0', 'latin1') },
    { id: 'smpl', content: Buffer.alloc(60, 1) },
    { id: 'cue ', content: Buffer.alloc(28, 1) },
    { id: 'fact', content: Buffer.from([10, 0, 0, 0]) },
    { id: 'data', content: Buffer.alloc(40, 3) },
    { id: 'LIST', content: Buffer.from('adtllabl\x06\0\0\0\x01\0\0\0m\0', 'latin1') },
  ];
  const rf64 = [{ id: 'ds64', content: ds64Bytes(40) }, ...chunks];
  const files = [riffBytes('RIFF', chunks), riffBytes('RIFX', chunks), riffBytes('RF64', rf64)];

  it('answers at once whatever number stands wherever in it', () => {
    for (const file of files) {
      for (let i = 0; i + 4 <= file.length; i++) {
        for (const value of [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fff7, 0xffff_ffff]) {
          const changed = Buffer.from(file);
          changed.writeUInt32LE(value, i);
          expectAnswer(changed);
        }
      }
    }
  });

  it('answers at once wherever it ends, and for any changes', () => {
    for (const file of files) for (let end = 0; end < file.length; end++) expectAnswer(file.subarray(0, end));
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        (file, changes) => {
          const changed = Buffer.from(file);
          for (const [place, value] of changes) changed[place % changed.length] = value;
          expectAnswer(changed);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('walks no endless row of empty chunks', () => {
    const empty = Buffer.alloc(40_000_000);
    expectAnswer(Buffer.concat([riffBytes('RIFF', []), empty]));
    expectAnswer(
      Buffer.concat([
        riffBytes('RIFF', chunks.slice(0, 1)),
        Buffer.from('data\0\0\0\0'),
        Buffer.from('JUNK\0\0\0\0'.repeat(20_000)),
      ]),
    );
  });
});
