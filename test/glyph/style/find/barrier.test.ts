import { describe, expect, it } from 'vitest';
import { barrierFrom } from '../../../../src/glyph/style/find/barrier.js';
import { Rng } from '../../../../src/shared/rng.js';

const SIZE = { width: 9, height: 7 };
const COUNT = SIZE.width * SIZE.height;
/** Heights are told apart in 512 steps up to the square root of 6. */
const STEP = Math.sqrt(6) / 512;

const besides = (i: number) => {
  const x = i % SIZE.width;
  return [
    ...(x > 0 ? [i - 1] : []),
    ...(x < SIZE.width - 1 ? [i + 1] : []),
    ...(i >= SIZE.width ? [i - SIZE.width] : []),
    ...(i < COUNT - SIZE.width ? [i + SIZE.width] : []),
  ];
};
const isFrame = (i: number) =>
  i % SIZE.width === 0 || i % SIZE.width === SIZE.width - 1 || i < SIZE.width || i >= COUNT - SIZE.width;

/** The least height of the highest pixel on a way, by asking the neighbours until nothing changes. */
function naive(heights: Float32Array, sources: readonly number[]): number[] {
  const best = [...heights].map((height, i) => (sources.includes(i) ? height : Number.POSITIVE_INFINITY));
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < COUNT; i++) {
      for (const j of besides(i)) {
        const height = Math.max(heights[i]!, best[j]!);
        if (height >= best[i]!) continue;
        best[i] = height;
        changed = true;
      }
    }
  }
  return best;
}

function expectBarrier(found: Float32Array, expected: readonly number[]) {
  for (const [i, height] of expected.entries()) {
    if (height === Number.POSITIVE_INFINITY) expect(found[i]).toBe(height);
    else expect(Math.abs(found[i]! - height)).toBeLessThanOrEqual(STEP * 1.001);
  }
}

describe('barrierFrom', () => {
  const rng = new Rng(2);
  const heights = Float32Array.from({ length: COUNT }, () => 2.4 * rng.uniform());
  const frame = [...heights.keys()].filter(isFrame);

  it('is the lowest pass from the frame to each pixel', () => {
    expectBarrier(barrierFrom({ ...SIZE, data: heights }).data, naive(heights, frame));
  });

  it('begins where it is told to, and goes no way that is infinitely high', () => {
    const walled = heights.map((height, i) => (i % SIZE.width === 4 ? Number.POSITIVE_INFINITY : height));
    const sources = [10, 20];
    const { data } = barrierFrom({ ...SIZE, data: walled }, sources);
    expectBarrier(data, naive(walled, sources));
    expect(data[SIZE.width - 1]).toBe(Number.POSITIVE_INFINITY);
  });

  it('is as high within a closed rim as the rim’s lowest place', () => {
    const data = new Float32Array(COUNT);
    for (const i of [12, 13, 14, 21, 23, 30, 31, 32]) data[i] = 1.5;
    data[23] = 1;
    expect(barrierFrom({ ...SIZE, data }).data[22]).toBeCloseTo(1, 1);
  });
});
