import type { Size } from '../pictures/picture.js';
import type { Reporter } from '../reporter.js';

/** What patches are taken from. */
export interface PatchExample extends Size {
  /** [height, width, 3], in 0..1. */
  readonly colours: Float32Array;
  /** What is known on both sides, [height, width, channels]; a difference of 1 costs as much as one of a colour. */
  readonly guide?: Float32Array | undefined;
  /** Below 1/2 where nothing must be taken from, [height, width]. */
  readonly usable?: Float32Array | undefined;
}

/** A picture to be made of the patches of another. */
export interface PatchTask {
  readonly example: PatchExample;
  /** Size of the result. */
  readonly target: Size;
  /** What is known of the result, as of the example: [height, width, channels]; not for one that is wrapped. */
  readonly guide?: Float32Array | undefined;
  /** Whether the result goes on at its other side. */
  readonly isWrapped: boolean;
  /** Cost of using a patch as often again as each would be used on average; colours are in 0..1. */
  readonly repetition: number;
  readonly seed: number;
  readonly reporter: Reporter;
  /** Ends the work soon; what is there by then is returned. */
  readonly signal?: AbortSignal | undefined;
}
