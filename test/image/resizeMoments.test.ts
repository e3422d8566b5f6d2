import { describe, expect, it } from 'vitest';
import { resizeMoments } from '../../src/image/resizeMoments.js';
import { Rng } from '../../src/shared/rng.js';

const FROM = { width: 6, height: 4 };
const TO = { width: 13, height: 9 };
const rng = new Rng(4);
const first = rng.normals(FROM.width * FROM.height * 3);
const second = first.map((value) => value * value);
const moments = { first, second, steps: 17 };

describe('resizeMoments', () => {
  it('has one value for each value of the larger picture, and remembers how many steps were made', () => {
    const larger = resizeMoments(moments, FROM, TO);
    expect(larger.first).toHaveLength(TO.width * TO.height * 3);
    expect(larger.second).toHaveLength(TO.width * TO.height * 3);
    expect(larger.steps).toBe(17);
  });

  it('keeps mean squares within the range that they had, so above zero', () => {
    const larger = resizeMoments(moments, FROM, TO).second;
    expect(Math.min(...larger)).toBeGreaterThanOrEqual(Math.min(...second));
    expect(Math.max(...larger)).toBeLessThanOrEqual(Math.max(...second) * (1 + 1e-6));
  });

  it('leaves even moments even, and all of them alone at the same size', () => {
    const even = { first: first.map(() => -2), second: first.map(() => 5), steps: 1 };
    const larger = resizeMoments(even, FROM, TO);
    expect(larger.first).toBeAllclose(larger.first.map(() => -2));
    expect(larger.second).toBeAllclose(larger.second.map(() => 5));
    expect(resizeMoments(moments, FROM, FROM)).toEqual(moments);
  });
});
