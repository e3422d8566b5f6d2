import type { MinimizeResult } from '../../shared/optim/minimize.js';
import type { Picture } from '../../shared/pictures/picture.js';

/** What came of a way to make a texture. */
export interface TextureOutcome {
  readonly picture: Picture;
  /** Evaluations of the losses over all stages, or rounds of search and vote over all levels. */
  readonly iterations: number;
  /** The network that saw the example; undefined if none did. */
  readonly network?: string;
  /** The device that did the work. */
  readonly device: string;
  /** Why it ended: all was done, stopped by the signal, or no better picture to be found. */
  readonly ended: MinimizeResult['ended'];
}
