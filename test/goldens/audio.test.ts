import { beforeAll, describe, expect, it, vi } from 'vitest';
import { METHODS, PRESET_NAMES } from '../../src/audio/index.js';
import { PRESETS } from '../../src/audio/presets.js';
import { AUDIO_CASES } from '../support/goldens/audioCases.js';
import {
  type AudioOutcome,
  type AudioResult,
  audioJudge,
  runAudio,
  soundOf,
} from '../support/goldens/audioRun.js';
import { compareGolden, GOLDEN_TIMEOUT_MS, missed, type Verdict } from '../support/goldens/golden.js';
import { LOSS_FORMAT, LOSS_TOLERANCE } from '../support/goldens/lossFormat.js';
import { pictureOfSound, SOUND_FORMAT } from '../support/goldens/soundPicture.js';

vi.setConfig({ testTimeout: GOLDEN_TIMEOUT_MS, hookTimeout: GOLDEN_TIMEOUT_MS });

const threads = 1;

it('there is a golden of every preset and method', () => {
  const presets = AUDIO_CASES.map(({ options }) => options.preset);
  expect(PRESET_NAMES.filter((name) => !presets.includes(name))).toEqual([]);
  const methods = AUDIO_CASES.map(({ options }) => options.method ?? 'transfer');
  expect(METHODS.filter((method) => !methods.includes(method))).toEqual([]);
});

describe.each(AUDIO_CASES)('$name', (given) => {
  const { name, content, floors, tolerance, planned, options } = given;
  let outcome: AudioOutcome;
  let verdict: (result: AudioResult) => Promise<Verdict>;
  beforeAll(async () => {
    outcome = await runAudio(given, { threads });
    verdict = await audioJudge(given);
  });

  it('sounds as its golden does', async () => {
    await compareGolden(name, pictureOfSound(outcome.last.sound), SOUND_FORMAT, tolerance);
  });

  it.skipIf(planned === 0)('minimises what it did: the losses of the first steps', async () => {
    await compareGolden(`${name}-losses`, outcome.first, LOSS_FORMAT, LOSS_TOLERANCE);
    expect(outcome.steps).toBe(options.iterations ?? planned);
  });

  it('is as good as it was, by metrics that are not minimised', async () => {
    expect(missed(await verdict(outcome.last), floors)).toEqual([]);
  });

  it('is not to be had for nothing, nor for a quarter of the work', async () => {
    const start = { sound: await soundOf(content), fall: 0 };
    expect(missed(await verdict(start), floors)).not.toEqual([]);
    expect(missed(await verdict(outcome.quarter), floors)).not.toEqual([]);
  });
});

it.each(AUDIO_CASES.filter(({ name }) => name === 'audio-default' || name === 'audio-options'))(
  '$name is not to be had at strength 0.1',
  async (given) => {
    const { last } = await runAudio(given, { threads, strength: 0.1 });
    const verdict = await audioJudge(given);
    expect(missed(await verdict(last), given.floors)).toContainEqual(expect.stringMatching(/^timbreGap/));
  },
);

it.each(AUDIO_CASES.filter(({ options }) => options.iterations !== undefined))(
  '$name stands for $planned steps',
  ({ options: { preset = 'default' }, planned }) => expect(PRESETS[preset].iterations).toBe(planned),
);
