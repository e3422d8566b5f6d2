import { isInShare, type Share } from '../shared/options/share.js';
import type { Picture } from '../shared/pictures/picture.js';
import type { Reporter } from '../shared/reporter.js';
import { isCut, type SceneLook, sceneLook } from './cuts.js';
import { bytesOfPicture, pictureOfBytes } from './frameBytes.js';
import type { FrameStyler } from './methods/method.js';
import { carryOver, type DoneFrame } from './past.js';
import type { FilmScheme } from './planFilm.js';
import type { FrameSet, WorkFolder } from './work/workFolder.js';

/** What frames are made with. */
export interface FrameTools {
  readonly work: WorkFolder;
  readonly styler: FrameStyler;
  /** Frames before that are looked at, counted back; none: each by itself. */
  readonly reach: readonly number[];
  /** 2: another pass follows, which needs the film's own frames. */
  readonly passes: number;
  /** The scenes that are worked on; left out: all. */
  readonly share?: Share | undefined;
  readonly reporter: Reporter;
  readonly signal: AbortSignal | undefined;
  readonly onFrame: ((frame: Picture) => void) | undefined;
}

/** How far it came. */
export interface FramesMade {
  readonly frames: number;
  /** With which frames scenes begin. */
  readonly scenes: readonly number[];
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
  { work, styler, reach, passes, share, reporter, signal, onFrame }: FrameTools,
): Promise<FramesMade> {
  const memory = Math.max(0, ...reach);
  const set: FrameSet = passes > 1 ? 'first' : 'frame';
  const scenes: number[] = [];
  let scene: SeenFrame[] = [];
  let index = 0;
  for await (const frame of frames) {
    if (signal?.aborted) return { frames: index, scenes, ended: 'stopped' };
    const look = sceneLook(frame);
    const looks = scene.map((seen) => seen.look);
    const isFirst = scene.length === 0 || isCut(looks, look);
    if (isFirst) {
      scene = [];
      scenes.push(index);
    }
    // Nothing goes from one scene into the next, so each can be made by itself.
    const isShared = isInShare(scenes.length - 1, share);
    if (isShared && passes > 1 && !work.has(index, 'source'))
      await work.keep(index, bytesOfPicture(frame), 'source');
    if (isShared && work.has(index, set)) styler.pass?.({ frame, isFirst });
    else if (isShared) {
      const before = await doneFrames(scene, reach, work, set);
      const past = before.length === 0 ? undefined : carryOver(frame, before);
      const result = await styler.style({ frame, past, isFirst, scratchPath: work.scratchPath, signal });
      if (!result) return { frames: index, scenes, ended: 'stopped' };
      const bytes = bytesOfPicture(result);
      await work.keep(index, bytes, set);
      onFrame?.(pictureOfBytes(bytes, size));
    }
    // At least one is remembered, by which scenes are told apart.
    scene = [...scene, { index, frame, look }].slice(-Math.max(1, memory));
    index++;
    reporter.step({ step: index, steps: passes * Math.max(index, count ?? 0), terms: {}, total: 0 });
  }
  return { frames: index, scenes, ended: 'done' };
}

/** Frames of the scene with their results, the closest first. */
async function doneFrames(
  scene: readonly SeenFrame[],
  reach: readonly number[],
  work: WorkFolder,
  set: FrameSet,
): Promise<DoneFrame[]> {
  const done: DoneFrame[] = [];
  for (const back of reach) {
    const seen = scene[scene.length - back];
    if (seen)
      done.push({ frame: seen.frame, result: pictureOfBytes(await work.read(seen.index, set), work.size) });
  }
  return done;
}
