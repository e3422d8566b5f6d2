import type { Size } from '../../../shared/pictures/picture.js';
import { joinedRuns, type Runs, runsOf } from './runs.js';

/** Connected parts of a set of pixels, numbered from the top left on. */
export class PartsOf {
  readonly #pixels: number;
  #labels: Int32Array | undefined;

  constructor(
    readonly runs: Runs,
    /** For each run the number of its part. */
    readonly partOfRun: Int32Array,
    /** Pixels in each part. */
    readonly areas: readonly number[],
    /** Whether a part touches the border. */
    readonly atBorder: readonly boolean[],
    pixels: number,
  ) {
    this.#pixels = pixels;
  }

  /** For each pixel the number of its part, or -1. */
  get labels(): Int32Array {
    if (this.#labels) return this.#labels;
    const labels = new Int32Array(this.#pixels).fill(-1);
    const { count, starts, ends } = this.runs;
    for (let run = 0; run < count; run++) labels.fill(this.partOfRun[run]!, starts[run], ends[run]);
    this.#labels = labels;
    return labels;
  }

  /** Sets the pixels of some parts. @param isWanted for each part */
  draw(mask: Uint8Array, isWanted: readonly boolean[]): void {
    const { count, starts, ends } = this.runs;
    for (let run = 0; run < count; run++) {
      if (isWanted[this.partOfRun[run]!]) mask.fill(1, starts[run], ends[run]);
    }
  }
}

/**
 * Parts of the pixels for which `wanted` is nonzero, or zero.
 *
 * @param isDiagonal whether steps along the diagonals count: for a shape yes or for what is around it, not for both
 */
export function partsOf(mask: Uint8Array, value: 0 | 1, size: Size, isDiagonal: boolean): PartsOf {
  const { width, height } = size;
  const runs = runsOf(mask, value, size);
  const { starts, ends, rows } = runs;
  const roots = joinedRuns(runs, width, isDiagonal);
  const partOfRun = new Int32Array(runs.count);
  const areas: number[] = [];
  const atBorder: boolean[] = [];
  for (let y = 0; y < height; y++) {
    const [left, right] = [y * width, (y + 1) * width];
    for (let run = rows[y]!; run < rows[y + 1]!; run++) {
      const isFirst = roots[run] === run;
      const part = isFirst ? areas.length : partOfRun[roots[run]!]!;
      if (isFirst) {
        areas.push(0);
        atBorder.push(false);
      }
      partOfRun[run] = part;
      areas[part] = areas[part]! + ends[run]! - starts[run]!;
      if (y === 0 || y === height - 1 || starts[run] === left || ends[run] === right) atBorder[part] = true;
    }
  }
  return new PartsOf(runs, partOfRun, areas, atBorder, mask.length);
}

/** A mask without its parts that are smaller than a share of the largest. */
export function withoutSpecks(mask: Uint8Array, size: Size, share: number): Uint8Array {
  const parts = partsOf(mask, 1, size, true);
  const least = share * Math.max(0, ...parts.areas);
  const out = new Uint8Array(mask.length);
  parts.draw(
    out,
    parts.areas.map((area) => area >= least),
  );
  return out;
}

/** A mask with those of its holes filled that `isFilled` says so of, by their number of pixels. */
export function withHolesFilled(
  mask: Uint8Array,
  size: Size,
  isFilled: (area: number) => boolean,
  around = partsOf(mask, 0, size, false),
): Uint8Array {
  const out = Uint8Array.from(mask);
  around.draw(
    out,
    around.areas.map((area, label) => !around.atBorder[label] && isFilled(area)),
  );
  return out;
}

/** Which rims have pixels of what is open to the border beside them, across or down. */
function outerRims({ runs, partOfRun, areas }: PartsOf, beyond: PartsOf, width: number): boolean[] {
  const { labels, atBorder } = beyond;
  const isOuter = areas.map(() => false);
  const isOpen = (i: number) => atBorder[labels[i] ?? -1] ?? false;
  for (let run = 0; run < runs.count; run++) {
    const part = partOfRun[run]!;
    const [start, end] = [runs.starts[run]!, runs.ends[run]!];
    if (!isOuter[part] && (isOpen(start - 1) || isOpen(end))) isOuter[part] = true;
    for (let i = start; i < end && !isOuter[part]; i++) {
      if (isOpen(i - width) || isOpen(i + width)) isOuter[part] = true;
    }
  }
  return isOuter;
}

/**
 * What rims enclose, by turns: within a rim there is filling, until the next rim inside it, within which is ground again.
 *
 * @param around the parts of what is not in the mask, by steps across and down, where they are known
 */
export function enclosedByTurns(
  mask: Uint8Array,
  size: Size,
  around = partsOf(mask, 0, size, false),
): Uint8Array {
  const out = withHolesFilled(mask, size, () => true, around);
  const rims = partsOf(mask, 1, size, true);
  // Rims that touch the outside are outer ones; what other rims hold is ground.
  const isOuter = outerRims(rims, around, size.width);
  const inner = new Uint8Array(mask.length);
  rims.draw(
    inner,
    isOuter.map((outer) => !outer),
  );
  const held = withHolesFilled(inner, size, () => true);
  for (let i = 0; i < out.length; i++) if (held[i] && !inner[i]) out[i] = 0;
  return out;
}
