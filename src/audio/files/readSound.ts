import { NstError } from '../../shared/errors.js';
import { MAX_WHOLE_BYTES, withInputFile } from '../../shared/inputFile.js';
import { Scratch } from '../scratch/scratch.js';
import {
  checkLongSound,
  type LongSound,
  type Sound,
  type SoundFile,
  type SoundParts,
  soundInMemory,
} from '../sound.js';
import { type DecodeRules, decodeCompressed } from './decoders.js';
import { decodeWithFfmpeg, type FfmpegInput } from './ffmpeg.js';
import { containerName } from './foreignFormat.js';
import { detectFormat } from './format.js';
import { type ByteSource, readLongWav } from './longWav.js';
import { readBytes } from './readBytes.js';
import { startBehindTags } from './tags.js';
import { foreignWav, isWavHead } from './wavReader.js';

/** How sound files are read. */
export interface ReadSoundOptions extends DecodeRules {
  /** The ffmpeg program, for formats that are not built in; without it they are refused. */
  readonly ffmpegPath?: string | undefined;
}

/**
 * Reads a sound file at its own sample rate: WAV, FLAC, MP3, Ogg Vorbis and Opus, anything else (also in WAV) through
 * ffmpeg. The format is told by the contents, behind any ID3 tag. The sound is checked (`checkSound`).
 *
 * @throws NstError NST_BAD_INPUT: one line that names the file
 */
export async function readSound(path: string, options: ReadSoundOptions = {}): Promise<Sound> {
  const scratch = new Scratch();
  try {
    return soundInMemory(await readLongSound(path, options, scratch));
  } finally {
    scratch.close();
  }
}

/** The same of a sound that may be long, which then lies in `scratch`. */
export async function readLongSound(
  path: string,
  options: ReadSoundOptions,
  scratch: Scratch,
): Promise<LongSound> {
  const sound = (await readLongWavFile(path, options, scratch)) ?? (await readWhole(path, options, scratch));
  checkLongSound(sound, path);
  return sound;
}

/**
 * Reads what would stand in a sound file, as `readLongSound` does.
 *
 * @throws NstError NST_BAD_INPUT: one line
 */
export async function readLongBytes(
  { name, bytes }: SoundFile,
  options: ReadSoundOptions,
  scratch: Scratch,
): Promise<LongSound> {
  if (bytes.length === 0)
    throw new NstError('NST_BAD_INPUT', `${name}: expected a sound file, found nothing`);
  const sound = await decodeSound(bytes, { name, options, scratch });
  checkLongSound(sound, name);
  return sound;
}

/** The same of what is read part by part: of WAV no more than a stretch is in memory. @throws NstError NST_BAD_INPUT: one line */
export async function readLongParts(
  { name, sizeBytes, read }: SoundParts,
  options: ReadSoundOptions,
  scratch: Scratch,
): Promise<LongSound> {
  const wav = await readWavParts({ name, sizeBytes, read }, options, scratch);
  if (wav) {
    checkLongSound(wav, name);
    return wav;
  }
  if (sizeBytes > MAX_WHOLE_BYTES) {
    const problem = `${name}: expected at most 2 GiB of any format but WAV, found ${(sizeBytes / 2 ** 30).toFixed(1)}`;
    throw new NstError('NST_BAD_INPUT', `${problem}; cut it into pieces`);
  }
  return readLongBytes({ name, bytes: read(0, sizeBytes) }, options, scratch);
}

/** What is expected, for messages. */
const EXPECTED = 'a sound file';
/** The start of a file: pictures in tags fit, and what programs write in front of samples. */
const HEAD_BYTES = 2 ** 22;

/** WAV files that say where their samples are: of them no more than a stretch is in memory. Undefined for all others. */
async function readLongWavFile(
  path: string,
  options: ReadSoundOptions,
  scratch: Scratch,
): Promise<LongSound | undefined> {
  const rules = { expected: EXPECTED, maxBytes: Number.MAX_SAFE_INTEGER };
  return withInputFile(path, rules, async ({ handle, sizeBytes }) => {
    const read: ByteSource = async (start, bytes) => {
      const buffer = new Uint8Array(bytes);
      const { bytesRead } = await handle.read(buffer, 0, bytes, start);
      return buffer.subarray(0, bytesRead);
    };
    return readWavParts({ name: path, sizeBytes, read }, options, scratch);
  });
}

async function readWavParts(
  { name, sizeBytes, read }: Omit<SoundParts, 'read'> & { readonly read: ByteSource },
  options: ReadSoundOptions,
  scratch: Scratch,
): Promise<LongSound | undefined> {
  const start = await read(0, Math.min(HEAD_BYTES, sizeBytes));
  const tags = startBehindTags(start);
  const head = start.subarray(tags);
  if (detectFormat(head) !== 'wav' || foreignWav(head) || !isWavHead(head)) return undefined;
  const file = { read: (from: number, bytes: number) => read(tags + from, bytes), bytes: sizeBytes - tags };
  return readLongWav(head, file, name, options, scratch);
}

async function readWhole(path: string, options: ReadSoundOptions, scratch: Scratch): Promise<LongSound> {
  const bytes = await readBytes(path, EXPECTED);
  return decodeSound(bytes, { name: path, options: { ...options, isGiven: true }, scratch, path });
}

/** How bytes are decoded. */
interface DecodeSettings {
  readonly name: string;
  readonly options: ReadSoundOptions;
  readonly scratch: Scratch;
  /** Of the file, if there is one: ffmpeg reads some kinds of files from a file only. */
  readonly path?: string | undefined;
}

async function decodeSound(bytes: Uint8Array, settings: DecodeSettings): Promise<LongSound> {
  const { name, options, scratch, path } = settings;
  const start = startBehindTags(bytes);
  const body = bytes.subarray(start);
  const format = detectFormat(body);
  if (format === 'text') throw new NstError('NST_BAD_INPUT', `${name}: expected a sound file, found text`);
  const foreign = format === 'wav' ? foreignWav(body) : undefined;
  if (format === 'unknown' || foreign !== undefined) {
    const what = foreign?.codecName ?? containerName(body) ?? 'a format that is not read here';
    const source = start === 0 && path !== undefined ? path : body;
    return decodeForeign({ name, what, source, samples: foreign?.samples }, options, scratch);
  }
  if (format !== 'wav') return decodeCompressed(body, format, name, options, scratch);
  const read: ByteSource = (from, count) => body.subarray(from, from + count);
  return readLongWav(body, { read, bytes: body.length }, name, options, scratch);
}

async function decodeForeign(
  sound: FfmpegInput,
  { ffmpegPath, ...rules }: ReadSoundOptions,
  scratch: Scratch,
): Promise<LongSound> {
  if (ffmpegPath !== undefined) return decodeWithFfmpeg(sound, ffmpegPath, rules, scratch);
  const expected = 'expected WAV, FLAC, MP3, Ogg Vorbis or Opus';
  const advice = 'name the ffmpeg program that reads it, or convert it';
  throw new NstError('NST_BAD_INPUT', `${sound.name}: ${expected}, found ${sound.what}; ${advice}`);
}
