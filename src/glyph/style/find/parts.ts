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
  const lastRow = width * (height - 1);
  let label = 0;
  let last = 0;
  const reach = (i: number) => {
    if (mask[i] !== value || labels[i]! >= 0) return;
    labels[i] = label;
    waiting[last++] = i;
  };
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== value || labels[start]! >= 0) continue;
    label = areas.length;
    let touches = false;
    last = 0;
    reach(start);
    for (let k = 0; k < last; k++) {
      const i = waiting[k]!;
      const x = i % width;
      const isLeft = x === 0;
      const isRight = x === width - 1;
      const isTop = i < width;
      const isBottom = i >= lastRow;
      if (isLeft || isRight || isTop || isBottom) touches = true;
      if (!isLeft) reach(i - 1);
      if (!isRight) reach(i + 1);
      if (!isTop) reach(i - width);
      if (!isBottom) reach(i + width);
      if (!isDiagonal) continue;
      if (!isLeft && !isTop) reach(i - width - 1);
      if (!isRight && !isTop) reach(i - width + 1);
      if (!isLeft && !isBottom) reach(i + width - 1);
      if (!isRight && !isBottom) reach(i + width + 1);
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
  const isKept = areas.map((area) => area >= least);
  return mask.map((_, i) => (isKept[labels[i]!] ? 1 : 0));
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
