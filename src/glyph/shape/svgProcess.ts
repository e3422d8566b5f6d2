/** A process that draws one view of an SVG drawing, and ends. */
import { messageOf } from '../../shared/errors.js';
import { drawView } from './svgPage.js';
import type { DrawingAnswer, DrawingLimits, DrawingOrder } from './svgProtocol.js';

/** How often the limits are looked at: a drawing takes no more than some ten megabytes within that time. */
const WATCH_MS = 20;

/** At once, and whatever threads of libvips are at: `process.exit` waits for them. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

function answer(message: DrawingAnswer, then: () => void): void {
  process.send?.(message, then);
}

/** What the process takes that it may not. */
function excess({ memoryBytes, cpuSeconds }: DrawingLimits): 'memory' | 'time' | undefined {
  if (process.memoryUsage.rss() > memoryBytes) return 'memory';
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 > cpuSeconds ? 'time' : undefined;
}

function watch(limits: DrawingLimits): void {
  const timer = setInterval(() => {
    const kind = excess(limits);
    if (!kind) return;
    clearInterval(timer);
    answer({ kind }, end);
  }, WATCH_MS);
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

async function draw({ view, longSidePx, ...limits }: DrawingOrder): Promise<void> {
  watch(limits);
  try {
    const { rgba, ...facts } = await drawView(await readAll(process.stdin), view, longSidePx);
    answer({ kind: 'drawn', ...facts }, () => process.stdout.end(rgba, end));
  } catch (error) {
    answer({ kind: 'problem', message: messageOf(error) }, end);
  }
}

// Nobody waits for the picture any more.
process.on('disconnect', end);
// Ctrl-C goes to both processes; the other one decides.
process.on('SIGINT', () => {});
process.once('message', (order: DrawingOrder) => void draw(order));
