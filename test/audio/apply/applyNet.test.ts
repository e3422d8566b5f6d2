import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bandGaussian } from '../../../src/audio/apply/bandLevels.js';
import { heldGains, SMOOTHING } from '../../../src/audio/apply/heldGains.js';
import { eqMatch } from '../../../src/audio/eqMatch.js';
import { GAIN_FLOOR, MOMENT_BANDS } from '../../../src/audio/features/bands.js';
import { readSound } from '../../../src/audio/files/readSound.js';
import { compare, measure } from '../../../src/audio/metrics/compare.js';
import { SpectralShaper } from '../../../src/audio/shape/spectralShape.js';
import type { Sound } from '../../../src/audio/sound.js';
import { transferAudio } from '../../../src/audio/transferAudio.js';
import { signalOf } from '../../../src/shared/dsp/signal.js';
import { frechetDistance } from '../../../src/shared/linalg/gaussian.js';
import { multiply } from '../../../src/shared/linalg/square.js';
import { writeModel } from '../../../src/shared/stylise/modelFile.js';
import { bandWeights, SOUND_CARD } from '../../support/bandNet.js';
import { failure } from '../../support/failure.js';
import { notesWithSilence } from '../../support/recordedSounds.js';

const RATE_HZ = 22_050;
const CPU = { device: 'cpu', threads: 1 } as const;

let folder: string;
let model: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-sound-net-'));
  model = join(folder, 'net.safetensors');
  await writeModel(model, { card: SOUND_CARD, weights: bandWeights() });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a net of sounds', () => {
  it('changes notes, leaves the silence between them silent, and keeps length and rate', async () => {
    const content = notesWithSilence(2, RATE_HZ);
    const { sound, ended, iterations } = await transferAudio({ content, model, ...CPU });
    expect({ ended, iterations, rate: sound.sampleRateHz }).toEqual({
      ended: 'finished',
      iterations: 0,
      rate: RATE_HZ,
    });
    const [before, after] = [content.channels[0]!, sound.channels[0]!];
    expect(after).toHaveLength(before.length);
    expect(before.some((x, i) => Math.abs(x - after[i]!) > 0.05)).toBe(true);
    // The third note is a rest from 0.6 s to 0.9 s; a window reaches 23 ms into it.
    const rest = after.subarray(0.66 * RATE_HZ, 0.84 * RATE_HZ);
    expect(Math.max(...rest.map(Math.abs))).toBeLessThan(1e-5);
  });

  it('gives the content back at strength 0', async () => {
    const content = notesWithSilence(0.5, RATE_HZ);
    const { sound, ended } = await transferAudio({ content, model, strength: 0, ...CPU });
    expect(ended).toBe('unchanged');
    expect(sound.channels).toEqual(content.channels);
  });

  it.each([
    [{ style: 'fixtures/audio/guitar.wav' }, 'style: expected none beside --model'],
    [{ iterations: 30 }, 'iterations: expected none beside --model'],
    [{ method: 'eq-match' }, 'method: expected none beside --model'],
  ] as const)('is not joined with what it has settled: %o', async (more, message) => {
    const content = notesWithSilence(0.5, RATE_HZ);
    await expect(transferAudio({ content, model, ...more, ...CPU })).rejects.toEqual(
      failure('NST_BAD_OPTION', message),
    );
  });
});

describe('in one pass', () => {
  const shaper = new SpectralShaper({ fftSamples: 1024, hopSamples: 256 }, RATE_HZ);
  const bandsOf = ({ channels: [samples] }: Sound) => bandGaussian(signalOf(samples!), shaper);
  const style = 'fixtures/audio/guitar.wav';
  let voice: Sound;
  let guitar: Sound;
  beforeAll(async () => {
    [voice, guitar] = [await readSound('fixtures/audio/voice.wav'), await readSound(style)];
  });

  const timbreOf = async (sound: Sound) =>
    compare(await measure(voice), await measure(sound, voice), await measure(guitar));

  it('transport brings the levels of bands near to those of the style, and keeps pitches and rhythm', async () => {
    const { sound, device } = await transferAudio({
      content: voice,
      style,
      method: 'transport',
      tone: 'style',
    });
    expect(device).toBe('none');
    const [before, after] = [voice, sound].map((x) => frechetDistance(bandsOf(x), bandsOf(guitar)));
    expect(after!).toBeLessThan(0.5 * before!);
    const moved = await timbreOf(sound);
    expect(moved.timbreGap).toBeGreaterThan(3 * (await timbreOf(eqMatch(voice, guitar))).timbreGap);
    expect(moved.chroma).toBeGreaterThan(0.94);
    expect(moved.rhythm).toBeGreaterThan(0.92);
  });

  it('transport blends styles, and refuses what only optimisers know', async () => {
    const styles = [style, voice] as const;
    const blended = (shares: readonly number[]) =>
      transferAudio({ content: voice, style: styles, method: 'transport', styleBlend: shares });
    const [far, near] = [await blended([1, 0.0001]), await blended([0.1, 0.9])];
    const distance = ({ sound }: { readonly sound: Sound }) =>
      frechetDistance(bandsOf(sound), bandsOf(voice));
    expect(distance(near)).toBeLessThan(0.5 * distance(far));
    await expect(
      transferAudio({ content: voice, style, method: 'transport', iterations: 30 }),
    ).rejects.toEqual(failure('NST_BAD_OPTION', 'iterations: expected none beside --method transport'));
  });

  it('the net that comes along goes further than transport', async () => {
    const { sound } = await transferAudio({ content: voice, model: 'guitar', ...CPU });
    const { timbreGap, chroma, rhythm } = await timbreOf(sound);
    expect(timbreGap).toBeGreaterThan(0.5);
    expect(chroma).toBeGreaterThan(0.92);
    expect(rhythm).toBeGreaterThan(0.88);
  });
});

describe('gains', () => {
  it('are smoothed by a projection: what is smooth stays as it is', () => {
    const twice = multiply(Float64Array.from(SMOOTHING), Float64Array.from(SMOOTHING), MOMENT_BANDS);
    expect(Float32Array.from(twice)).toBeAllclose(SMOOTHING, 1e-5, 1e-6);
  });

  it('only go down where nothing is heard', () => {
    const silence = new Float32Array(2 * MOMENT_BANDS).fill(Math.log(GAIN_FLOOR));
    const gains = silence.map((_, i) => (i < MOMENT_BANDS ? 1 : -1));
    const held = heldGains(gains, silence);
    expect(held.subarray(0, MOMENT_BANDS)).toBeAllclose(new Float32Array(MOMENT_BANDS), 0, 1e-6);
    expect(held.subarray(MOMENT_BANDS)).toBeAllclose(new Float32Array(MOMENT_BANDS).fill(-1), 1e-4, 1e-5);
  });
});
