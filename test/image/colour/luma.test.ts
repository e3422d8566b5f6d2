import { describe, expect, it } from 'vitest';
import { swapLuma } from '../../../src/image/colour/luma.js';
import { oklabOf } from '../../../src/image/colour/oklab.js';
import { largestDifference, paint, scene } from '../../support/pictures.js';

const SIZE = { width: 24, height: 16 };
const result = scene(SIZE, 1);
const content = scene(SIZE, 2);

function labs(pixels: Float32Array): [number, number, number][] {
  return Array.from({ length: pixels.length / 3 }, (_, i) => {
    return [...oklabOf([pixels[3 * i]!, pixels[3 * i + 1]!, pixels[3 * i + 2]!])];
  });
}

describe('swapLuma', () => {
  it('has the lightness of the result, and the hue of the content', () => {
    const swapped = labs(swapLuma(result, content).pixels);
    const [light, colours] = [labs(result.pixels), labs(content.pixels)];
    swapped.forEach(([l, a, b], i) => {
      expect(l).toBeCloseTo(light[i]![0], 2);
      expect(a * colours[i]![2] - b * colours[i]![1]).toBeCloseTo(0, 3);
    });
    // Where sRGB has the colour, it has the content's chroma, too: nearly everywhere in these soft pictures.
    const same = swapped.filter(
      (lab, i) => Math.hypot(lab[1] - colours[i]![1], lab[2] - colours[i]![2]) < 1e-3,
    );
    expect(same.length).toBeGreaterThan(0.9 * swapped.length);
  });

  it('changes nothing where both are the same', () => {
    expect(largestDifference(swapLuma(content, content).pixels, content.pixels)).toBeLessThan(2e-4);
  });

  it('makes a grey content grey', () => {
    const grey = paint(SIZE, (x) => [x, x, x]);
    for (const [, a, b] of labs(swapLuma(result, grey).pixels)) {
      expect([a, b]).toBeAllclose([0, 0], 0, 2e-4);
    }
  });

  it('stays in range where the result does not', () => {
    const wild = { ...result, pixels: result.pixels.map((value) => value * 8 - 4) };
    const { pixels } = swapLuma(wild, content);
    expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
  });

  it('keeps the alpha of the content', () => {
    const alpha = new Float32Array(24 * 16).fill(0.5);
    expect(swapLuma(result, { ...content, alpha }).alpha).toBe(alpha);
    expect(swapLuma({ ...result, alpha }, content).alpha).toBeUndefined();
  });

  it('wants one size', () => {
    expect(() => swapLuma(scene({ width: 16, height: 24 }), content)).toThrow(
      'lightness and colours must be of one size, found 16x24 and 24x16',
    );
  });
});
