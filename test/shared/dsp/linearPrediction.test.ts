import { describe, expect, it } from 'vitest';
import { linearPrediction, predictNext } from '../../../src/shared/dsp/linearPrediction.js';
import { Rng } from '../../../src/shared/rng.js';
import { errorDb, rms, sine } from './signals.js';

describe('linearPrediction', () => {
  it('finds the coefficients of an autoregressive signal', () => {
    const rng = new Rng(3);
    const x = new Float32Array(20_000);
    for (let n = 2; n < x.length; n++) x[n] = 1.5 * x[n - 1]! - 0.8 * x[n - 2]! + rng.normal();
    expect([...linearPrediction(x, 3)]).toBeAllclose([1.5, -0.8, 0], 0, 0.02);
  });

  it('goes on with tones', () => {
    const two = sine(500, 0.2, 8000, 0.5).map((x, i) => x + 0.2 * Math.sin(0.9 * i));
    const [known, next] = [two.slice(0, 1000), two.slice(1000, 1100)];
    expect(errorDb(predictNext(known, linearPrediction(known, 8), 100), next)).toBeLessThan(-30);
  });

  it('never grows, whatever it is given', () => {
    for (const seed of [1, 2, 3]) {
      const wild = new Rng(seed).normals(60).map((x, i) => x * Math.exp(i / 10));
      const next = predictNext(wild, linearPrediction(wild, 30), 4000);
      expect(rms(next.slice(3000))).toBeLessThanOrEqual(rms(next.slice(0, 1000)));
    }
  });

  it('says nothing of silence', () => {
    expect(linearPrediction(new Float32Array(64), 4)).toEqual(new Float64Array(4));
  });
});
