import type { ArrayValue } from '../../shared/engine/objective.js';

/** What is read of one window of sound. */
export interface WindowMeasures {
  /** Statistics by layer. */
  readonly style: Readonly<Record<string, ArrayValue>>;
  /** Compressed amplitudes, [frames, bins]. */
  readonly spectrum: ArrayValue;
  /** Logarithms of the energy of frames, [frames]. */
  readonly envelope: Float32Array;
  /** [frames, 12] of the longer transform, if the window is not shorter than that. */
  readonly pitch?: ArrayValue;
  /** Autocorrelation, [lags, 40], if the recipe keeps the content's rhythm. */
  readonly rhythm?: ArrayValue;
  /** Features by layer, those that the recipe compares with the content's. */
  readonly features: Readonly<Record<string, ArrayValue>>;
}
