import { type Ballot, makeBallot } from './ballot.js';
import {
  centreArea,
  FEATURE_UNIT,
  MADE_CHANNELS,
  NO_PATCH,
  type PatchLevel,
  RADIUS_PX,
} from './patchLevel.js';
import type { Strip } from './strips.js';

/** Patches that fit better count more in votes; this keeps a perfect one from counting alone. */
const COST_SOFTNESS = 0.002;

/** While colours are searched for, all pixels of a patch count alike, nearly. */
export const WIDE = makeBallot(RADIUS_PX, 2);
/** At fine levels, where neighbours agree already: quicker, and sharper. */
export const NARROW = makeBallot(1, 1);
/** In the result the middle of a patch decides. */
export const SHARP = makeBallot(1, 0.7);

/** What patches show: [source height, source width, channels], of which the first MADE_CHANNELS are voted on. */
interface Samples {
  readonly values: Int16Array | Float32Array;
  readonly channels: number;
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

/** Adds up what the patches around pixel x, y show there, with the sum of their weights behind it. */
function addVotes(
  level: PatchLevel,
  { radiusPx, weights }: Ballot,
  { values, channels }: Samples,
  [x, y]: readonly [number, number],
  sums: Float64Array,
): void {
  const { target, source, field } = level;
  // At the border of a target that is not wrapped, the patches nearest to the pixel vote.
  const { left, right, top, bottom } = centreArea(level);
  const inner = level.isWrapped ? { x, y } : { x: clamp(x, left, right - 1), y: clamp(y, top, bottom - 1) };
  const side = 2 * radiusPx + 1;
  sums.fill(0);
  for (let k = 0; k < weights.length; k++) {
    const [u, v] = [inner.x + (k % side) - radiusPx, inner.y + Math.floor(k / side) - radiusPx];
    const [dx, dy] = [x - u, y - v];
    if (Math.abs(dx) > RADIUS_PX || Math.abs(dy) > RADIUS_PX) continue;
    const centre = v * target.width + u;
    const q = field.nearest[centre];
    if (q === undefined || q === NO_PATCH) continue;
    const weight = weights[k]! / (COST_SOFTNESS + field.cost[centre]!);
    const j = (q + dy * source.width + dx) * channels;
    for (let c = 0; c < MADE_CHANNELS; c++) sums[c] = sums[c]! + weight * values[j + c]!;
    sums[MADE_CHANNELS] = sums[MADE_CHANNELS]! + weight;
  }
}

/** Columns of a level that are voted on; without the border of one that is wrapped. */
function votedColumns({ target, isWrapped }: PatchLevel): readonly [first: number, end: number] {
  return isWrapped ? [RADIUS_PX, target.width - RADIUS_PX] : [0, target.width];
}

/** Rows of a level that are voted on. */
export function votedRows({ target, isWrapped }: PatchLevel): Strip {
  return isWrapped
    ? { top: RADIUS_PX, bottom: target.height - RADIUS_PX }
    : { top: 0, bottom: target.height };
}

/** Every pixel of a strip becomes the mean of what the patches around show there. */
export function voteStrip(level: PatchLevel, ballot: Ballot, { top, bottom }: Strip): void {
  const { target, source, channels } = level;
  const samples = { values: source.features, channels };
  const [first, end] = votedColumns(level);
  const sums = new Float64Array(MADE_CHANNELS + 1);
  for (let y = top; y < bottom; y++) {
    for (let x = first; x < end; x++) {
      addVotes(level, ballot, samples, [x, y], sums);
      const i = (y * target.width + x) * channels;
      for (let c = 0; c < MADE_CHANNELS; c++) {
        target.features[i + c] = Math.round(sums[c]! / sums[MADE_CHANNELS]!);
      }
    }
  }
}

/**
 * The result: what the patches of the finest level show of a picture as large as its source.
 *
 * @param colours [height, width, MADE_CHANNELS]; those of the source's features if left out
 * @returns [height, width, MADE_CHANNELS] without the border
 */
export function paintPatches(level: PatchLevel, colours?: Float32Array): Float32Array {
  const { source, channels } = level;
  const samples = colours
    ? { values: colours, channels: MADE_CHANNELS }
    : { values: source.features, channels };
  const unit = colours ? 1 : FEATURE_UNIT;
  const { top, bottom } = votedRows(level);
  const [first, end] = votedColumns(level);
  const width = end - first;
  const out = new Float32Array((bottom - top) * width * MADE_CHANNELS);
  const sums = new Float64Array(MADE_CHANNELS + 1);
  for (let y = top; y < bottom; y++) {
    for (let x = first; x < end; x++) {
      addVotes(level, SHARP, samples, [x, y], sums);
      const i = ((y - top) * width + x - first) * MADE_CHANNELS;
      for (let c = 0; c < MADE_CHANNELS; c++) out[i + c] = sums[c]! / (sums[MADE_CHANNELS]! * unit);
    }
  }
  return out;
}
