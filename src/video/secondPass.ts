import { isInShare } from '../shared/options/share.js';
import { bytesOfPicture, pictureOfBytes } from './frameBytes.js';
import type { FramesMade, FrameTools } from './makeFrames.js';
import { carryOver, type DoneFrame } from './past.js';

/**
 * Goes through a film once more, from its end to its beginning (the passes of Ruder 2016, section 4.3, of which there are two here and not 15): what
 * a thing looks like is known from both sides, so what comes into sight is painted as it will be. The last frame of each scene stays.
 *
 * @param first what the first pass made
 */
export async function secondPass(
  first: FramesMade,
  { work, styler, reach, passes, share, reporter, signal, onFrame }: FrameTools,
): Promise<FramesMade> {
  const { frames, scenes } = first;
  const memory = Math.max(0, ...reach);
  const starts = new Set(scenes);
  let scene = scenes.length - 1;
  let behind: DoneFrame[] = [];
  for (let index = frames - 1; index >= 0; index--) {
    if (signal?.aborted) return { ...first, ended: 'stopped' };
    if (starts.has(index + 1)) {
      behind = [];
      scene--;
    }
    if (!isInShare(scene, share)) continue;
    const frame = pictureOfBytes(await work.read(index, 'source'), work.size);
    if (!work.has(index)) {
      const reached = reach.flatMap((steps) => behind[steps - 1] ?? []);
      const past = reached.length === 0 ? undefined : carryOver(frame, reached);
      const earlier = pictureOfBytes(await work.read(index, 'first'), work.size);
      const { scratchPath } = work;
      const isFirst = starts.has(index);
      const result = await styler.style({ frame, past, earlier, isFirst, scratchPath, signal });
      if (!result) return { ...first, ended: 'stopped' };
      const bytes = bytesOfPicture(result);
      await work.keep(index, bytes);
      onFrame?.(pictureOfBytes(bytes, work.size));
    }
    const result = pictureOfBytes(await work.read(index), work.size);
    behind = [{ frame, result }, ...behind].slice(0, memory);
    reporter.step({ step: 2 * frames - index, steps: passes * frames, terms: {}, total: 0 });
  }
  return first;
}
