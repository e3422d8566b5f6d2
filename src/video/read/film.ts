import type { Picture, Size } from '../../shared/pictures/picture.js';
import type { Rate } from '../rate.js';

/** A film, open for reading. Nothing of it is held but the frame that is handed over. */
export interface Film {
  readonly path: string;
  /** What is read, for messages: "film", "animation", "folder of frames". */
  readonly kind: 'film' | 'animation' | 'frames';
  /** Of its frames as they are shown: turned, with square pixels. */
  readonly size: Size;
  readonly rate: Rate;
  /** Frames, as far as the file says. */
  readonly count: number | undefined;
  /** Whether it has sound. */
  readonly hasSound: boolean;
  /** What is lost, for people: "its alpha is laid on white". */
  readonly losses: readonly string[];
  /** Files that tell this film from others. */
  readonly files: readonly string[];
  /**
   * Frames in their order.
   *
   * @throws NstError NST_BAD_INPUT for what cannot be read, also in the middle
   */
  frames(wanted: FrameWish): AsyncGenerator<Picture, void, undefined>;
}

/** Which frames are wanted, and how large. */
export interface FrameWish {
  readonly size: Size;
  /** Of the frames that come. */
  readonly rate: Rate;
  /** Seconds from the start of the film. */
  readonly from: number;
  /** The same; left out: its end. */
  readonly to?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Of frames at one rate, those that are shown at another: the last one that has begun. @yields indices that never go back */
export function* shownFrames(
  count: number,
  rate: Rate,
  { rate: wanted, from, to = Number.POSITIVE_INFINITY }: Pick<FrameWish, 'rate' | 'from' | 'to'>,
): Generator<number, void, undefined> {
  // A thousandth of a frame, so that rounding does not show one twice.
  const slack = 1e-3;
  for (let i = 0; ; i++) {
    const second = from + (i * wanted.seconds) / wanted.frames;
    const index = Math.floor((second * rate.frames) / rate.seconds + slack);
    if (index >= count || second >= to - slack * (wanted.seconds / wanted.frames)) return;
    yield index;
  }
}
