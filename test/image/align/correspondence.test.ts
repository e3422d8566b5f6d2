import { describe, expect, it } from 'vitest';
import {
  type Correspondence,
  resizeCorrespondence,
  warpPicture,
} from '../../../src/image/align/correspondence.js';
import { scene } from '../../support/pictures.js';

/** Each place lies at its own share of the other picture, moved. */
const shifted = (width: number, height: number, dx = 0, dy = 0): Correspondence => ({
  width,
  height,
  x: Float32Array.from({ length: width * height }, (_, i) => ((i % width) + 0.5) / width + dx),
  y: Float32Array.from({ length: width * height }, (_, i) => (Math.floor(i / width) + 0.5) / height + dy),
});

describe('warpPicture', () => {
  const picture = scene({ width: 24, height: 16 }, 1);

  it('leaves a picture that lies on itself', () => {
    expect(warpPicture(picture, shifted(24, 16), picture).pixels).toBeAllclose(picture.pixels, 0, 1e-5);
  });

  it('takes each colour from where it corresponds to', () => {
    const { pixels } = warpPicture(picture, shifted(24, 16, 3 / 24, -2 / 16), picture);
    for (let y = 2; y < 16; y++) {
      for (let x = 0; x < 21; x++) {
        const [target, source] = [(y * 24 + x) * 3, ((y - 2) * 24 + x + 3) * 3];
        expect(pixels[target]).toBeCloseTo(picture.pixels[source]!, 4);
      }
    }
  });

  it('has the size that it is asked for, whatever the grid', () => {
    const warped = warpPicture(picture, shifted(6, 4), { width: 48, height: 32 });
    expect(warped).toMatchObject({ width: 48, height: 32 });
    expect(warped.pixels).toHaveLength(48 * 32 * 3);
  });
});

describe('resizeCorrespondence', () => {
  it('keeps what is a plane, but for its border', () => {
    const { x, width } = resizeCorrespondence(shifted(12, 8), { width: 24, height: 16 });
    for (let i = 0; i < x.length; i++) {
      const column = i % width;
      if (column > 0 && column < 23) expect(x[i]).toBeCloseTo((column + 0.5) / 24, 5);
    }
  });
});
