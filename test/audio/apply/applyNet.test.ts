import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldGains, SMOOTHING } from '../../../src/audio/apply/heldGains.js';
import { GAIN_FLOOR, MOMENT_BANDS } from '../../../src/audio/features/bands.js';
import { transferAudio } from '../../../src/audio/transferAudio.js';
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
