import type { Picture } from '../../shared/pictures/picture.js';
import type { Reporter } from '../../shared/reporter.js';
import type { Rng } from '../../shared/rng.js';

/** What a painting is made after, and how. */
export interface PaintTask {
  readonly picture: Picture;
  readonly rng: Rng;
  readonly reporter: Reporter;
  /** Ends the work soon; the painting is then what there is by then. */
  readonly signal?: AbortSignal | undefined;
}
