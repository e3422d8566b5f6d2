import type { FileHandle } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { fillAtomically, writeAtomically } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
import type { Size } from '../../shared/pictures/picture.js';
import { PNG_SIGNATURE, pngChunk, pngChunks } from '../../shared/pictures/pngChunks.js';
import { sharp } from '../../shared/pictures/sharp.js';
import { firstLine } from '../../shared/pictures/source.js';
import type { Rate } from '../rate.js';

/** GIF and WebP are put together in memory: more is a film. */
const MAX_PIXELS = 268_435_456;

/** How an animation is written. */
export interface AnimationPlan {
  readonly size: Size;
  readonly rate: Rate;
  /** PNG files, all alike in size and kind. */
  readonly frames: readonly string[];
}

/** Whole milliseconds of each frame, without drift. @param step of what the format can tell apart */
function delaysMs({ frames, rate }: AnimationPlan, step: number): number[] {
  const end = (i: number) => Math.round((1000 * i * rate.seconds) / rate.frames / step) * step;
  return frames.map((_, i) => end(i + 1) - end(i));
}

/** @throws NstError NST_BAD_OPTION for more than can be put together */
export function checkAnimationLength(path: string, { width, height }: Size, count: number): void {
  const most = Math.floor(MAX_PIXELS / (width * height));
  if (count <= most) return;
  const advice = 'choose .mp4 or .apng, a smaller --size, or a larger --every';
  throw new NstError(
    'NST_BAD_OPTION',
    `${path}: expected at most ${most} frames in an animation, found ${count}; ${advice}`,
  );
}

/** Writes a GIF or WebP that is shown for ever. @throws NstError NST_BAD_OUTPUT */
export async function writePages(path: string, plan: AnimationPlan, format: 'gif' | 'webp'): Promise<void> {
  // GIF counts in hundredths of a second.
  const delay = delaysMs(plan, format === 'gif' ? 10 : 1);
  const [first, ...others] = plan.frames;
  // A film of one frame is a picture: there is nothing to be joined.
  const image =
    others.length === 0
      ? sharp(first)
      : sharp([...plan.frames], { join: { animated: true }, limitInputPixels: false });
  const encoder =
    format === 'gif'
      ? image.gif({ delay, loop: 0 })
      : image.webp({ delay, loop: 0, quality: 90, smartSubsample: true });
  const bytes = await encoder.toBuffer().catch((error: unknown) => {
    const text = `${path}: the animation cannot be written (${firstLine(error)}); choose another format or size`;
    throw new NstError('NST_BAD_OUTPUT', text, { cause: error });
  });
  await writeAtomically(path, bytes);
}

/** Writes an animated PNG that is shown for ever, frame by frame (PNG specification, third edition: 11.3.6). @throws NstError NST_BAD_OUTPUT */
export async function writeApng(path: string, plan: AnimationPlan): Promise<void> {
  await fillAtomically(path, (handle) => fillApng(handle, plan));
}

async function fillApng(handle: FileHandle, plan: AnimationPlan): Promise<void> {
  const { frames, size } = plan;
  const delays = delaysMs(plan, 1);
  let sequence = 0;
  for (const [i, frame] of frames.entries()) {
    const chunks = [...pngChunks(await readFile(frame))];
    if (i === 0) {
      const head = chunks.find(({ name }) => name === 'IHDR')!;
      await handle.write(
        Buffer.concat([
          PNG_SIGNATURE,
          pngChunk('IHDR', head.data),
          pngChunk('acTL', numbers(frames.length, 0)),
        ]),
      );
    }
    await handle.write(pngChunk('fcTL', control(sequence++, size, delays[i]!)));
    for (const { name, data } of chunks) {
      if (name !== 'IDAT') continue;
      const part =
        i === 0 ? pngChunk('IDAT', data) : pngChunk('fdAT', Buffer.concat([numbers(sequence++), data]));
      await handle.write(part);
    }
  }
  await handle.write(pngChunk('IEND', Buffer.alloc(0)));
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value, 4 * i);
  });
  return bytes;
}

/** A whole frame that takes the place of what is there. */
function control(sequence: number, { width, height }: Size, delayMs: number): Buffer {
  const timing = Buffer.alloc(6);
  // Sixteen bits are 65 s in thousandths of a second; what is shown for longer is told in tenths.
  const parts = delayMs < 2 ** 16 ? 1000 : 10;
  timing.writeUInt16BE(Math.min(2 ** 16 - 1, Math.round((delayMs * parts) / 1000)), 0);
  timing.writeUInt16BE(parts, 2);
  return Buffer.concat([numbers(sequence, width, height, 0, 0), timing]);
}
