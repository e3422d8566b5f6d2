import { afterAll, describe, expect, it } from 'vitest';
import { connectedTo } from '../../../src/glyph/deform/connected.js';
import { deformShape } from '../../../src/glyph/deform/deformShape.js';
import { isLegible, legibilityOf } from '../../../src/glyph/deform/legible.js';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import { Threads } from '../../../src/glyph/patch/threads.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { textShape } from '../../support/glyphShapes.js';

const threads = new Threads(1);
afterAll(() => threads.close());

const plain = textShape('e', await Font.open(DEFAULT_FONT_PATH), 60, 20);
const radiusPx = radiusOf(plain);

/** A ring with a wavy outline. */
const wavy: Grid = {
  width: 120,
  height: 120,
  data: Float32Array.from({ length: 120 * 120 }, (_, i) => {
    const [x, y] = [(i % 120) - 59.5, Math.floor(i / 120) - 59.5];
    const wave = 4 * Math.sin(11 * Math.atan2(y, x));
    return Math.min(1, Math.max(0, radiusPx + wave / 2 - Math.abs(Math.hypot(x, y) - 36) + 0.5));
  }),
};
const picture = {
  width: 120,
  height: 120,
  rgba: Float32Array.from({ length: 120 * 120 * 4 }, (_, i) => wavy.data[i >> 2]!),
};

const bent = (amount: number, warnings: string[] = []) => {
  const reporter = { ...SILENT, warn: (text: string) => void warnings.push(text) };
  const task = { target: plain, strength: 1, direction: 'up' as const, seed: 0, reporter };
  const example = { picture, shape: wavy };
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
  });
});

describe('connectedTo', () => {
  it('leaves out islands', () => {
    const shape = { width: 7, height: 1, data: Float32Array.of(1, 1, 0.3, 0, 0, 1, 1) };
    const roots = Uint8Array.of(1, 0, 0, 0, 0, 0, 0);
    expect([...connectedTo(roots, shape).data]).toEqual([1, 1, Math.fround(0.3), 0, 0, 0, 0]);
  });
});
