import { NstError } from '../../shared/errors.js';
import { checkSound, type Sound, type SoundFile } from '../sound.js';
import { type DecodeRules, decodeCompressed } from './decoders.js';
import { decodeWithFfmpeg, type FfmpegInput } from './ffmpeg.js';
import { containerName } from './foreignFormat.js';
import { detectFormat } from './format.js';
import { readBytes } from './readBytes.js';
import { startBehindTags } from './tags.js';
import { foreignWav, readWav } from './wavReader.js';

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
  return readChecked(await readBytes(path, 'a sound file'), path, options, path);
}

/**
 * Reads what would stand in a sound file, as `readSound` does.
 *
 * @throws NstError NST_BAD_INPUT: one line
 */
export async function readSoundBytes(
  { name, bytes }: SoundFile,
  options: ReadSoundOptions = {},
): Promise<Sound> {
  if (bytes.length === 0)
    throw new NstError('NST_BAD_INPUT', `${name}: expected a sound file, found nothing`);
  return readChecked(bytes, name, options);
}

async function readChecked(
  bytes: Uint8Array,
  name: string,
  options: ReadSoundOptions,
  path?: string,
): Promise<Sound> {
  const sound = await decodeSound(bytes, name, options, path);
  checkSound(sound, name);
  return sound;
}

/** @param path of the file, if there is one: ffmpeg reads some kinds of files from a file only */
async function decodeSound(
  bytes: Uint8Array,
  name: string,
  options: ReadSoundOptions,
  path: string | undefined,
): Promise<Sound> {
  const start = startBehindTags(bytes);
  const body = bytes.subarray(start);
  const format = detectFormat(body);
  if (format === 'text') throw new NstError('NST_BAD_INPUT', `${name}: expected a sound file, found text`);
  const foreign = format === 'wav' ? foreignWav(body) : undefined;
  if (format === 'unknown' || foreign !== undefined) {
    const what = foreign?.codecName ?? containerName(body) ?? 'a format that is not read here';
    const source = start === 0 && path !== undefined ? path : body;
    return decodeForeign({ name, what, source, samples: foreign?.samples }, options);
  }
  return format === 'wav' ? readWav(body, name, options) : decodeCompressed(body, format, name, options);
}

async function decodeForeign(sound: FfmpegInput, { ffmpegPath, ...rules }: ReadSoundOptions): Promise<Sound> {
  if (ffmpegPath !== undefined) return decodeWithFfmpeg(sound, ffmpegPath, rules);
  const expected = 'expected WAV, FLAC, MP3, Ogg Vorbis or Opus';
  const advice = 'name the ffmpeg program that reads it, or convert it';
  throw new NstError('NST_BAD_INPUT', `${sound.name}: ${expected}, found ${sound.what}; ${advice}`);
}
