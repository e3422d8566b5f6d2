import { afterAll, describe, expect, it } from 'vitest';
import { bend } from '../../../src/glyph/deform/bend.js';
import { connectedTo } from '../../../src/glyph/deform/connected.js';
import { deformShape } from '../../../src/glyph/deform/deformShape.js';
import { isLegible, legibilityOf } from '../../../src/glyph/deform/legible.js';
import { strokeDistance } from '../../../src/glyph/fields/strokeDistance.js';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import { Threads } from '../../../src/glyph/patch/threads.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { COVERED, reachedFrom } from '../../../src/shared/fields/connected.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { textShape } from '../../support/glyphShapes.js';

const threads = new Threads(1);
afterAll(() => threads.close());

const plain = textShape('e', await Font.open(DEFAULT_FONT_PATH), 60, 20);
const radiusPx = radiusOf(plain);

/** The coverage of a ring with waves of a height on its outline. */
const ringOf = (wavePx: number) =>
  Float32Array.from({ length: 120 * 120 }, (_, i) => {
    const [x, y] = [(i % 120) - 59.5, Math.floor(i / 120) - 59.5];
    const wave = wavePx * Math.sin(11 * Math.atan2(y, x));
    return Math.min(1, Math.max(0, radiusPx + wave / 2 - Math.abs(Math.hypot(x, y) - 36) + 0.5));
  });
const wavy: Grid = { width: 120, height: 120, data: ringOf(4) };
const pictureOf = ({ width, height, data }: Grid) => ({
  width,
  height,
  rgba: Float32Array.from({ length: 4 * data.length }, (_, i) => data[i >> 2]!),
});

const bent = (amount: number, warnings: string[] = []) => {
  const reporter = { ...SILENT, warn: (text: string) => void warnings.push(text) };
  const task = { target: plain, strength: 1, direction: 'up' as const, seed: 0, reporter };
  const example = { picture: pictureOf(wavy), shape: wavy };
  return deformShape(threads, example, { ...task, example }, radiusPx, amount);
};

describe('deformShape', () => {
  it('bends the outline, and what comes of it can be read', async () => {
    const shape = await bent(0.6);
    const { bodyOverlap, contourDistance } = legibilityOf(shape, plain, radiusPx);
    expect(isLegible({ bodyOverlap, contourDistance })).toBe(true);
    expect(contourDistance).toBeGreaterThan(0.05);
  });

  it('keeps the trunk of every stroke', async () => {
    const shape = await bent(1);
    const core = [...plain.data.keys()].filter((i) => {
      const near = [0, 3, -3, 3 * plain.width, -3 * plain.width].map((step) => plain.data[i + step] ?? 0);
      return near.every((value) => value === 1) && shape.data[i]! < 0.5;
    });
    expect(core.length).toBeLessThan(0.05 * plain.data.filter((value) => value === 1).length);
  });
});

describe('bend', () => {
  const strokes = strokeDistance(signedDistance(plain), radiusPx);
  const bendBy = (amount: number, seed = 0, shape = wavy) => {
    const example = { picture: pictureOf(shape), shape };
    const task = { target: plain, strength: 1, direction: 'up' as const, seed, reporter: SILENT, example };
    return bend(threads, example, task, radiusPx, amount);
  };
  const count = ({ data }: Grid, isIn: (value: number, i: number) => boolean) => data.filter(isIn).length;

  it.each([0, 0.5, 1])(
    'keeps the trunk and leaves the far ground, and covers what hangs together (%d)',
    async (amount) => {
      const shape = await bendBy(amount);
      const isTrunk = (i: number) => strokes.data[i]! < 0.5;
      const isFar = (i: number) => strokes.data[i]! > 1 + 1.2 * amount;
      expect(count(shape, (value, i) => isTrunk(i) && value !== 1)).toBe(0);
      expect(count(shape, (value, i) => isFar(i) && value !== 0)).toBe(0);
      expect(count(shape, (value) => !(value >= 0 && value <= 1))).toBe(0);
      const roots = Uint8Array.from(strokes.data, (_, i) => (isTrunk(i) ? 1 : 0));
      const reached = reachedFrom(roots, shape);
      expect(count(shape, (value, i) => value >= COVERED && reached[i] === 0)).toBe(0);
    },
  );

  it.each([0.3, 0.6, 1])('keeps the gap within a letter open (%d)', async (amount) => {
    const shape = await bendBy(amount);
    // The eye of an e is ground that is not connected with what is around the letter.
    const ground = (of: Grid): Grid => ({ ...of, data: of.data.map((value) => 1 - value) });
    const corner = Uint8Array.from(shape.data, (_, i) => (i === 0 ? 1 : 0));
    const eye = (of: Grid) => {
      const outside = reachedFrom(corner, ground(of));
      return count(ground(of), (value, i) => value >= COVERED && outside[i] === 0);
    };
    expect(eye(plain)).toBeGreaterThan(50);
    expect(eye(shape) / eye(plain)).toBeGreaterThan(0.3);
  });

  it('goes further from the shape, the more it is asked for', async () => {
    const away = async (amount: number) =>
      legibilityOf(await bendBy(amount), plain, radiusPx).contourDistance;
    const [little, more] = [await away(0.2), await away(1)];
    expect(more).toBeGreaterThan(1.3 * little);
  });

  it('makes the same of the same seed, and something else of another', async () => {
    const [first, again, other] = [await bendBy(0.6, 1), await bendBy(0.6, 1), await bendBy(0.6, 2)];
    expect(again.data).toEqual(first.data);
    expect(other.data).not.toEqual(first.data);
  });
});

describe('legibilityOf', () => {
  it('is perfect for the shape itself, and no longer so for what is shifted by a stroke or lost', () => {
    const own = legibilityOf(plain, plain, radiusPx);
    expect(own.bodyOverlap).toBeGreaterThan(0.97);
    expect(own.contourDistance).toBeLessThan(0.05);
    const step = Math.round(1.2 * radiusPx);
    const shifted = { ...plain, data: plain.data.map((_, i) => plain.data[i - step] ?? 0) };
    expect(isLegible(legibilityOf(shifted, plain, radiusPx))).toBe(false);
    const lost = {
      ...plain,
      data: plain.data.map((value, i) => (i % plain.width < plain.width / 2 ? 0 : value)),
    };
    expect(isLegible(legibilityOf(lost, plain, radiusPx))).toBe(false);
    const sum = ({ data }: Grid) => data.reduce((total, value) => total + value, 0);
    expect(legibilityOf(lost, plain, radiusPx).bodyOverlap).toBeCloseTo(sum(lost) / sum(plain), 4);
  });
});

describe('legibilityOf a letter whose eye is filled', () => {
  // A letter whose eye is filled: all of it is still covered, and no new contour is far from the old one.
  const outside = reachedFrom(
    Uint8Array.from(plain.data, (_, i) => (i === 0 ? 1 : 0)),
    { ...plain, data: plain.data.map((value) => 1 - value) },
  );
  const isNearOutside = (i: number) =>
    [0, 1, -1, plain.width, -plain.width].some((step) => outside[i + step] === 1);
  const filled = { ...plain, data: plain.data.map((value, i) => (isNearOutside(i) ? value : 1)) };

  it('finds an eye that is closed', () => {
    const { bodyOverlap, contourDistance } = legibilityOf(filled, plain, radiusPx);
    expect(bodyOverlap).toBeCloseTo(1, 2);
    expect(contourDistance).toBeGreaterThan(0.1);
  });

  it('has the same distance from one to the other as back', () => {
    const there = legibilityOf(filled, plain, radiusPx).contourDistance;
    expect(legibilityOf(plain, filled, radiusPx).contourDistance).toBe(there);
  });
});

describe('connectedTo', () => {
  it('leaves out islands', () => {
    const shape = { width: 7, height: 1, data: Float32Array.of(1, 1, 0.3, 0, 0, 1, 1) };
    const roots = Uint8Array.of(1, 0, 0, 0, 0, 0, 0);
    expect([...connectedTo(roots, shape).data]).toEqual([1, 1, Math.fround(0.3), 0, 0, 0, 0]);
  });
});
