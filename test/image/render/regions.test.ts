import { describe, expect, it } from 'vitest';
import { flowAt, flowOf } from '../../../src/image/render/flow.js';
import { mergeRegions } from '../../../src/image/render/mergeRegions.js';
import { regionShapes, steeredDirection } from '../../../src/image/render/regionShapes.js';
import { type Labels, slic } from '../../../src/image/render/slic.js';
import { paint, scene } from '../../support/pictures.js';

const SIZE = { width: 48, height: 36 };

describe('flowOf', () => {
  it.each([0, 20, 45, 90, 130])('runs along stripes of %i degrees', (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const stripes = paint({ width: 60, height: 60 }, (x, y) => {
      const value = 0.5 + 0.4 * Math.sin(40 * (-Math.sin(angle) * x + Math.cos(angle) * y));
      return [value, value, value];
    });
    const { x, y, coherence } = flowAt(flowOf(stripes, 4), 30 * 60 + 30);
    expect(Math.abs(x * Math.cos(angle) + y * Math.sin(angle))).toBeGreaterThan(0.998);
    expect(coherence).toBeGreaterThan(0.95);
  });

  it('is sure of nothing where all is alike', () => {
    expect(
      flowAt(
        flowOf(
          paint(SIZE, () => [0.3, 0.3, 0.3]),
          2,
        ),
        500,
      ).coherence,
    ).toBe(0);
  });
});

/** Whether the pixels of every region hang together. */
function areConnected({ width, height, labels, count }: Labels): boolean {
  const seen = new Uint8Array(labels.length);
  let parts = 0;
  for (let i = 0; i < labels.length; i++) {
    if (seen[i]) continue;
    parts++;
    const stack = [i];
    seen[i] = 1;
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [x, y] = [next % width, Math.floor(next / width)];
      for (const [u, v] of [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ] as const) {
        const j = v * width + u;
        if (u < 0 || v < 0 || u >= width || v >= height || seen[j] || labels[j] !== labels[next]) continue;
        seen[j] = 1;
        stack.push(j);
      }
    }
  }
  return parts === count;
}

/** Two colours, the border between them slanted: 0.4 and 0.8 in all channels. */
const halves = paint(SIZE, (x, y) => (x + 0.3 * y > 0.62 ? [0.8, 0.8, 0.8] : [0.4, 0.4, 0.4]));

describe('slic', () => {
  it('cuts a picture into about as many cells as there are squares, each in one piece', () => {
    const regions = slic(scene(SIZE, 2).pixels, SIZE, 6, 0.2);
    expect(regions.count).toBeGreaterThan(30);
    expect(regions.count).toBeLessThan(60);
    expect(new Set(regions.labels).size).toBe(regions.count);
    expect(areConnected(regions)).toBe(true);
  });

  it('follows edges: no cell has both colours', () => {
    const { labels, count } = slic(halves.pixels, SIZE, 8, 0.1);
    const colours = Array.from({ length: count }, () => new Set<number>());
    for (const [i, label] of labels.entries()) colours[label]!.add(halves.pixels[i * 3]!);
    expect(colours.filter((set) => set.size > 1)).toEqual([]);
  });
});

describe('mergeRegions', () => {
  const cells = slic(halves.pixels, SIZE, 8, 0.1);

  it('joins what is alike to the two that there are, and all at a larger distance', () => {
    expect(mergeRegions(cells, halves.pixels, 0.1).count).toBe(2);
    expect(mergeRegions(cells, halves.pixels, 1).count).toBe(1);
    expect(areConnected(mergeRegions(cells, halves.pixels, 0.1))).toBe(true);
  });

  it('leaves cells apart whose colours are not the same at distance 0', () => {
    const picture = scene(SIZE, 4);
    const regions = slic(picture.pixels, SIZE, 8, 0.1);
    expect(mergeRegions(regions, picture.pixels, 0).count).toBe(regions.count);
  });
});

describe('regionShapes', () => {
  const flat = paint(SIZE, () => [0.2, 0.4, 0.6]);
  // A bar of 40 x 6 within everything else.
  const labels = Int32Array.from({ length: 48 * 36 }, (_, i) => {
    const [x, y] = [i % 48, Math.floor(i / 48)];
    return x >= 4 && x < 44 && y >= 15 && y < 21 ? 1 : 0;
  });
  const bar = regionShapes({ ...SIZE, labels, count: 2 }, flat, flowOf(flat, 2))[1]!;

  it('measures colour and width', () => {
    [0.2, 0.4, 0.6].forEach((value, c) => {
      expect(bar.colour[c]).toBeCloseTo(value, 6);
    });
    // 240 pixels, 88 of which are on the outline.
    expect(bar.widthPx).toBeCloseTo(480 / 88, 10);
  });

  it('runs along a region that is long, where the picture says nothing', () => {
    const { x, y } = steeredDirection(flowOf(flat, 2), bar, 18 * 48 + 20);
    expect(Math.abs(x)).toBeGreaterThan(0.999);
    expect(Math.abs(y)).toBeLessThan(0.05);
  });
});
