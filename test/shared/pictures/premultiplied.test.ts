import { describe, expect, it } from 'vitest';
import { LEAST_VISIBLE, premultiply, unpremultiply } from '../../../src/shared/pictures/premultiplied.js';
import { Rng } from '../../../src/shared/rng.js';

const SIZE = { width: 5, height: 4 };
const rng = new Rng(1);
const pixels = Float32Array.from({ length: 60 }, () => rng.uniform());
const alpha = Float32Array.from({ length: 20 }, () => 0.1 + 0.9 * rng.uniform());

describe('premultiply', () => {
  it('multiplies colours by alpha, and keeps alpha beside them', () => {
    const { rgba } = premultiply({ ...SIZE, pixels, alpha });
    for (let i = 0; i < 20; i++) {
      const expected = [...pixels.subarray(3 * i, 3 * i + 3)].map((value) => value * alpha[i]!);
      expect(rgba.subarray(4 * i, 4 * i + 4)).toBeAllclose([...expected, alpha[i]!], 1e-6);
    }
  });

  it('takes a picture without alpha for an opaque one', () => {
    const whole = new Float32Array(20).fill(1);
    expect(premultiply({ ...SIZE, pixels })).toEqual(premultiply({ ...SIZE, pixels, alpha: whole }));
  });
});

describe('unpremultiply', () => {
  it('leads back', () => {
    const back = unpremultiply(premultiply({ ...SIZE, pixels, alpha }));
    expect(back).toMatchObject(SIZE);
    expect(back.pixels).toBeAllclose(pixels, 1e-5);
    expect(back.alpha).toBeAllclose(alpha, 1e-6);
  });

  it('leaves black what is not seen, and no alpha above 1', () => {
    const rgba = Float32Array.of(0.001, 0.001, 0, LEAST_VISIBLE / 2, 0.5, 1, 0, 2);
    const { pixels: colours, alpha: found } = unpremultiply({ width: 2, height: 1, rgba });
    expect([...colours]).toEqual([0, 0, 0, 0.25, 0.5, 0]);
    expect([...found]).toEqual([0, 1]);
  });
});
