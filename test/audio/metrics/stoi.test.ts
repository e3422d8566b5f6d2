import { describe, expect, it } from 'vitest';
import { speechIntelligibility, stoi } from '../../../src/audio/metrics/stoi.js';

const RATE = 10_000;
const LENGTH = 20_000;

/** Syllables of a buzzing voice of 130 Hz or so. */
const voice = Float32Array.from({ length: LENGTH }, (_, i) => {
  const t = i / RATE;
  const sine = (hz: number) => Math.sin(2 * Math.PI * hz * t);
  const loudness = Math.max(0, sine(3.3)) ** 0.7 * (0.6 + 0.4 * sine(0.9));
  let sum = 0;
  for (let k = 1; k <= 25; k++) {
    const phase = 2 * Math.PI * k * (130 * t + 6 * sine(0.7));
    sum += (Math.sin(phase) / k) * (1 + 0.8 * sine(0.5 + 0.37 * k));
  }
  return 0.1 * loudness * sum;
});

/** The linear congruential generator of Numerical Recipes, -1..1, which other languages repeat to the bit. */
function uniformNoise(): Float32Array {
  let state = 1;
  return Float32Array.from({ length: LENGTH }, () => {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
const noise = uniformNoise();
const withNoise = (gain: number) => voice.map((x, i) => x + gain * noise[i]!);

describe('stoi', () => {
  // What pystoi 0.4.1 says of the same signals, made in Python by the same formulas.
  it.each([
    [0.01, 0.983_196],
    [0.05, 0.850_214],
    [0.2, 0.551_305],
    [0.8, 0.393_97],
  ])('of noise at %d is %d', (gain, expected) => {
    expect(stoi(voice, withNoise(gain))).toBeCloseTo(expected, 4);
  });

  it('is 1 for the same words at any level, and has nothing to say of silence', () => {
    expect(
      stoi(
        voice,
        voice.map((x) => 0.2 * x),
      ),
    ).toBeCloseTo(1, 6);
    expect(stoi(voice.subarray(0, 2000), voice)).toBeUndefined();
  });

  it('does not mind the sample rate', async () => {
    const double = (x: Float32Array) => ({
      sampleRateHz: 20_000,
      channels: [
        Float32Array.from(
          { length: 2 * x.length },
          (_, i) => (x[i >> 1]! + x[Math.min(x.length - 1, (i + 1) >> 1)]!) / 2,
        ),
      ],
    });
    const value = await speechIntelligibility(double(voice), double(withNoise(0.05)));
    expect(value).toBeCloseTo(stoi(voice, withNoise(0.05))!, 1);
  });
});
