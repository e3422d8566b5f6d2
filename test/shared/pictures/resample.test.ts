import { describe, expect, it } from 'vitest';
import { type Kernel, resample } from '../../../src/shared/pictures/resample.js';
import { fc } from '../../support/fastCheck.js';
import { largestDifference } from '../../support/pictures.js';

/** The kernels by their textbook definitions. */
const KERNELS: Record<Kernel, { radius: number; at: (x: number) => number }> = {
  lanczos3: {
    radius: 3,
    at: (x) => (x === 0 ? 1 : (3 * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / 3)) / (Math.PI * x) ** 2),
  },
  'catmull-rom': {
    radius: 2,
    at: (x) => {
      const a = -0.5;
      if (x <= 1) return (a + 2) * x ** 3 - (a + 3) * x ** 2 + 1;
      return a * x ** 3 - 5 * a * x ** 2 + 8 * a * x - 4 * a;
    },
  },
  triangle: { radius: 1, at: (x) => 1 - x },
};
const NAMES = Object.keys(KERNELS) as Kernel[];

/** One output sample straight from the definition: every source pixel weighted by its distance in 2-D. */
function naive(
  data: Float32Array,
  from: { width: number; height: number },
  to: { width: number; height: number },
  kernel: Kernel,
): Float32Array {
  const { radius, at } = KERNELS[kernel];
  const [sx, sy] = [from.width / to.width, from.height / to.height];
  const weight = (distance: number, scale: number) => {
    const x = Math.abs(distance) / Math.max(1, scale);
    return x < radius ? at(x) : 0;
  };
  const clamp = (i: number, n: number) => Math.min(n - 1, Math.max(0, i));
  const result: number[] = [];
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const [cx, cy] = [(x + 0.5) * sx - 0.5, (y + 0.5) * sy - 0.5];
      const [rx, ry] = [radius * Math.max(1, sx) + 1, radius * Math.max(1, sy) + 1];
      let [sum, total] = [0, 0];
      for (let j = Math.floor(cy - ry); j <= cy + ry; j++) {
        for (let i = Math.floor(cx - rx); i <= cx + rx; i++) {
          const w = weight(i - cx, sx) * weight(j - cy, sy);
          sum += w * data[clamp(j, from.height) * from.width + clamp(i, from.width)]!;
          total += w;
        }
      }
      result.push(sum / total);
    }
  }
  return Float32Array.from(result);
}

const side = fc.integer({ min: 1, max: 24 });
const size = fc.record({ width: side, height: side });
const kernel = fc.constantFrom(...NAMES);

function noise(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898) * 1.5);
}

describe('resample', () => {
  it('agrees with the definition, larger and smaller', () => {
    fc.assert(
      fc.property(size, size, kernel, (from, to, name) => {
        const data = noise(from.width * from.height);
        expect(resample(data, from, to, name)).toBeAllclose(naive(data, from, to, name), 1e-5, 1e-5);
      }),
      { numRuns: 60 },
    );
  });

  it('treats channels alike and apart', () => {
    const [from, to] = [
      { width: 7, height: 5 },
      { width: 11, height: 3 },
    ];
    const planes = [noise(35), noise(70).subarray(35), noise(105).subarray(70)];
    const joined = Float32Array.from({ length: 105 }, (_, i) => planes[i % 3]![Math.floor(i / 3)]!);
    const result = resample(joined, from, to, 'lanczos3');
    planes.forEach((plane, c) => {
      const channel = result.filter((_, i) => i % 3 === c);
      expect(largestDifference(channel, resample(plane, from, to, 'lanczos3'))).toBeLessThan(1e-6);
    });
  });

  it.each(NAMES)('%s keeps constants, also at the edges', (name) => {
    const flat = new Float32Array(13 * 9).fill(0.7);
    for (const to of [
      { width: 29, height: 4 },
      { width: 5, height: 31 },
    ]) {
      const result = resample(flat, { width: 13, height: 9 }, to, name);
      expect(result).toBeAllclose(new Float32Array(result.length).fill(0.7), 1e-6, 0);
    }
  });

  it.each(NAMES)('%s keeps pixel centres in place: a ramp stays the same ramp', (name) => {
    const ramp = Float32Array.from({ length: 64 }, (_, x) => (x + 0.5) / 64);
    for (const width of [128, 91, 32]) {
      const result = resample(ramp, { width: 64, height: 1 }, { width, height: 1 }, name);
      const margin = Math.ceil(width / 6);
      let shift = 0;
      for (let x = margin; x < width - margin; x++) shift += result[x]! - (x + 0.5) / width;
      // In pixels of the result; sharp's enlargement is off by half of one.
      expect(Math.abs((shift / (width - 2 * margin)) * width)).toBeLessThan(0.01);
    }
  });

  it('commutes with mirroring', () => {
    const data = noise(17);
    const there = resample(data, { width: 17, height: 1 }, { width: 23, height: 1 }, 'catmull-rom');
    const back = resample(
      data.slice().reverse(),
      { width: 17, height: 1 },
      { width: 23, height: 1 },
      'catmull-rom',
    );
    expect(largestDifference(there, back.reverse())).toBeLessThan(1e-6);
  });

  it('copies when the size stays', () => {
    const data = noise(12);
    const same = resample(data, { width: 4, height: 3 }, { width: 4, height: 3 }, 'lanczos3');
    expect(same).toEqual(data);
    expect(same).not.toBe(data);
  });

  it('keeps values outside 0..1', () => {
    const data = new Float32Array(16).fill(-2.5);
    expect(resample(data, { width: 4, height: 4 }, { width: 7, height: 7 }, 'catmull-rom')[24]).toBeCloseTo(
      -2.5,
      6,
    );
  });
});
