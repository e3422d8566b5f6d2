import { extname, resolve } from 'node:path';
import { NstError } from '../../shared/errors.js';
import { type Size, sizeText } from '../../shared/pictures/picture.js';
import { ffmpegProblem } from '../ffmpegProblem.js';
import { startFfmpeg } from '../ffmpegProcess.js';
import { type Rate, rateText } from '../rate.js';

/** The sound that goes with a film. */
export interface SoundTrack {
  /** A film or a sound. */
  readonly path: string;
  /** Seconds of it that are left out. */
  readonly from: number;
  /** Where it ends, in seconds; left out: with the file. */
  readonly to?: number | undefined;
  /** Whether it is coded as the container has it; else it is carried over untouched, where the container takes it. */
  readonly isCoded: boolean;
}

/** How a film is written. */
export interface FilmPlan {
  readonly size: Size;
  readonly rate: Rate;
  readonly sound?: SoundTrack | undefined;
}

/** Losses that cannot be seen next to strokes. */
const H264 = ['-c:v', 'libx264', '-preset', 'medium', '-crf', '14'];
const VP9 = ['-c:v', 'libvpx-vp9', '-crf', '18', '-b:v', '0', '-row-mt', '1'];
/** sRGB as films have it, and said so. */
const COLOURS = [
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-color_range',
  'tv',
];

/**
 * Codes frames as a film, by the user's ffmpeg.
 *
 * @param target is replaced; its ending names the container
 * @param frames [height, width, 3] each, in 8 bits
 * @throws NstError NST_BAD_OUTPUT with what ffmpeg said, in plain words
 */
export async function writeFilm(
  target: string,
  program: string,
  { size, rate, sound }: FilmPlan,
  frames: AsyncIterable<Uint8Array>,
): Promise<void> {
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-s',
    sizeText(size),
    '-framerate',
    rateText(rate),
    '-i',
    'pipe:0',
  ];
  const ending = extname(target).toLowerCase();
  const picture = ending === '.webm' ? VP9 : H264;
  const args = [
    ...['-v', 'error', '-y', ...raw, ...soundInput(sound)],
    ...['-map', '0:v', ...soundOutput(sound, ending)],
    ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p', ...picture, ...COLOURS],
    // The same frames give the same bytes.
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ...(['.mp4', '.m4v', '.mov'].includes(ending) ? ['-movflags', '+faststart'] : []),
    `file:${resolve(target)}`,
  ];
  const ffmpeg = startFfmpeg(program, args, target);
  const { stdin } = ffmpeg.child;
  const closed = new Promise((done) => stdin.once('close', done));
  try {
    for await (const frame of frames) {
      if (ffmpeg.child.exitCode !== null || stdin.destroyed) break;
      if (!stdin.write(frame)) await Promise.race([new Promise((done) => stdin.once('drain', done)), closed]);
    }
    stdin.end();
    const code = await ffmpeg.ended;
    if (code === 0) return;
    const advice = 'finished frames are kept; run the same again, or with another name';
    throw new NstError(
      'NST_BAD_OUTPUT',
      `${target}: cannot be written: ${ffmpegProblem(ffmpeg.said())}; ${advice}`,
    );
  } finally {
    ffmpeg.child.kill();
  }
}

function soundInput(sound: SoundTrack | undefined): string[] {
  if (!sound) return [];
  const { from, to, path } = sound;
  const times = [
    ...(from > 0 ? ['-ss', String(from)] : []),
    ...(to === undefined ? [] : ['-to', String(to)]),
  ];
  return [...times, '-protocol_whitelist', 'file,pipe', '-i', `file:${resolve(path)}`];
}

function soundOutput(sound: SoundTrack | undefined, ending: string): string[] {
  if (!sound) return [];
  // WebM takes Opus and Vorbis alone, which films seldom have.
  if (ending === '.webm') return ['-map', '1:a', '-c:a', 'libopus', '-b:a', '160k'];
  return ['-map', '1:a', ...(sound.isCoded ? ['-c:a', 'aac', '-b:a', '256k'] : ['-c:a', 'copy'])];
}
