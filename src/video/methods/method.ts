import type { Past } from '../../image/index.js';
import type { Picture, Size } from '../../shared/pictures/picture.js';
import type { Reporter } from '../../shared/reporter.js';
import type { VideoOptions } from '../options.js';

/** A frame that is to be given the style. */
export interface FrameWork {
  readonly frame: Picture;
  /** What the results before look like on it; undefined for the first one of a scene. */
  readonly past: Past | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A way of giving frames a style, open for all frames of a film. */
export interface FrameStyler {
  /** What did the work, for reports. */
  readonly device: string;
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
