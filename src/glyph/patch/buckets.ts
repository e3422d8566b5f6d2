import { sharedInts } from '../../shared/patches/sharedArrays.js';
import { BUCKETS, type Buckets, bucketAt, STENCIL } from './level.js';

/** Sorts the centres of a source by the guide, stably. */
export function makeBuckets(guide: Uint8Array, isCentre: Uint8Array): Buckets {
  const starts = sharedInts(BUCKETS + 1);
  const bucket = (i: number) => bucketAt(guide[i * STENCIL]!);
  for (let i = 0; i < isCentre.length; i++) {
    if (isCentre[i]) starts[bucket(i) + 1] = starts[bucket(i) + 1]! + 1;
  }
  for (let b = 0; b < BUCKETS; b++) starts[b + 1] = starts[b + 1]! + starts[b]!;
  const next = starts.slice();
  const centres = sharedInts(starts[BUCKETS]!);
  for (let i = 0; i < isCentre.length; i++) {
    if (!isCentre[i]) continue;
    const slot = next[bucket(i)]!;
    centres[slot] = i;
    next[bucket(i)] = slot + 1;
  }
  return { centres, starts };
}
