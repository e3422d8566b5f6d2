/** WAV files of every kind, made in code: sample formats, orders of bytes, and the chunks that programs add. */
import { wavBytes } from '../../test/audio/files/wavBytes.js';
import { oneFile } from '../input.js';
import { joinBytes } from '../mutate/bytes.js';
import type { Seed } from './target.js';

const SAMPLES = 1200;
const tone = Array.from({ length: SAMPLES }, (_, i) => 0.5 * Math.sin(i / 4) + 0.2 * Math.sin(i / 11));

/** The tone in samples of some width. */
function samples(
  bytesEach: number,
  write: (view: DataView, place: number, value: number) => void,
): Uint8Array {
  const data = new Uint8Array(SAMPLES * bytesEach);
  const view = new DataView(data.buffer);
  for (const [i, value] of tone.entries()) write(view, i * bytesEach, value);
  return data;
}

const int16 = samples(2, (view, place, value) => view.setInt16(place, value * 32_767, true));

/** A chunk with its length and padding. */
function chunk(id: string, data: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return joinBytes(head, data, new Uint8Array(data.length % 2));
}

const words = (...numbers: readonly number[]) => new Uint8Array(Uint32Array.from(numbers).buffer);
const text = (letters: string) => Buffer.from(letters, 'latin1');

/** Chunks that recorders and editors write beside the samples. */
const EXTRAS: Readonly<Record<string, Uint8Array>> = {
  info: chunk('LIST', joinBytes(text('INFO'), chunk('INAM', text('a name\0')), chunk('ISFT', text('x\0')))),
  cue: joinBytes(
    chunk('cue ', joinBytes(words(1, 1, 0), text('data'), words(0, 0, 3))),
    chunk('LIST', joinBytes(text('adtl'), chunk('labl', joinBytes(words(1), text('mark\0'))))),
  ),
  smpl: chunk('smpl', words(0, 0, 125_000, 60, 0, 0, 0, 1, 0, 0, 0, 10, 900, 0, 0)),
  bext: chunk('bext', joinBytes(new Uint8Array(602), text('A=PCM\r\n'))),
  fact: chunk('fact', words(SAMPLES)),
  ixml: chunk('iXML', text('<BWFXML><A>1</A></BWFXML>')),
};

/** A plain file with chunks behind its head or at its end. */
function withChunks(before: Uint8Array, after: Uint8Array): Uint8Array {
  const plain = Buffer.from(wavBytes({ data: int16 }));
  const data = plain.indexOf('data');
  const file = Buffer.from(joinBytes(plain.subarray(0, data), before, plain.subarray(data), after));
  file.writeUInt32LE(file.length - 8, 4);
  return new Uint8Array(file);
}

/** 64-bit sizes in a chunk of their own (EBU 3306). */
function rf64(): Uint8Array {
  const sizes = Buffer.alloc(28);
  sizes.writeBigUInt64LE(BigInt(int16.length), 8);
  sizes.writeBigUInt64LE(BigInt(SAMPLES), 16);
  const riff = Buffer.from(withChunks(new Uint8Array(), new Uint8Array()));
  const file = Buffer.from(joinBytes(riff.subarray(0, 12), chunk('ds64', sizes), riff.subarray(12)));
  file.write('RF64', 'latin1');
  file.writeUInt32LE(0xffff_ffff, 4);
  file.writeBigUInt64LE(BigInt(file.length - 8), 20);
  file.writeUInt32LE(0xffff_ffff, file.indexOf('data') + 4);
  return new Uint8Array(file);
}

const KINDS: Readonly<Record<string, () => Uint8Array>> = {
  '16 bits': () => wavBytes({ data: int16 }),
  stereo: () => wavBytes({ channels: 2, data: joinBytes(int16, int16), rateHz: 4000 }),
  '8 bits': () =>
    wavBytes({ bits: 8, data: samples(1, (view, i, value) => view.setUint8(i, 128 + value * 127)) }),
  '24 bits': () =>
    wavBytes({ bits: 24, data: samples(3, (view, i, value) => view.setInt16(i + 1, value * 32_767, true)) }),
  '32 bits': () =>
    wavBytes({ bits: 32, data: samples(4, (view, i, value) => view.setInt32(i, value * 2 ** 31, true)) }),
  float: () =>
    wavBytes({ format: 3, bits: 32, data: samples(4, (view, i, value) => view.setFloat32(i, value, true)) }),
  double: () =>
    wavBytes({ format: 3, bits: 64, data: samples(8, (view, i, value) => view.setFloat64(i, value, true)) }),
  extensible: () => wavBytes({ subformat: 1, data: int16 }),
  RIFX: () =>
    wavBytes({ bigEndian: true, data: samples(2, (view, i, value) => view.setInt16(i, value * 32_767)) }),
  RF64: rf64,
  ...Object.fromEntries(
    Object.entries(EXTRAS).flatMap(([name, extra]) => [
      [`${name} in front`, () => withChunks(extra, new Uint8Array())],
      [`${name} behind`, () => withChunks(new Uint8Array(), extra)],
    ]),
  ),
};

/** Seeds of WAV. */
export async function wavSeeds(): Promise<Seed[]> {
  return Object.entries(KINDS).map(([name, make]) => ({ name, input: oneFile('sound.wav', make()) }));
}
