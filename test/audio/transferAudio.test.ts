import { describe, expect, it } from 'vitest';
import {
  captureStyle,
  compare,
  encodeSound,
  measure,
  type Sound,
  type TransferAudioOptions,
  transferAudio,
} from '../../src/audio/index.js';
import { spectralConvergenceDb } from '../../src/shared/dsp/griffinLim.js';
import { integratedLoudness } from '../../src/shared/dsp/loudness.js';
import { magnitudeOf, Stft } from '../../src/shared/dsp/stft.js';
import type { StepProgress } from '../../src/shared/reporter.js';
import { chirp, noise } from '../shared/dsp/signals.js';

const RATE = 22_050;
const mono = (signal: Float32Array, sampleRateHz = RATE): Sound => ({ sampleRateHz, channels: [signal] });
// Quiet enough for the limiter to have nothing to do.
const content = mono(chirp(1, RATE).map((x) => 0.3 * x));
/** A hum with hiss that comes and goes. */
const style = mono(
  noise(RATE * 1.2, 0.05, 3).map((x, i) => x * (1 + Math.sin(i / 900)) + 0.1 * Math.sin(i / 20)),
);
const run = (options: Partial<TransferAudioOptions> = {}) =>
  transferAudio({ content, style, iterations: 10, device: 'cpu', threads: 1, ...options });
/** One transfer that several tests compare with. */
const plain = run({ iterations: 3 });
const first = ({ channels }: Sound) => channels[0]!;
const loudness = ({ channels, sampleRateHz }: Sound) => integratedLoudness(channels, sampleRateHz);

function listener() {
  const steps: StepProgress[] = [];
  const warnings: string[] = [];
  const reporter = {
    stage() {},
    step: (progress: StepProgress) => void steps.push(progress),
    warn: (text: string) => void warnings.push(text),
  };
  return { steps, warnings, reporter };
}

describe('a transfer', () => {
  it('brings timbre closer, keeps pitches and rhythm, and tells what came of it', async () => {
    const { steps, reporter } = listener();
    const { sound, losses, ...rest } = await run({ reporter });
    expect(rest).toMatchObject({ iterations: 10, device: 'cpu', seed: 0, ended: 'finished' });
    expect(first(sound)).toHaveLength(RATE);
    expect(losses.total).toBeLessThan(0.7 * steps[0]!.total);
    const { timbreGap, chroma } = compare(
      await measure(content),
      await measure(sound, content),
      await measure(style),
    );
    expect(timbreGap).toBeGreaterThan(0.4);
    expect(chroma).toBeGreaterThan(0.8);
  });

  it('gives the same samples again, whatever the levels that come in', async () => {
    const louder = ({ channels, sampleRateHz }: Sound, gain: number): Sound => ({
      sampleRateHz,
      channels: channels.map((channel) => channel.map((x) => x * gain)),
    });
    const [once, again, scaled] = [
      await plain,
      await run({ iterations: 3 }),
      await run({
        iterations: 3,
        content: louder(content, 0.25),
        style: louder(style, 2),
        loudness: loudness(content),
      }),
    ];
    expect(again.sound).toEqual(once.sound);
    const stft = new Stft({ fftSamples: 1024, hopSamples: 256 });
    const wanted = magnitudeOf(stft.analyse(first(once.sound)));
    expect(spectralConvergenceDb(stft, first(scaled.sound), wanted)).toBeLessThan(-40);
  });

  it('keeps the rate, the channels and the length of any content', async () => {
    const left = chirp(0.4, 44_100);
    const right = left.map((x, i) => 0.5 * x + 0.01 * Math.sin(i));
    const sound = { sampleRateHz: 44_100, channels: [left, right] };
    const result = await run({ content: sound, iterations: 1 });
    expect(result.sound.sampleRateHz).toBe(44_100);
    expect(result.sound.channels.map((channel) => channel.length)).toEqual([left.length, left.length]);
    const low = await run({ content: mono(chirp(0.4, 8000), 8000), iterations: 1 });
    expect(first(low.sound)).toHaveLength(3200);
  });

  it('is the same to the last bit on any number of threads', async () => {
    const { sound } = await plain;
    for (const threads of [2, 3]) expect((await run({ iterations: 3, threads })).sound).toEqual(sound);
  });

  it('reads what would stand in a file, and says what that is called', async () => {
    const bytes = await encodeSound(content, 'wav', { encoding: '32f' });
    const { sound } = await run({ content: { name: 'a pipe', bytes }, strength: 0 });
    expect(sound).toEqual(content);
    const cut = { name: 'a pipe', bytes: bytes.subarray(0, 20_000) };
    await expect(run({ style: [cut], strength: 0 })).rejects.toThrow('a pipe: the file is cut short');
  });

  it('works piece by piece on long sounds', async () => {
    const { steps, reporter } = listener();
    const long = mono(chirp(8.2, RATE));
    const { sound, iterations } = await run({ content: long, iterations: 1, reporter });
    expect(first(sound)).toHaveLength(first(long).length);
    expect(iterations).toBe(2);
    expect(steps.map(({ step, steps: all }) => [step, all])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    // Side by side the pieces are the same, and are mixed in the same order.
    expect((await run({ content: long, iterations: 1, threads: 2 })).sound).toEqual(sound);
  });

  it('ends with what there is when it is stopped', async () => {
    const controller = new AbortController();
    const reporter = { stage() {}, step: () => controller.abort(), warn() {} };
    const { sound, ended } = await run({ iterations: 1000, reporter, signal: controller.signal });
    expect(ended).toBe('stopped');
    expect(first(sound).every(Number.isFinite)).toBe(true);
  });
});

describe('the content comes back as it is', () => {
  it('at strength 0', async () => {
    const { sound, ended } = await run({ strength: 0 });
    expect(sound).toEqual(content);
    expect(ended).toBe('unchanged');
  });

  it('louder than full scale too, with a word about what that means', async () => {
    const { warnings, reporter } = listener();
    const gain = 2 / Math.max(...first(content).map(Math.abs));
    const loud = mono(first(content).map((x) => x * gain));
    const { sound } = await run({ content: loud, strength: 0, reporter });
    expect(sound).toEqual(loud);
    expect(warnings).toEqual([
      expect.stringMatching(/returned as it is, 6\.\d dB beyond full scale: for 16 and 24 bits a limiter/),
    ]);
  });

  it('if it is its own style, with a word about it', async () => {
    const { warnings, reporter } = listener();
    const { sound } = await run({ style: mono(first(content).slice()), reporter });
    expect(sound).toEqual(content);
    expect(warnings).toEqual([expect.stringContaining('the style is the content')]);
  });
});

describe('strength', () => {
  it('moves the timbre step by step', async () => {
    const [from, to] = [await measure(content), await measure(style)];
    const gaps: number[] = [];
    for (const strength of [0.2, 0.9]) {
      gaps.push(compare(from, await measure((await run({ strength })).sound, content), to).timbreGap);
    }
    expect(gaps[1]! - gaps[0]!).toBeGreaterThan(0.2);
  });
});

describe('styles', () => {
  it('of share 0 do not count', async () => {
    const blend = await run({ style: [style, content], styleBlend: [1, 0], iterations: 3 });
    expect(first(blend.sound)).toBeAllclose(first((await plain).sound), 1e-3, 1e-4);
  });

  it('that were captured give the same samples as the sound', async () => {
    const captured = await captureStyle({ sound: style, device: 'cpu', threads: 1 });
    const { sound } = await run({ style: captured, iterations: 3 });
    expect(sound).toEqual((await plain).sound);
    const other = run({ style: captured, preset: 'music' });
    await expect(other).rejects.toThrow('style: the style was saved with transform size 1024');
  });

  it('can be matched in their long-term spectrum alone', async () => {
    const { sound, device } = await run({ method: 'eq-match' });
    expect(device).toBe('none');
    const { envelopeDb } = compare(
      await measure(content),
      await measure(sound, content),
      await measure(style),
    );
    const before = compare(await measure(content), await measure(content), await measure(style));
    expect(envelopeDb).toBeLessThan(before.envelopeDb);
  });
});
