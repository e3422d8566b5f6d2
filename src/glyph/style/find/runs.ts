import type { Size } from '../../../shared/pictures/picture.js';

/** Pixels of one value that lie beside one another in a row, run by run from the top left on: of run k those from `starts[k]` up to `ends[k]`. */
export interface Runs {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The first run of each row, and one more for the end. */
  readonly rows: Int32Array;
}

/** The runs of the pixels of a mask that have a value. */
export function runsOf(mask: Uint8Array, value: 0 | 1, { width, height }: Size): Runs {
  const most = Math.ceil(width / 2) * height;
  const starts = new Int32Array(most);
  const ends = new Int32Array(most);
  const rows = new Int32Array(height + 1);
  let count = 0;
  for (let y = 0, i = 0; y < height; y++) {
    rows[y] = count;
    const end = i + width;
    while (i < end) {
      while (i < end && mask[i] !== value) i++;
      if (i === end) break;
      starts[count] = i;
      while (i < end && mask[i] === value) i++;
      ends[count++] = i;
    }
  }
  rows[height] = count;
  return { count, starts, ends, rows };
}

/** The run that stands for all that a run hangs together with, the first of them. */
function rootOf(parents: Int32Array, run: number): number {
  let root = run;
  while (parents[root] !== root) root = parents[root]!;
  // All on the way are hung on it, so that the next way is short.
  for (let k = run; k !== root; ) {
    const next = parents[k]!;
    parents[k] = root;
    k = next;
  }
  return root;
}

/**
 * For each run the first run of those that it hangs together with (Rosenfeld & Pfaltz 1966, of runs in place of pixels).
 *
 * @param isDiagonal whether runs hang together by corners, too
 */
export function joinedRuns(
  { count, starts, ends, rows }: Runs,
  width: number,
  isDiagonal: boolean,
): Int32Array {
  const parents = Int32Array.from({ length: count }, (_, run) => run);
  const corner = isDiagonal ? 1 : 0;
  for (let y = 1; y + 1 < rows.length; y++) {
    let above = rows[y - 1]!;
    const lastAbove = rows[y]!;
    for (let run = lastAbove; run < rows[y + 1]!; run++) {
      const from = starts[run]! - width - corner;
      const to = ends[run]! - width + corner;
      while (above < lastAbove && ends[above]! <= from) above++;
      // The last one that it touches may touch the next run as well.
      for (let k = above; k < lastAbove && starts[k]! < to; k++) {
        const [a, b] = [rootOf(parents, k), rootOf(parents, run)];
        if (a < b) parents[b] = a;
        else parents[a] = b;
      }
    }
  }
  for (let run = 0; run < count; run++) parents[run] = rootOf(parents, run);
  return parents;
}
