import { isInShare, type Share } from '../shared/options/share.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { Reporter } from '../shared/reporter.js';
import { isCut, type SceneLook, sceneLook } from './cuts.js';
import { bytesOfPicture, pictureOfBytes } from './frameBytes.js';
import type { FrameStyler } from './methods/method.js';
import { carryOver, type DoneFrame } from './past.js';
import type { FilmScheme } from './planFilm.js';
import type { WorkFolder } from './work/workFolder.js';

/** What frames are made with. */
export interface FrameTools {
  readonly work: WorkFolder;
  readonly styler: FrameStyler;
  /** Frames before that are looked at, counted back; none: each by itself. */
  readonly reach: readonly number[];
  /** The scenes that are worked on; left out: all. */
  readonly share?: Share | undefined;
  readonly reporter: Reporter;
  readonly signal: AbortSignal | undefined;
  readonly onFrame: ((frame: Picture) => void) | undefined;
}

/** How far it came. */
export interface FramesMade {
  readonly frames: number;
  readonly scenes: number;
  readonly ended: 'done' | 'stopped';
}

/** A frame that was seen. */
interface SeenFrame {
  readonly index: number;
  readonly frame: Picture;
  readonly look: SceneLook;
}

/**
 * Gives frames the style one after the other and keeps them; those that are finished are left as they are. What goes on into the next frame
 * is what was kept, in 8 bits, so a run that was cut off and goes on gives the same bytes.
 */
export async function makeFrames(
  frames: AsyncIterable<Picture>,
  { count, size }: FilmScheme,
  { work, styler, reach, share, reporter, signal, onFrame }: FrameTools,
): Promise<FramesMade> {
  const memory = Math.max(0, ...reach);
  let scene: SeenFrame[] = [];
  let scenes = 0;
  let index = 0;
  for await (const frame of frames) {
    if (signal?.aborted) return { frames: index, scenes, ended: 'stopped' };
    const look = sceneLook(frame);
    const isFirst =
      scene.length === 0 ||
      isCut(
        scene.map((seen) => seen.look),
        look,
      );
    if (isFirst) {
      scene = [];
      scenes++;
    }
    // Nothing goes from one scene into the next, so each can be made by itself.
    if (isInShare(scenes - 1, share) && !work.has(index)) {
      const before = await doneFrames(scene, reach, work);
      const past = before.length === 0 ? undefined : carryOver(frame, before);
      const result = await styler.style({ frame, past, signal });
      if (!result) return { frames: index, scenes, ended: 'stopped' };
      const bytes = bytesOfPicture(result);
      await work.keep(index, bytes);
      onFrame?.(pictureOfBytes(bytes, size));
    }
    // At least one is remembered, by which scenes are told apart.
    scene = [...scene, { index, frame, look }].slice(-Math.max(1, memory));
    index++;
    reporter.step({ step: index, steps: Math.max(index, count ?? 0), terms: {}, total: 0 });
  }
  return { frames: index, scenes, ended: 'done' };
}

/** Frames of the scene with their results, the closest first. */
async function doneFrames(
  scene: readonly SeenFrame[],
  reach: readonly number[],
  work: WorkFolder,
): Promise<DoneFrame[]> {
  const done: DoneFrame[] = [];
  for (const back of reach) {
    const seen = scene[scene.length - back];
    if (seen)
      done.push({ frame: seen.frame, result: pictureOfBytes(await work.read(seen.index), work.size) });
  }
  return done;
}
