/** What a text effect is made from and what is asked of an engine, whichever it is. */

import type { Grid } from '../shared/fields/grid.js';
import type { Premultiplied } from '../shared/pictures/premultiplied.js';
import type { Reporter } from '../shared/reporter.js';

/** An effect, shown on a shape. */
export interface EffectExample {
  readonly picture: Premultiplied;
  /** How much of each pixel the shape covers, 0..1; as large as the picture. Left out: a texture without any shape. */
  readonly shape?: Grid | undefined;
}

/** An effect, with the shape that it belongs to. */
export interface ShapedExample extends EffectExample {
  readonly shape: Grid;
}

export const DIRECTIONS = ['auto', 'up', 'none'] as const;
/** Which way is up for the effect: found out, upwards as in the example, none (any rotation will do), or turned by degrees. */
export type Direction = (typeof DIRECTIONS)[number] | number;

/** A shape to give an effect to. */
export interface SynthesisTask {
  /** Its strokes are about as wide as the target's. */
  readonly example: EffectExample;
  /** How much of each pixel the shape covers, 0..1, with room around it for the effect. */
  readonly target: Grid;
  /** 0: plain shape, 1: nothing but effect. */
  readonly strength: number;
  readonly direction: Direction;
  readonly seed: number;
  readonly reporter: Reporter;
  /** Ends the work soon; what is there by then is returned. */
  readonly signal?: AbortSignal | undefined;
}

/** A way to give a shape an effect. The result is as large as the target. */
export type Synthesis = (task: SynthesisTask) => Promise<Premultiplied>;
