import { TRUNK_BANDS } from '../../src/audio/features/trunk.js';
import { Rng } from '../../src/shared/rng.js';
import { augment } from './augment.js';
import { CLIP_FRAMES, type ClipSet, decodeClip } from './clips.js';

/** Sounds of a step. */
export const BATCH = 16;
/** Frames of each, 0.9 s. */
export const BATCH_FRAMES = 80;
/** Steps draw from generators this far apart. */
const SEED_STRIDE = 7919;

/** Spectrograms [BATCH, BATCH_FRAMES, TRUNK_BANDS] and labels [BATCH, classes]. */
export interface Batch {
  readonly spectrograms: Float32Array;
  readonly labels: Float32Array;
}

/**
 * The batch of a step: classes, clips, parts of clips and augmentation are random, but depend on seed and step alone, so
 * that a training that goes on from a checkpoint is the one that was never cut off.
 */
export function batchOf(sets: readonly ClipSet[], seed: number, step: number): Batch {
  const rng = new Rng(seed + SEED_STRIDE * step);
  const size = BATCH_FRAMES * TRUNK_BANDS;
  const spectrograms = new Float32Array(BATCH * size);
  const labels = new Float32Array(BATCH * sets.length);
  for (let i = 0; i < BATCH; i++) {
    const set = sets[rng.integer(sets.length)]!;
    const first = rng.integer(CLIP_FRAMES - BATCH_FRAMES + 1);
    const part = decodeClip(set, rng.integer(set.count), first, BATCH_FRAMES);
    augment(rng, part);
    spectrograms.set(part, i * size);
    labels[i * sets.length + set.label] = 1;
  }
  return { spectrograms, labels };
}
