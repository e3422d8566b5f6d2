import { describe, expect, it } from 'vitest';
import { CEPSTRUM_SIZE, cepstralBasis } from '../../../src/audio/features/cepstrum.js';
import { envelopeMap } from '../../../src/audio/shape/envelopeMap.js';
import { gaussianOf } from '../../../src/shared/linalg/gaussian.js';
import { applyMap } from '../../../src/shared/linalg/transport.js';
import { Rng } from '../../../src/shared/rng.js';

const BANDS = 40;
const FRAMES = 400;

/** Frames [400, 40] whose bands hang together, with a mean of their own. */
function frames(seed: number, spread: number): Float32Array {
  const rng = new Rng(seed);
  const mean = rng.normals(BANDS, 3);
  const mixing = rng.normals(BANDS * BANDS, spread / Math.sqrt(BANDS));
  const out = new Float32Array(FRAMES * BANDS);
  for (let t = 0; t < FRAMES; t++) {
    const source = rng.normals(BANDS, 1);
    for (let i = 0; i < BANDS; i++) {
      const mixed = source.reduce((sum, x, j) => sum + x * mixing[i * BANDS + j]!, 0);
      out[t * BANDS + i] = mean[i]! + mixed;
    }
  }
  return out;
}

/** Cepstra from..to of frames, [400, to - from]. */
function cepstra(rows: Float32Array, from: number, to: number): Float32Array {
  const basis = cepstralBasis(BANDS);
  const size = to - from;
  return Float32Array.from({ length: FRAMES * size }, (_, at) => {
    const [t, k] = [Math.floor(at / size), from + (at % size)];
    let sum = 0;
    for (let band = 0; band < BANDS; band++) {
      sum += rows[t * BANDS + band]! * basis[band * BANDS + k]!;
    }
    return sum;
  });
}

const spreadOf = (rows: Float32Array, size: number) => {
  const { covariance } = gaussianOf(rows, size);
  return Array.from({ length: size }, (_, i) => covariance[i * (size + 1)]!);
};

describe('cepstralBasis', () => {
  it('is orthonormal', () => {
    const basis = cepstralBasis(BANDS);
    for (let a = 0; a < BANDS; a++) {
      for (let b = 0; b < BANDS; b++) {
        let dot = 0;
        for (let i = 0; i < BANDS; i++) dot += basis[i * BANDS + a]! * basis[i * BANDS + b]!;
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 12);
      }
    }
  });
});

describe('envelopeMap', () => {
  const [from, to] = [frames(1, 1), frames(2, 2)];
  const map = envelopeMap(gaussianOf(from, BANDS), gaussianOf(to, BANDS));
  const moved = applyMap(map, from);

  it('takes the mean of all bands to that of the style', () => {
    const [got, wanted] = [gaussianOf(moved, BANDS).mean, gaussianOf(to, BANDS).mean];
    wanted.forEach((x, i) => {
      expect(got[i]).toBeCloseTo(x, 3);
    });
  });

  it('takes the spread of coarse cepstra most of the way', () => {
    const [before, after, wanted] = [from, moved, to].map((rows) =>
      spreadOf(cepstra(rows, 0, CEPSTRUM_SIZE), CEPSTRUM_SIZE),
    ) as [number[], number[], number[]];
    const gap = (x: number[]) =>
      x.reduce((sum, v, i) => sum + Math.abs(Math.sqrt(v) - Math.sqrt(wanted[i]!)), 0);
    expect(gap(after)).toBeLessThan(0.45 * gap(before));
  });

  it('leaves the movement of fine cepstra as it was', () => {
    const size = BANDS - CEPSTRUM_SIZE;
    const [before, after] = [from, moved].map((rows) => spreadOf(cepstra(rows, CEPSTRUM_SIZE, BANDS), size));
    before!.forEach((x, i) => {
      expect(after![i]).toBeCloseTo(x, 2);
    });
  });

  it('does nothing between equals', () => {
    const same = envelopeMap(gaussianOf(from, BANDS), gaussianOf(from, BANDS));
    applyMap(same, from).forEach((x, i) => {
      expect(x).toBeCloseTo(from[i]!, 3);
    });
  });
});
