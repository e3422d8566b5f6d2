import { resolve } from 'node:path';
import { NstError } from '../../shared/errors.js';
import { withInputFile } from '../../shared/inputFile.js';
import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { ffmpegProblem } from '../ffmpegProblem.js';
import { startFfmpeg } from '../ffmpegProcess.js';
import { pictureOfBytes } from '../frameBytes.js';
import { perSecond, type Rate, rateOf, rateText } from '../rate.js';
import type { Film, FrameWish } from './film.js';

/** Longer sides are no film. */
const MAX_SIDE_PX = 16_384;
/** A rate that the file states and the mean of its frames may differ by this share; further apart, the mean holds. */
const RATE_SLACK = 0.1;

/** Local files only, so that a play list cannot make it fetch anything. */
const inputOf = (path: string) => ['-protocol_whitelist', 'file,pipe', '-i', `file:${resolve(path)}`];

const reject = (path: string, problem: string): never => {
  throw new NstError('NST_BAD_INPUT', `${path}: ${problem}`);
};

/**
 * Opens anything that the user's ffmpeg reads.
 *
 * @throws NstError NST_BAD_INPUT with what ffmpeg said, in plain words
 */
export async function openFfmpegFilm(path: string, program: string): Promise<Film> {
  // Files may be as large as they like: nothing is read but by ffmpeg.
  await withInputFile(path, { expected: 'a film', maxBytes: Number.MAX_SAFE_INTEGER }, () => undefined);
  const { head, said } = await firstFrame(path, program);
  if (head === undefined) return reject(path, `cannot be read as a film: ${ffmpegProblem(said)}`);
  const { stream, hasSound, isAlphaApart, seconds } = factsIn(said);
  const { size, rate: stated } = partsOf(head, path);
  const mean = /, ([\d.]+) fps/.exec(stream)?.[1];
  const isOff = mean !== undefined && Math.abs(perSecond(stated) / Number(mean) - 1) > RATE_SLACK;
  const rate = isOff && Number(mean) > 0 ? rateOf(Number(mean)) : stated;
  const hasAlpha = /\b(yuva\d|rgba|argb|bgra|abgr|gbrap|ya8|ya16|pal8)/.test(stream);
  return {
    path,
    kind: 'film',
    size,
    rate,
    count: seconds === undefined ? undefined : Math.max(1, Math.round(seconds * perSecond(rate))),
    hasSound,
    losses: lossesOf(stream, hasAlpha, isAlphaApart),
    files: [path],
    frames: (wanted) => framesOf(path, program, wanted, hasAlpha),
  };
}

/** The head of a stream that ffmpeg makes of the first frame, and all that it says of the file. */
async function firstFrame(path: string, program: string) {
  const output = ['-map', '0:V:0', '-frames:v', '1', '-pix_fmt', 'yuv444p', '-f', 'yuv4mpegpipe', 'pipe:1'];
  const ffmpeg = startFfmpeg(program, [...inputOf(path), ...output], path);
  let head: string | undefined;
  for await (const piece of ffmpeg.child.stdout as AsyncIterable<Buffer>)
    head ??= piece.toString('latin1').split('\n')[0];
  await ffmpeg.ended;
  return { head, said: ffmpeg.said() };
}

/** @param head as of yuv4mpegpipe: `YUV4MPEG2 W640 H360 F25:1 Ip A1:1 C444` */
function partsOf(head: string, path: string): { readonly size: Size; readonly rate: Rate } {
  const numbers = (letter: string) =>
    (new RegExp(` ${letter}(\\d+)(?::(\\d+))?`).exec(head) ?? []).slice(1).map(Number);
  const [[width = 0], [height = 0]] = [numbers('W'), numbers('H')];
  const [frames = 0, seconds = 0] = numbers('F');
  const [across = 1, down = 1] = numbers('A');
  if (!(width > 0 && height > 0 && frames > 0 && seconds > 0))
    reject(path, 'cannot be read as a film: ffmpeg does not say how large or how fast it is');
  // 0:0 is not known, which is taken for square.
  const aspect = across > 0 && down > 0 ? across / down : 1;
  const size = { width: Math.max(1, Math.round(width * aspect)), height };
  if (Math.max(size.width, size.height) > MAX_SIDE_PX)
    reject(path, `expected sides of at most ${MAX_SIDE_PX} px, found ${size.width}x${size.height}`);
  return { size, rate: { frames, seconds } };
}

function factsIn(said: string) {
  const input = said.split(/^Output #/m)[0] ?? '';
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(input) ?? [];
  return {
    stream: /Stream #.*Video: .*/.exec(input)?.[0] ?? '',
    hasSound: /Stream #.*Audio: /.test(input),
    // WebM has alpha as a stream within the stream, which the usual decoder of ffmpeg leaves out.
    isAlphaApart: /alpha_mode\s*: 1/.test(input),
    seconds: hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
  };
}

function lossesOf(stream: string, hasAlpha: boolean, isAlphaApart: boolean): string[] {
  return [
    ...(isAlphaApart ? ['its alpha is left out'] : []),
    ...(hasAlpha ? ['its alpha is laid on white'] : []),
    ...(/p1[0-6](le|be)?\b/.test(stream) ? ['of more than 8 bits a colour, 8 are kept'] : []),
    ...(/smpte2084|arib-std-b67/.test(stream) ? ['it is HDR, whose brightness is taken as it is coded'] : []),
  ];
}

async function* framesOf(
  path: string,
  program: string,
  { size, rate, from, to, signal }: FrameWish,
  hasAlpha: boolean,
): AsyncGenerator<Picture, void, undefined> {
  const times = [
    ...(from > 0 ? ['-ss', String(from)] : []),
    ...(to === undefined ? [] : ['-to', String(to)]),
  ];
  const filter = `fps=${rateText(rate)},scale=${size.width}:${size.height}:flags=lanczos+accurate_rnd+full_chroma_int,setsar=1`;
  const format = ['-pix_fmt', hasAlpha ? 'rgba' : 'rgb24', '-f', 'rawvideo', 'pipe:1'];
  const args = ['-v', 'error', ...times, ...inputOf(path), '-map', '0:V:0', '-vf', filter, ...format];
  const ffmpeg = startFfmpeg(program, args, path);
  const channels = hasAlpha ? RGB + 1 : RGB;
  const frameBytes = size.width * size.height * channels;
  let count = 0;
  try {
    for await (const bytes of inPieces(ffmpeg.child.stdout, frameBytes)) {
      if (signal?.aborted) return;
      count++;
      yield pictureOfBytes(bytes, size, channels);
    }
    const code = await ffmpeg.ended;
    if (code !== 0 || count === 0) {
      const where = count === 0 ? 'no frame of it can be read' : `it breaks off behind frame ${count}`;
      reject(
        path,
        `${where}: ${count === 0 && code === 0 ? 'nothing is shown in that time' : ffmpegProblem(ffmpeg.said())}`,
      );
    }
  } finally {
    ffmpeg.child.kill();
  }
}

/** A stream in pieces of one length; what is left over at its end is no frame. */
async function* inPieces(stream: AsyncIterable<Buffer>, length: number): AsyncGenerator<Uint8Array> {
  let bytes = new Uint8Array(length);
  let filled = 0;
  for await (const piece of stream) {
    for (let start = 0; start < piece.length; ) {
      const taken = Math.min(length - filled, piece.length - start);
      bytes.set(piece.subarray(start, start + taken), filled);
      start += taken;
      filled += taken;
      if (filled < length) continue;
      yield bytes;
      bytes = new Uint8Array(length);
      filled = 0;
    }
  }
}
