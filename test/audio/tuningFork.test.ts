import { expect, it } from 'vitest';
import { transferAudio } from '../../src/audio/index.js';
import { metricSignal, spectrogramOf } from '../../src/audio/metrics/analysis.js';
import type { Sound } from '../../src/audio/sound.js';
import { Rng } from '../../src/shared/rng.js';

const RATE = 22_050;
const SECONDS = 1.5;
const sound = (sample: (i: number) => number): Sound => ({
  sampleRateHz: RATE,
  channels: [Float32Array.from({ length: SECONDS * RATE }, (_, i) => sample(i))],
});

/** A sine that dies away. */
const fork = sound((i) => 0.3 * Math.exp(-i / RATE) * Math.sin((2 * Math.PI * 440 * i) / RATE));

/** A plucked string (Karplus & Strong 1983), of the same pitch, plucked three times. */
function harp(): Sound {
  const period = Math.round(RATE / 440);
  const rng = new Rng(1);
  const string = new Float32Array(period);
  return sound((i) => {
    const at = i % period;
    if (i % 11_025 < period) string[at] = 0.3 * rng.normal();
    const value = string[at]!;
    string[at] = 0.498 * (value + string[(at + 1) % period]!);
    return value;
  });
}

/** The frequency below which 90 % of the power lies, on a logarithmic scale. */
async function logBandwidth(of: Sound): Promise<number> {
  const { bins, fftSamples, amplitude } = spectrogramOf(await metricSignal(of));
  const power = new Float64Array(bins);
  amplitude.forEach((m, i) => {
    power[i % bins] = power[i % bins]! + m * m;
  });
  const all = power.reduce((a, b) => a + b, 0);
  let sum = 0;
  const bin = power.findIndex((p) => {
    sum += p;
    return sum >= 0.9 * all;
  });
  return Math.log(((bin + 0.5) * RATE) / fftSamples);
}

it('gives a tuning fork more than half of the bandwidth of a harp at full strength', async () => {
  const style = harp();
  const result = await transferAudio({ content: fork, style, strength: 1, device: 'cpu' });
  const [before, after, goal] = [
    await logBandwidth(fork),
    await logBandwidth(result.sound),
    await logBandwidth(style),
  ];
  expect(goal - before).toBeGreaterThan(0.3);
  expect((after - before) / (goal - before)).toBeGreaterThan(0.5);
});
