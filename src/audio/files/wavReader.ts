import wavefile from 'wavefile';
import { messageOf, NstError } from '../../shared/errors.js';
import type { Sound } from '../sound.js';

/** What a WAV header says, after `wavefile` has found its chunks. */
interface WavHeader {
  readonly audioFormat: number;
  readonly numChannels: number;
  readonly sampleRate: number;
  readonly blockAlign: number;
  readonly bitsPerSample: number;
  readonly subformat: readonly number[];
}

const PCM = 1;
const IEEE_FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** Programs that write to a pipe cannot know the size and put about this much (or all ones) into the header. */
const UNKNOWN_SIZE = 0x7fff_f000;

/**
 * Reads a WAV file (RIFF, RIFX, RF64): PCM of 8 to 32 bit, float of 32 or 64 bit, plain or extensible. The
 * container is parsed by `wavefile`; the samples are converted here, since its own conversion takes seconds for a
 * minute of sound. A header that contradicts itself or the length of the file is refused.
 *
 * @throws NstError NST_BAD_INPUT
 */
export function readWav(bytes: Uint8Array, name: string): Sound {
  const fail = (text: string): never => {
    throw new NstError('NST_BAD_INPUT', `${name}: ${text}`);
  };
  const wav = new wavefile.WaveFile();
  try {
    wav.fromBuffer(bytes);
  } catch (error) {
    fail(`expected a WAV file, found a broken header (${messageOf(error)}); export the file again`);
  }
  const header = wav.fmt as WavHeader;
  const data = wav.data as { chunkSize: number; samples: Uint8Array };
  checkHeader(header, fail);
  if (data.chunkSize > data.samples.length && data.chunkSize < UNKNOWN_SIZE) {
    const found = `the header promises ${data.chunkSize} bytes of sound, the file holds ${data.samples.length}`;
    fail(`the file is cut short: ${found}; copy or export it again`);
  }
  const read = sampleReader(header, fail);
  return {
    sampleRateHz: header.sampleRate,
    channels: deinterleave(data.samples, header, wav.container !== 'RIFX', read),
  };
}

function checkHeader(header: WavHeader, fail: (text: string) => never): void {
  const { numChannels, blockAlign, bitsPerSample } = header;
  if (numChannels < 1) fail('the header promises 0 channels; export the file again');
  const bytes = Math.ceil(bitsPerSample / 8);
  if (bitsPerSample < 1 || blockAlign !== numChannels * bytes) {
    const found = `${numChannels} channels of ${bitsPerSample} bits in ${blockAlign} bytes`;
    fail(`the header contradicts itself (${found}); export the file again`);
  }
}

/** Reads the sample at a byte offset as a number of full scale 1. */
type SampleReader = (view: DataView, at: number, littleEndian: boolean) => number;

const PCM_READERS: Readonly<Record<number, SampleReader>> = {
  1: (view, at) => view.getUint8(at) / 128 - 1,
  2: (view, at, little) => view.getInt16(at, little) / 0x8000,
  3: (view, at, little) => {
    const high = view.getInt8(little ? at + 2 : at);
    return (high * 0x1_0000 + view.getUint16(little ? at : at + 1, little)) / 0x80_0000;
  },
  4: (view, at, little) => view.getInt32(at, little) / 0x8000_0000,
};

const FLOAT_READERS: Readonly<Record<number, SampleReader>> = {
  4: (view, at, little) => view.getFloat32(at, little),
  8: (view, at, little) => view.getFloat64(at, little),
};

/** Odd widths such as 12 or 20 bit sit in the upper end of whole bytes, so the bytes alone give the scale. */
function sampleReader(header: WavHeader, fail: (text: string) => never): SampleReader {
  const format = header.audioFormat === EXTENSIBLE ? header.subformat[0] : header.audioFormat;
  const readers = format === PCM ? PCM_READERS : format === IEEE_FLOAT ? FLOAT_READERS : {};
  const found = `format ${format} of ${header.bitsPerSample} bits`;
  return (
    readers[Math.ceil(header.bitsPerSample / 8)] ??
    fail(`expected PCM of 8 to 32 bits or float of 32 or 64, found ${found}; export the file again`)
  );
}

function deinterleave(
  bytes: Uint8Array,
  { numChannels, blockAlign }: WavHeader,
  littleEndian: boolean,
  read: SampleReader,
): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Math.floor(bytes.length / blockAlign);
  const width = blockAlign / numChannels;
  return Array.from({ length: numChannels }, (_, channel) => {
    const samples = new Float32Array(length);
    for (let i = 0; i < length; i++) samples[i] = read(view, i * blockAlign + channel * width, littleEndian);
    return samples;
  });
}
