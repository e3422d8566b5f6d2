import { describe, expect, it } from 'vitest';
import { keepDetail } from '../../../src/image/analogy/keepDetail.js';
import { paint, scene } from '../../support/pictures.js';

const SIZE = { width: 48, height: 32 };
const content = scene(SIZE, 1);
const result = scene(SIZE, 2);

describe('keepDetail', () => {
  it('leaves the result as it is where none is asked for, and the content where that is the result', () => {
    expect(keepDetail(result, content, 0)).toBe(result);
    expect(keepDetail(content, content, 1).pixels).toBeAllclose(content.pixels, 0, 1e-5);
  });

  it('goes from the one to the other with the amount', () => {
    const [none, half, all] = [0, 0.5, 1].map((amount) => keepDetail(result, content, amount).pixels);
    const between = none!.map((value, i) => (value + all![i]!) / 2);
    expect(half!).toBeAllclose(between, 0, 1e-6);
  });

  it('has the colours of a flat result, and the fine lines of the content', () => {
    const lines = paint(
      SIZE,
      (x) => Array<number>(3).fill(Math.floor(x * 48) % 2 === 0 ? 0.54 : 0.46) as [number, number, number],
    );
    const { pixels } = keepDetail(
      paint(SIZE, () => [0.7, 0.3, 0.2]),
      lines,
      1,
    );
    const [even, odd] = [pixels.subarray(60, 63), pixels.subarray(63, 66)];
    expect((even[0]! + odd[0]!) / 2).toBeCloseTo(0.7, 2);
    expect((even[1]! + odd[1]!) / 2).toBeCloseTo(0.3, 2);
    expect(even[0]! - odd[0]!).toBeGreaterThan(0.06);
  });
});
