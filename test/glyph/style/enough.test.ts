import { describe, expect, it } from 'vitest';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import { enoughFor, enoughOf, readingSize } from '../../../src/glyph/style/enough.js';
import { shaped } from '../../../src/glyph/style/shaped.js';

describe('how much of a style is enough', () => {
  const enough = enoughFor({ resultPx: 1024, mostRadiusPx: 20 });

  it('is all there is, where nothing is known of the results', () => {
    expect(readingSize({ width: 1500, height: 300 }, enoughFor({}))).toEqual({ width: 1500, height: 300 });
    expect(enoughOf({ width: 1500, height: 300 }, () => 0.2, enoughFor({}))).toEqual({
      width: 1500,
      height: 300,
    });
  });

  it('is a little more than results are large, and what is hardly larger stays', () => {
    expect(readingSize({ width: 4096, height: 2048 }, enough)).toEqual({ width: 1229, height: 615 });
    expect(readingSize({ width: 1400, height: 700 }, enough)).toEqual({ width: 1400, height: 700 });
    // Packs hold no larger ones.
    expect(readingSize({ width: 1700, height: 170 }, enoughFor({})).width).toBe(1600);
  });

  it('has strokes of one and a half times the width that results have at the most', () => {
    expect(enoughOf({ width: 1200, height: 600 }, () => 0.05, enough)).toEqual({ width: 600, height: 300 });
    // Never more than there is, and never so little that less would be found.
    expect(enoughOf({ width: 1200, height: 600 }, () => 0.01, enough)).toEqual({ width: 1200, height: 600 });
    expect(enoughOf({ width: 1200, height: 600 }, () => 0.5, enough)).toEqual({ width: 400, height: 200 });
  });

  it('leaves of an effect that has wider strokes what has strokes of that width', () => {
    const size = { width: 900, height: 450 };
    const data = Float32Array.from({ length: 900 * 450 }, (_, i) => {
      const [x, y] = [i % 900, Math.floor(i / 900)];
      return x >= 150 && x < 750 && y >= 185 && y < 265 ? 1 : 0;
    });
    const pixels = Float32Array.from(
      { length: 3 * data.length },
      (_, k) => 1 - 0.8 * data[Math.floor(k / 3)]!,
    );
    const { picture, shape } = shaped({ ...size, pixels }, { ...size, data }, { sidePx: 1600, radiusPx: 24 });
    expect(radiusOf(shape) / 24).toBeCloseTo(1, 1);
    expect([picture.width, picture.height]).toEqual([shape.width, shape.height]);
    expect(picture.width).toBeLessThan(900);
  });
});
