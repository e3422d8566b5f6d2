import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { messageOf, NstError } from '../../shared/errors.js';
import type { Decoded } from './decoded.js';
import type { DecodeAnswer, DecodeOrder } from './decodeWorker.js';
import type { CompressedFormat } from './format.js';

/** What a file may cost before its decoder is ended. */
export interface DecodeLimits {
  readonly timeMs: number;
  /** By which the process may grow. */
  readonly memoryBytes: number;
  /** For JavaScript objects, which no samples are. */
  readonly heapBytes: number;
}

type OwnBytes = Uint8Array<ArrayBuffer>;

/** What a decoder may use, and what ends it. */
export interface DecodeRoom {
  readonly signal?: AbortSignal | undefined;
  /** Open, for samples that are too many to be held. */
  readonly file?: number | undefined;
  /** Whether nobody else needs the bytes and what lies around them: they are not copied then, and gone afterwards. */
  readonly isGiven?: boolean | undefined;
}

/** How often limits are looked at. */
const WATCH_MS = 100;
const MIB = 2 ** 20;

/**
 * Decodes a file in a thread of its own, which ends with it. What the decoder prints is dropped.
 *
 * @throws Error if the decoder fails or goes beyond its limits, with a reason that begins with "its decoder" or is the
 *   decoder's own; NstError NST_ABORTED
 */
export async function decodeInWorker(
  bytes: Uint8Array,
  format: CompressedFormat,
  limits: DecodeLimits,
  { signal, file, isGiven = false }: DecodeRoom = {},
): Promise<Decoded> {
  // The bytes may lie in a larger buffer, and be needed here still.
  const handed = isGiven && bytes.buffer instanceof ArrayBuffer ? (bytes as OwnBytes) : new Uint8Array(bytes);
  const order: DecodeOrder = { bytes: handed, format, file };
  const worker = new Worker(createRequire(import.meta.url).resolve('#decode-worker'), {
    stdout: true,
    stderr: true,

    resourceLimits: { maxOldGenerationSizeMb: limits.heapBytes / MIB },
  });
  worker.postMessage(order, [order.bytes.buffer]);
  worker.stdout.resume();
  worker.stderr.resume();
  const watch = new AbortController();
  try {
    return await Promise.race([
      answerOf(worker, limits),
      rejectionAt(limits, watch.signal),
      rejectionOn(signal, watch.signal),
    ]);
  } finally {
    watch.abort();
    await worker.terminate();
  }
}

function answerOf(worker: Worker, { heapBytes }: DecodeLimits): Promise<Decoded> {
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: DecodeAnswer) => {
      if ('decoded' in answer) resolve(answer.decoded);
      else reject(new Error(answer.failure));
    });
    worker.once('error', (error: unknown) => {
      const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(new Error(isMemory ? tooMuch(heapBytes) : messageOf(error)));
    });
    worker.once('exit', (code) => reject(new Error(`its decoder ended with code ${code}`)));
  });
}

function rejectionAt({ timeMs, memoryBytes }: DecodeLimits, end: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const startBytes = process.memoryUsage.rss();
    const startMs = performance.now();
    const look = () => {
      const grownBytes = process.memoryUsage.rss() - startBytes;
      if (grownBytes > memoryBytes) {
        reject(new Error(tooMuch(memoryBytes)));
      }
      if (performance.now() - startMs > timeMs) {
        reject(new Error(`its decoder took longer than ${Math.round(timeMs / 1000)} s`));
      }
    };
    const timer = setInterval(look, Math.min(WATCH_MS, timeMs));
    end.addEventListener('abort', () => clearInterval(timer));
  });
}

const tooMuch = (bytes: number) => `its decoder took more than ${Math.round(bytes / MIB)} MiB`;

function rejectionOn(signal: AbortSignal | undefined, end: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new NstError('NST_ABORTED', 'stopped while reading a sound'));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { signal: end });
  });
}
