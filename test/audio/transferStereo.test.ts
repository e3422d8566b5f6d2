import { describe, expect, it } from 'vitest';
import { type Sound, type TransferAudioOptions, transferAudio } from '../../src/audio/index.js';
import { chirp, noise, rms } from '../shared/dsp/signals.js';

const RATE = 22_050;
// Quiet enough for the limiter to have nothing to do.
const tone = chirp(0.3, RATE).map((x) => 0.1 * x);
const hum = tone.map((_, i) => 0.05 * Math.sin(i / 7));
const style: Sound = { sampleRateHz: RATE, channels: [noise(8000, 0.1, 3)] };
const run = async (channels: readonly Float32Array[], options: Partial<TransferAudioOptions> = {}) => {
  const content = { sampleRateHz: RATE, channels };
  const settings = { iterations: 1, device: 'cpu', threads: 1, loudness: 'none' } as const;
  return transferAudio({ content, style, ...settings, ...options });
};

describe('stereo', () => {
  it('lr does to each channel what it would do to it alone', async () => {
    const both = await run([tone, hum], { stereo: 'lr' });
    expect(both.iterations).toBe(2);
    for (const [c, channel] of [tone, hum].entries()) {
      const [alone] = (await run([channel])).sound.channels;
      expect(both.sound.channels[c]!).toBeAllclose(alone!, 1e-6, 1e-7);
    }
  });

  it('ms keeps the place of a sound between the loudspeakers', async () => {
    const { sound, iterations } = await run([tone, tone.map((x) => 0.5 * x)]);
    expect(iterations).toBe(1);
    const [left, right] = sound.channels as [Float32Array, Float32Array];
    expect(rms(left) / rms(right)).toBeCloseTo(2, 1);
    expect(left).not.toBeAllclose(tone, 0.1, 0.01);
  });

  it('lr works once on what is mono in two channels, which stays so', async () => {
    const { sound, iterations } = await run([tone, tone.slice()], { stereo: 'lr' });
    expect(iterations).toBe(1);
    expect(sound.channels[0]).toEqual(sound.channels[1]);
  });

  it('mono refuses channels that cancel each other out', async () => {
    const silence = run([tone, tone.map((x) => -x)], { stereo: 'mono' });
    await expect(silence).rejects.toThrow('content, mixed to mono: expected a sound, found silence');
  });
});

describe('previews', () => {
  it.each(['waveform', 'spectrogram'] as const)('sound like the result so far: %s', async (synthesis) => {
    const sounds: Sound[] = [];
    const preview = { every: 1, onSound: (sound: Sound) => void sounds.push(sound) };
    const { sound } = await run([tone], { iterations: 3, synthesis, preview });
    expect(sounds.length).toBeGreaterThan(0);
    const [last] = sounds.slice(-1) as [Sound];
    expect(last.sampleRateHz).toBe(RATE);
    const distance = (channel: Float32Array) => rms(channel.map((x, i) => x - sound.channels[0]![i]!));
    expect(distance(last.channels[0]!)).toBeLessThan(distance(tone));
  });
});
