import { describe, expect, it } from 'vitest';
import {
  enclosedByTurns,
  partsOf,
  withHolesFilled,
  withoutSpecks,
} from '../../../../src/glyph/style/find/parts.js';
import { Rng } from '../../../../src/shared/rng.js';

const SIZE = { width: 16, height: 12 };
const COUNT = SIZE.width * SIZE.height;
const rng = new Rng(6);
const noise = Uint8Array.from({ length: COUNT }, () => (rng.uniform() < 0.5 ? 1 : 0));
const areaOf = (mask: Uint8Array) => mask.reduce((sum, value) => sum + value, 0);

/** Pixels of one value that hang together, by letting the least number spread until nothing changes. */
function naiveParts(mask: Uint8Array, value: number, isDiagonal: boolean): number[] {
  const labels = [...mask].map((set, i) => (set === value ? i : -1));
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < COUNT; i++) {
      for (let j = 0; j < COUNT; j++) {
        if (labels[i]! < 0 || labels[j]! < 0) continue;
        const across = Math.abs((i % SIZE.width) - (j % SIZE.width));
        const down = Math.abs(Math.floor(i / SIZE.width) - Math.floor(j / SIZE.width));
        const isBeside = isDiagonal ? Math.max(across, down) === 1 : across + down === 1;
        if (isBeside && labels[j]! < labels[i]!) {
          labels[i] = labels[j]!;
          changed = true;
        }
      }
    }
  }
  return labels;
}

describe.each([
  [1, true],
  [1, false],
  [0, true],
  [0, false],
] as const)('partsOf pixels of %d (by diagonals: %s)', (value, isDiagonal) => {
  const { labels, areas, atBorder } = partsOf(noise, value, SIZE, isDiagonal);
  const expected = naiveParts(noise, value, isDiagonal);

  it('are those that hang together', () => {
    const names = new Map<number, number>();
    for (const [i, label] of labels.entries()) {
      expect(label < 0).toBe(expected[i]! < 0);
      if (label < 0) continue;
      if (!names.has(label)) names.set(label, expected[i]!);
      expect(expected[i]).toBe(names.get(label));
    }
    expect(names.size).toBe(new Set(expected.filter((label) => label >= 0)).size);
    expect(areas).toHaveLength(names.size);
  });

  it('know how large they are, and whether they touch the border', () => {
    for (const [label, area] of areas.entries()) {
      const pixels = [...labels.keys()].filter((i) => labels[i] === label);
      const isBorder = (i: number) => {
        const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
        return x === 0 || y === 0 || x === SIZE.width - 1 || y === SIZE.height - 1;
      };
      expect(area).toBe(pixels.length);
      expect(atBorder[label]).toBe(pixels.some(isBorder));
    }
  });
});

/** A square ring, `from` to `to` pixels off the middle of the picture. */
const ring = (from: number, to: number, size = { width: 31, height: 31 }) =>
  Uint8Array.from({ length: size.width * size.height }, (_, i) => {
    const off = Math.max(Math.abs((i % size.width) - 15), Math.abs(Math.floor(i / size.width) - 15));
    return off >= from && off < to ? 1 : 0;
  });
const union = (...masks: readonly Uint8Array[]) =>
  masks[0]!.map((_, i) => (masks.some((mask) => mask[i] === 1) ? 1 : 0));
const LARGE = { width: 31, height: 31 };

describe('withoutSpecks', () => {
  it('leaves what is not much smaller than the largest part', () => {
    const block = union(ring(0, 4), ring(12, 13));
    // 49 pixels and a ring of 96.
    expect(withoutSpecks(block, LARGE, 0.4)).toEqual(block);
    expect(withoutSpecks(block, LARGE, 0.6)).toEqual(ring(12, 13));
    expect(areaOf(withoutSpecks(new Uint8Array(COUNT), SIZE, 0.5))).toBe(0);
  });
});

describe('withHolesFilled', () => {
  it('fills holes of the sizes that are named, and nothing that opens to the border', () => {
    const mask = union(ring(3, 4), ring(8, 9));
    expect(withHolesFilled(mask, LARGE, () => true)).toEqual(ring(0, 9));
    // Within the inner ring are 25 pixels, between the rings more.
    expect(withHolesFilled(mask, LARGE, (area) => area === 25)).toEqual(union(ring(0, 4), ring(8, 9)));
    expect(withHolesFilled(mask, LARGE, () => false)).toEqual(mask);
    const open = mask.map((value, i) => (i === 15 * 31 + 15 - 8 || i === 15 * 31 + 15 - 3 ? 0 : value));
    expect(withHolesFilled(open, LARGE, () => true)).toEqual(open);
  });
});

describe('enclosedByTurns', () => {
  it('is what a rim holds, and ground again in a rim within it', () => {
    expect(enclosedByTurns(ring(8, 10), LARGE)).toEqual(ring(0, 10));
    expect(enclosedByTurns(union(ring(8, 10), ring(3, 5)), LARGE)).toEqual(ring(3, 10));
  });

  it('is the mask itself where nothing is enclosed', () => {
    expect(enclosedByTurns(ring(0, 6), LARGE)).toEqual(ring(0, 6));
  });
});
