import { messageOf, NstError } from '../../shared/errors.js';
import type { Reporter } from '../../shared/reporter.js';
import type { Sound } from '../sound.js';
import type { SoundFormat } from './format.js';
import { isOggComplete, opusLength } from './ogg.js';
import { withConsoleErrorMuted } from './quiet.js';

/** What the WebAssembly decoders have in common. */
interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
  readonly errors: readonly { readonly message: string }[];
  readonly bitDepth?: number;
}

/** Formats that come in through a decoder. */
export type CompressedFormat = Exclude<SoundFormat, 'wav' | 'text' | 'unknown'>;

/**
 * Decodes MP3 (the delay and padding of the encoder are cut where the file has a LAME or Xing tag), FLAC, Ogg Vorbis,
 * Ogg Opus (always 48 kHz) and FLAC in Ogg. Damage inside the file is told to `reporter`.
 *
 * @throws NstError NST_BAD_INPUT when nothing can be decoded or the file is cut short
 */
export async function decodeCompressed(
  bytes: Uint8Array,
  format: CompressedFormat,
  name: string,
  reporter: Reporter,
): Promise<Sound> {
  const decoded = await withConsoleErrorMuted(() => decode(bytes, format, name));
  const length = decoded.channelData[0]?.length ?? 0;
  const [damage] = decoded.errors;
  if (length === 0) {
    const reason = damage ? ` (${damage.message})` : '';
    throw new NstError('NST_BAD_INPUT', `${name}: no sound could be decoded${reason}; export the file again`);
  }
  checkComplete(bytes, format, length, name);
  if (damage) reporter.warn(`${name}: the file is damaged in places (${damage.message})`);
  return { sampleRateHz: decoded.sampleRate, channels: amend(decoded, bytes, format) };
}

/** Each decoder is loaded for its first file: all of them together take longer than a short one. */
async function decode(bytes: Uint8Array, format: CompressedFormat, name: string): Promise<Decoded> {
  try {
    switch (format) {
      case 'mp3': {
        const { MPEGDecoder } = await import('mpg123-decoder');
        const decoder = new MPEGDecoder({ enableGapless: true });
        await decoder.ready;
        return freeAfter(decoder, async () => decoder.decode(bytes));
      }
      case 'ogg-opus': {
        const { OggOpusDecoder } = await import('ogg-opus-decoder');
        return await decodeFile(new OggOpusDecoder({ forceStereo: false }), bytes);
      }
      case 'ogg-vorbis': {
        const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
        return await decodeFile(new OggVorbisDecoder(), bytes);
      }
      default: {
        const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
        return await decodeFile(new FLACDecoder(), bytes);
      }
    }
  } catch (error) {
    throw new NstError(
      'NST_BAD_INPUT',
      `${name}: cannot be decoded (${messageOf(error)}); export the file again`,
    );
  }
}

interface FileDecoder {
  readonly ready: Promise<void>;
  free(): void;
  decodeFile(bytes: Uint8Array): Promise<Decoded>;
}

async function decodeFile(decoder: FileDecoder, bytes: Uint8Array): Promise<Decoded> {
  await decoder.ready;
  return freeAfter(decoder, () => decoder.decodeFile(bytes));
}

async function freeAfter<T>(decoder: { free(): void }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    decoder.free();
  }
}

/**
 * Two slips of the decoders: FLAC is divided by the largest sample instead of the power of two that WAV files use, and
 * Opus files of less than a second come with some of their padding.
 */
function amend(decoded: Decoded, bytes: Uint8Array, format: CompressedFormat): readonly Float32Array[] {
  const { channelData, bitDepth } = decoded;
  if (format === 'ogg-opus') {
    const length = opusLength(bytes, channelData[0]?.length ?? 0);
    return channelData.map((channel) => channel.subarray(0, length));
  }
  if (bitDepth === undefined || !format.endsWith('flac')) return channelData;
  const scale = 1 - 2 ** (1 - bitDepth);
  return channelData.map((channel) => channel.map((x) => x * scale));
}

/** FLAC says how long it is, Ogg marks its last page; MPEG files have no end to check. */
function checkComplete(bytes: Uint8Array, format: CompressedFormat, length: number, name: string): void {
  const promised = format === 'flac' ? flacLength(bytes) : length;
  if (length < promised) {
    const found = `the header promises ${promised} samples, ${length} could be decoded`;
    throw new NstError('NST_BAD_INPUT', `${name}: the file is cut short: ${found}; copy or export it again`);
  }
  if (format.startsWith('ogg') && !isOggComplete(bytes)) {
    throw new NstError(
      'NST_BAD_INPUT',
      `${name}: the file is cut short: its last page is missing; copy it again`,
    );
  }
}

/** Number of samples from the STREAMINFO block, which is always the first; 0 means that it is not known. */
function flacLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22);
}
