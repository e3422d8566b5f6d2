import type { Size } from '../../../shared/pictures/picture.js';

/** Connected parts of a set of pixels. */
export interface PartsOf {
  /** For each pixel the number of its part, or -1. */
  readonly labels: Int32Array;
  /** Pixels in each part. */
  readonly areas: readonly number[];
  /** Whether a part touches the border. */
  readonly atBorder: readonly boolean[];
}

/** To the neighbours of a pixel, diagonal ones last. */
const STEPS = [
  { across: -1, down: 0 },
  { across: 1, down: 0 },
  { across: 0, down: -1 },
  { across: 0, down: 1 },
  { across: -1, down: -1 },
  { across: 1, down: -1 },
  { across: -1, down: 1 },
  { across: 1, down: 1 },
] as const;

/**
 * Parts of the pixels for which `wanted` is nonzero, or zero.
 *
 * @param isDiagonal whether steps along the diagonals count: for a shape yes or for what is around it, not for both
 */
export function partsOf(
  mask: Uint8Array,
  value: 0 | 1,
  { width, height }: Size,
  isDiagonal: boolean,
): PartsOf {
  const labels = new Int32Array(mask.length).fill(-1);
  const areas: number[] = [];
  const atBorder: boolean[] = [];
  const waiting = new Int32Array(mask.length);
  const steps = STEPS.slice(0, isDiagonal ? 8 : 4).map(({ across, down }) => down * width + across);
  const [lastColumn, lastRow] = [width - 1, width * (height - 1)];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== value || labels[start]! >= 0) continue;
    const label = areas.length;
    let touches = false;
    let last = 0;
    labels[start] = label;
    waiting[last++] = start;
    for (let k = 0; k < last; k++) {
      const i = waiting[k]!;
      const x = i % width;
      const isEdge = x === 0 || x === lastColumn || i < width || i >= lastRow;
      if (isEdge) touches = true;
      for (let s = 0; s < steps.length; s++) {
        const next = i + steps[s]!;
        if (mask[next] !== value || labels[next]! >= 0) continue;
        // From the border some steps lead to the other end of a row.
        if (isEdge && (next % width) - x !== STEPS[s]!.across) continue;
        labels[next] = label;
        waiting[last++] = next;
      }
    }
    areas.push(last);
    atBorder.push(touches);
  }
  return { labels, areas, atBorder };
}

/** A mask without its parts that are smaller than a share of the largest. */
export function withoutSpecks(mask: Uint8Array, size: Size, share: number): Uint8Array {
  const { labels, areas } = partsOf(mask, 1, size, true);
  const least = share * Math.max(0, ...areas);
  return mask.map((set, i) => (set && areas[labels[i]!]! >= least ? 1 : 0));
}

/** A mask with those of its holes filled that `isFilled` says so of, by their number of pixels. */
export function withHolesFilled(
  mask: Uint8Array,
  size: Size,
  isFilled: (area: number) => boolean,
  { labels, areas, atBorder } = partsOf(mask, 0, size, false),
): Uint8Array {
  const fills = areas.map((area, label) => !atBorder[label] && isFilled(area));
  return mask.map((set, i) => (set || fills[labels[i]!] ? 1 : 0));
}

/**
 * What rims enclose, by turns: within a rim there is filling, until the next rim inside it, within which is ground again.
 */
export function enclosedByTurns(mask: Uint8Array, size: Size): Uint8Array {
  const isRimOrFill = partsOf(mask, 0, size, false);
  const outer = withHolesFilled(mask, size, () => true, isRimOrFill);
  const rims = partsOf(mask, 1, size, true);
  // Rims that touch the outside are outer ones; what other rims hold is ground.
  const isOuter = new Set<number>();
  const { width } = size;
  for (const [i, label] of rims.labels.entries()) {
    if (label < 0) continue;
    for (const step of [1, -1, width, -width]) {
      const beside = isRimOrFill.labels[i + step] ?? -1;
      if (beside >= 0 && isRimOrFill.atBorder[beside]) isOuter.add(label);
    }
  }
  const inner = mask.map((set, i) => (set && !isOuter.has(rims.labels[i]!) ? 1 : 0));
  const held = withHolesFilled(inner, size, () => true);
  return outer.map((set, i) => (set && !(held[i] && !inner[i]) ? 1 : 0));
}
