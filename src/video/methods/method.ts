import type { Past } from '../../image/index.js';
import type { Picture, Size } from '../../shared/pictures/picture.js';
import type { Reporter } from '../../shared/reporter.js';
import type { VideoOptions } from '../options.js';

/** In a second pass, of the frame behind in what a frame becomes: as much as of the frame before. */
export const SECOND_SHARE = 0.5;

/** A frame that is to be given the style. */
export interface FrameWork {
  readonly frame: Picture;
  /** What the results before look like on it; undefined for the first one of a scene. */
  readonly past: Past | undefined;
  /** What an earlier pass made of it. */
  readonly earlier?: Picture | undefined;
  /** Whether a scene begins with it. */
  readonly isFirst: boolean;
  /** A file that a method may write, and removes: a PNG. */
  readonly scratchPath: string;
  readonly signal: AbortSignal | undefined;
}

/** A way of giving frames a style, open for all frames of a film. */
export interface FrameStyler {
  /** What did the work, for reports. */
  readonly device: string;
  /** Is told of a frame that is finished already, in its turn. */
  pass?(work: Pick<FrameWork, 'frame' | 'isFirst'>): void;
  /** @returns undefined if the work was stopped */
  style(work: FrameWork): Promise<Picture | undefined>;
  close(): Promise<void>;
}

/** How films are given a style. */
export interface FilmMethod {
  /** Frames before that are looked at, counted back. */
  readonly reach: readonly number[];
  open(options: VideoOptions, size: Size, reporter: Reporter): Promise<FrameStyler>;
}
