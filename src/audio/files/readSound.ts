import { NstError } from '../../shared/errors.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { checkSound, type Sound } from '../sound.js';
import { decodeCompressed } from './decoders.js';
import { decodeWithFfmpeg } from './ffmpeg.js';
import { detectFormat } from './format.js';
import { readBytes } from './readBytes.js';
import { isForeignWav, readWav } from './wavReader.js';

/** How sound files are read. */
export interface ReadSoundOptions {
  /** The ffmpeg program, for formats that are not built in; without it they are refused. */
  readonly ffmpegPath?: string | undefined;
  /** Hears of damaged places. */
  readonly reporter?: Reporter | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a sound file at its own sample rate: WAV, FLAC, MP3, Ogg Vorbis and Opus, anything else (also in WAV) through
 * ffmpeg. The format is told by the contents. The sound is checked (`checkSound`).
 *
 * @throws NstError NST_BAD_INPUT: one line that names the file
 */
export async function readSound(path: string, options: ReadSoundOptions = {}): Promise<Sound> {
  const sound = await decode(path, await readBytes(path, 'a sound file'), options);
  checkSound(sound, path);
  return sound;
}

async function decode(path: string, bytes: Uint8Array, options: ReadSoundOptions): Promise<Sound> {
  const { ffmpegPath, reporter = SILENT, signal } = options;
  const format = detectFormat(bytes);
  switch (format) {
    case 'wav':
      if (ffmpegPath !== undefined && isForeignWav(bytes)) return decodeWithFfmpeg(path, ffmpegPath, signal);
      return readWav(bytes, path, reporter);
    case 'text':
      throw new NstError('NST_BAD_INPUT', `${path}: expected a sound file, found text`);
    case 'unknown':
      if (ffmpegPath !== undefined) return decodeWithFfmpeg(path, ffmpegPath, signal);
      throw new NstError(
        'NST_BAD_INPUT',
        `${path}: expected WAV, FLAC, MP3, Ogg Vorbis or Opus, found another format; install ffmpeg or convert it`,
      );
    default:
      return decodeCompressed(bytes, format, path, reporter, signal);
  }
}
