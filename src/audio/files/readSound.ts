import { readFile, stat } from 'node:fs/promises';
import { messageOf, NstError } from '../../shared/errors.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { checkSound, type Sound } from '../sound.js';
import { decodeCompressed } from './decoders.js';
import { decodeWithFfmpeg } from './ffmpeg.js';
import { detectFormat } from './format.js';
import { readWav } from './wavReader.js';

/** How sound files are read. */
export interface ReadSoundOptions {
  /** The ffmpeg program, for formats that are not built in; without it they are refused. */
  readonly ffmpegPath?: string;
  /** Hears of damaged places. */
  readonly reporter?: Reporter;
  readonly signal?: AbortSignal;
}

/** The largest file that Node reads in one piece. */
const MAXIMUM_BYTES = 2 ** 31 - 1;

/**
 * Reads a sound file at its own sample rate: WAV, FLAC, MP3, Ogg Vorbis and Opus, anything else through ffmpeg. The
 * format is told by the contents. The sound is checked (`checkSound`).
 *
 * @throws NstError NST_BAD_INPUT: one line that names the file
 */
export async function readSound(path: string, options: ReadSoundOptions = {}): Promise<Sound> {
  const sound = await decode(path, await readBytes(path), options);
  checkSound(sound, path);
  return sound;
}

async function decode(path: string, bytes: Uint8Array, options: ReadSoundOptions): Promise<Sound> {
  const format = detectFormat(bytes);
  switch (format) {
    case 'wav':
      return readWav(bytes, path);
    case 'text':
      throw new NstError('NST_BAD_INPUT', `${path}: expected a sound file, found text`);
    case 'unknown':
      if (options.ffmpegPath !== undefined) return decodeWithFfmpeg(path, options.ffmpegPath, options.signal);
      throw new NstError(
        'NST_BAD_INPUT',
        `${path}: expected WAV, FLAC, MP3, Ogg Vorbis or Opus, found another format; install ffmpeg or convert it`,
      );
    default:
      return decodeCompressed(bytes, format, path, options.reporter ?? SILENT);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size === 0)
      throw new NstError('NST_BAD_INPUT', `${path}: expected a sound file, found an empty file`);
    if (size > MAXIMUM_BYTES) {
      throw new NstError('NST_BAD_INPUT', `${path}: the file is larger than 2 GiB; cut it into pieces`);
    }
    return await readFile(path);
  } catch (error) {
    throw error instanceof NstError ? error : unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): NstError {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const reasons: Record<string, string> = {
    ENOENT: 'no such file',
    EISDIR: 'this is a folder; give the name of a sound file',
    EACCES: 'no permission to read it',
  };
  return new NstError('NST_BAD_INPUT', `${path}: ${reasons[String(code)] ?? messageOf(error)}`);
}
