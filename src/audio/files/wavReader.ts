import { NstError } from '../../shared/errors.js';
import { SILENT } from '../../shared/reporter.js';
import { shownText } from '../../shared/shownValue.js';
import type { Sound } from '../sound.js';
import { wavCodecName } from './foreignFormat.js';
import { isChunksToEnd, isLittleEndian, type RiffChunk, riffChunks } from './riffChunks.js';
import { type LossRules, reportLoss } from './salvage.js';
import { readWavFormat, type SampleReader, WavCodec, type WavFormat } from './wavFormat.js';
import { sampleReader } from './wavSamples.js';

/** Programs that write to a pipe cannot know the size and put about this much (or all ones) into the header. */
const UNKNOWN_SIZE = 0x7fff_f000;

/** The chunks that are needed. */
interface WavChunks {
  readonly fmt: RiffChunk;
  readonly data: RiffChunk;
  /** How many samples each channel has, for programs that cannot tell by the size of `data`. */
  readonly fact: RiffChunk | undefined;
}

type Fail = (problem: string) => never;

/** Where the samples are, in bytes of the file. */
interface WavExtent {
  readonly start: number;
  readonly sizeBytes: number;
  /** Whether nothing says where they end but the file. */
  readonly isOpenEnded: boolean;
  /** What of them is missing, if something is. */
  readonly loss?: string | undefined;
}

/** How the samples of a WAV file are read. */
export interface WavLayout extends WavExtent {
  readonly format: WavFormat;
  readonly littleEndian: boolean;
  readonly read: SampleReader;
}

/**
 * Reads a WAV file (RIFF, RIFX, RF64, BW64): PCM of 8 to 64 bit, float of 32 or 64 bit, A-law and mu-law, plain or
 * extensible. What else the file holds (names, markers, loops) is not looked at. Where the header has no size, since the
 * program that wrote it did not come to its end or wrote to a pipe, the file is read to its last whole sample.
 *
 * @param rules `reporter` hears of a size that is missing
 * @throws NstError NST_BAD_INPUT for a header that is broken or contradicts itself, another codec, and a file that is cut short
 *   and not to be salvaged
 */
export function readWav(bytes: Uint8Array, name: string, rules: LossRules = {}): Sound {
  const layout = wavLayout(bytes, bytes.length, name, rules);
  const { start, sizeBytes, format, loss } = layout;
  const channels = deinterleave(bytes.subarray(start, start + sizeBytes), layout);
  const sound = { sampleRateHz: format.sampleRateHz, channels };
  if (loss !== undefined) reportLoss(loss, sound, name, rules);
  return sound;
}

/**
 * Tells where samples are and how they are read.
 *
 * @param head the file, or as much of its start as has the samples' chunk in it
 * @param totalBytes of the file
 * @throws NstError NST_BAD_INPUT, as `readWav`; what is lost is not refused yet
 */
export function wavLayout(
  head: Uint8Array,
  totalBytes: number,
  name: string,
  { reporter = SILENT }: LossRules,
): WavLayout {
  const fail: Fail = (problem) => {
    throw new NstError('NST_BAD_INPUT', `${name}: ${problem}`);
  };
  const chunks = findChunks(head, fail);
  const format = formatOf(head, chunks, fail);
  const extent = extentOf(head, totalBytes, chunks, format);
  if (extent.isOpenEnded) {
    const cause = 'its recording was cut off, or it was written to a pipe';
    reporter.warn(
      `${name}: the header does not say how long the sound is (${cause}): all of the file is read`,
    );
  }
  const { start, sizeBytes } = extent;
  const read = readerOf(format, head.subarray(start, start + sizeBytes), fail);
  return { ...extent, format, littleEndian: isLittleEndian(head), read };
}

/** Whether the start of a file is enough for `wavLayout`: what it says of the size of its samples need not be doubted. */
export function isWavHead(head: Uint8Array): boolean {
  const chunks = [...riffChunks(head)];
  const data = chunks.find(({ id }) => id === 'data');
  return chunks.some(({ id }) => id === 'fmt ') && data !== undefined && data.sizeBytes > 0;
}

/** A sound in a WAV file whose codec is not read here. */
export interface ForeignWav {
  readonly codecName: string;
  /** Samples of each channel, where the codec has no delay that would count among them and the file says it. */
  readonly samples: number | undefined;
}

/** Codecs that give back as many samples as they took, but for a last block that is filled up. */
const WITHOUT_DELAY = /ADPCM|GSM/;

/** What is in a WAV file that is not read here; undefined for others, and if the header cannot be read. */
export function foreignWav(bytes: Uint8Array): ForeignWav | undefined {
  const chunks = [...riffChunks(bytes)];
  const fmt = chunks.find(({ id }) => id === 'fmt ');
  const codec = (fmt && readWavFormat(bytes, fmt)?.codec) ?? WavCodec.pcm;
  if (isKnownCodec(codec)) return undefined;
  const codecName = wavCodecName(codec);
  const fact = WITHOUT_DELAY.test(codecName) ? chunks.find(({ id }) => id === 'fact') : undefined;
  return { codecName: `${codecName} in WAV`, samples: (fact && frameCount(bytes, fact)) || undefined };
}

function isKnownCodec(codec: number): boolean {
  return Object.values(WavCodec).some((known) => known === codec);
}

function findChunks(bytes: Uint8Array, fail: Fail): WavChunks {
  const first = new Map<string, RiffChunk>();
  let last: RiffChunk | undefined;
  for (const chunk of riffChunks(bytes)) {
    if (!first.has(chunk.id)) first.set(chunk.id, chunk);
    if (first.has('fmt ') && first.has('data')) break;
    last = chunk;
  }
  const [fmt, data] = [first.get('fmt '), first.get('data')];
  if (fmt && data) return { fmt, data, fact: first.get('fact') };
  const leftBytes = bytes.length - (last?.start ?? 0);
  const problem =
    last && last.sizeBytes > leftBytes
      ? `its part "${shownText(last.id)}" claims ${last.sizeBytes} bytes, ${leftBytes} are left`
      : `it does not say ${fmt ? 'where its samples are' : 'what kind of samples it has'}`;
  return fail(`expected a WAV file, found a broken header (${problem}); export the file again`);
}

function formatOf(bytes: Uint8Array, { fmt }: WavChunks, fail: Fail): WavFormat {
  const broken =
    'expected a WAV file, found a broken header (its format is cut short); export the file again';
  const format = readWavFormat(bytes, fmt) ?? fail(broken);
  const { codec, channels, blockBytes, bitsPerSample } = format;
  if (!isKnownCodec(codec)) failCodec(format, fail);
  if (channels < 1) fail('the header promises 0 channels; export the file again');
  if (bitsPerSample < 1 || blockBytes % channels !== 0 || 8 * blockBytes < channels * bitsPerSample) {
    const contradiction = `${channels} channels of ${bitsPerSample} bits in ${blockBytes} bytes`;
    fail(`the header contradicts itself (${contradiction}); export the file again`);
  }
  return format;
}

function readerOf(format: WavFormat, samples: Uint8Array, fail: Fail): SampleReader {
  return sampleReader(format, samples) ?? failCodec(format, fail);
}

function failCodec({ codec, channels, blockBytes, bitsPerSample }: WavFormat, fail: Fail): never {
  const expected = 'PCM of 8 to 64 bits, float of 32 or 64, A-law or mu-law';
  const name = Object.entries(WavCodec).find(([, known]) => known === codec)?.[0] ?? wavCodecName(codec);
  const kind = `${name} of ${bitsPerSample} bits in ${blockBytes / channels} bytes`;
  return fail(`expected ${expected}, found ${kind}; export the file again`);
}

function extentOf(
  bytes: Uint8Array,
  totalBytes: number,
  { data, fact }: WavChunks,
  { blockBytes }: WavFormat,
): WavExtent {
  const { start, sizeBytes } = data;
  const available = Math.max(0, totalBytes - start);
  const isUnwritten = sizeBytes === 0 && available >= blockBytes && !isChunksToEnd(bytes, start);
  const isUnknown = sizeBytes >= UNKNOWN_SIZE && sizeBytes > available;
  if (isUnwritten || isUnknown) {
    const promised = fact ? frameCount(bytes, fact) * blockBytes : 0;
    const there = promised > 0 ? Math.min(promised, available) : available;
    return { start, sizeBytes: there, isOpenEnded: true };
  }
  const promise = `the header promises ${sizeBytes} bytes of sound, the file holds ${available}`;
  const loss = sizeBytes > available ? `the file is cut short: ${promise}` : undefined;
  return { start, sizeBytes: Math.min(sizeBytes, available), isOpenEnded: false, loss };
}

/** What a `fact` chunk says; 0 if it says nothing. */
function frameCount(bytes: Uint8Array, { start, sizeBytes }: RiffChunk): number {
  if (sizeBytes < 4 || start + 4 > bytes.length) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, 4);
  return view.getUint32(0, isLittleEndian(bytes));
}

/** The samples of whole frames, by channel. @param bytes that begin with a frame */
export function deinterleave(
  bytes: Uint8Array,
  { format: { channels, blockBytes }, littleEndian, read }: WavLayout,
): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Math.floor(bytes.length / blockBytes);
  const width = blockBytes / channels;
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(length);
    for (let i = 0; i < length; i++) {
      samples[i] = read(view, i * blockBytes + channel * width, littleEndian);
    }
    return samples;
  });
}
