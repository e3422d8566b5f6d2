import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { messageOf } from '../../shared/errors.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { firstLine, rejectPicture } from '../../shared/pictures/source.js';
import { pictureOfRgba } from './rgbaBytes.js';
import type { View } from './svgPage.js';
import type { DrawingAnswer, DrawingLimits, DrawingOrder } from './svgProtocol.js';

/** A busy machine may take so many seconds for one of work. */
const SECONDS_PER_CPU_SECOND = 2.5;

/** A view of an SVG drawing, and where in the drawing it is. */
export interface DrawnSvg {
  readonly picture: Picture;
  readonly view: View;
}

type Ended = DrawingAnswer | { readonly kind: 'died'; readonly how: string };

/** What a process says before it ends; it is ended when its time is over. */
function answerOf(child: ChildProcess, seconds: number): Promise<Ended> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle({ kind: 'time' }), seconds * 1000);
    const settle = (ended: Ended) => {
      clearTimeout(timer);
      if (ended.kind !== 'drawn') child.kill('SIGKILL');
      resolve(ended);
    };
    child.once('message', (answer: DrawingAnswer) => settle(answer));
    child.once('error', (error) => settle({ kind: 'died', how: messageOf(error) }));
    child.once('exit', (code, signal) =>
      settle({ kind: 'died', how: String(signal ?? `exit code ${code}`) }),
    );
  });
}

async function pixelsOf(child: ChildProcess): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of child.stdout ?? []) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function problemOf(
  ended: Exclude<Ended, { kind: 'drawn' }>,
  { cpuSeconds, memoryBytes }: DrawingLimits,
): string {
  const advice = 'simplify it, or save it as PNG';
  switch (ended.kind) {
    case 'time':
      return `the SVG takes more than ${cpuSeconds} s to draw; ${advice}`;
    case 'memory':
      return `the SVG takes more than ${Math.round(memoryBytes / 2 ** 20)} MiB to draw; ${advice}`;
    case 'died':
      return `the SVG could not be drawn, the process that draws ended (${ended.how}); ${advice}`;
    case 'problem':
      return `the SVG cannot be drawn (${firstLine(ended.message)}); save it anew as plain SVG`;
  }
}

/**
 * Draws a view of an SVG file. librsvg reads no other files.
 *
 * It is done in a process of its own, for nothing else can be ended when a drawing asks for hours or all memory: librsvg runs in a
 * thread that neither the end of a worker nor that of the process gets past (measured).
 *
 * @param view the whole drawing, if left out
 * @param longSidePx of the view
 * @throws NstError NST_BAD_INPUT if it cannot be drawn within the limits
 */
export async function drawSvg(
  path: string,
  bytes: Uint8Array,
  view: View | undefined,
  longSidePx: number,
  limits: DrawingLimits,
): Promise<DrawnSvg> {
  const entry = createRequire(import.meta.url).resolve('#svg-process');
  const child = fork(entry, { execArgv: [], stdio: ['pipe', 'pipe', 'ignore', 'ipc'] });
  const order: DrawingOrder = { view, longSidePx, ...limits };
  child.send(order);
  // Ended early, it does not take all.
  child.stdin?.on('error', () => undefined).end(bytes);
  const [ended, rgba] = await Promise.all([
    answerOf(child, limits.cpuSeconds * SECONDS_PER_CPU_SECOND),
    pixelsOf(child),
  ]);
  if (ended.kind !== 'drawn') return rejectPicture(path, problemOf(ended, limits));
  const { width, height } = ended;
  if (rgba.length !== 4 * width * height) {
    return rejectPicture(path, problemOf({ kind: 'died', how: 'before all was drawn' }, limits));
  }
  return { picture: pictureOfRgba(rgba, width, height), view: ended.view };
}
