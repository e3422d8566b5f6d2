import { describe, expect, it } from 'vitest';
import { cropPicture, extendPicture, extendPlane, extendSize } from '../../src/image/margin.js';
import { scene } from '../support/pictures.js';

describe('a margin', () => {
  it('mirrors at the edge, as often as it takes', () => {
    const row = Float32Array.of(1, 2, 3);
    const extended = extendPlane(row, { width: 3, height: 1 }, 4);
    expect(extended).toHaveLength(11 * 9);
    expect([...extended.subarray(0, 11)]).toEqual([3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1]);
    expect(extended.subarray(11, 22)).toEqual(extended.subarray(0, 11));
  });

  it('keeps channels together', () => {
    const plane = Float32Array.of(1, 10, 2, 20);
    expect([...extendPlane(plane, { width: 2, height: 1 }, 1).subarray(0, 8)]).toEqual([
      1, 10, 1, 10, 2, 20, 2, 20,
    ]);
  });

  it('is cut off without a trace, alpha too', () => {
    const picture = scene({ width: 13, height: 7 }, 5);
    const alpha = Float32Array.from({ length: 13 * 7 }, (_, i) => i / 91);
    const extended = extendPicture({ ...picture, alpha }, 5);
    expect(extended).toMatchObject(extendSize(picture, 5));
    expect(cropPicture(extended, 5)).toEqual({ ...picture, alpha });
    expect(cropPicture(extendPicture(picture, 0), 0)).toEqual(picture);
  });
});
