import { expect, it } from 'vitest';
import { METHODS, PRESET_NAMES } from '../../src/audio/index.js';
import { AUDIO_CASES } from '../support/goldens/audioCases.js';
import { describeAudioGoldens } from '../support/goldens/audioGoldens.js';

it('there is a golden of every preset and method', () => {
  const presets = AUDIO_CASES.map(({ options }) => options.preset);
  expect(PRESET_NAMES.filter((name) => !presets.includes(name))).toEqual([]);
  const methods = AUDIO_CASES.map(({ options }) => options.method ?? 'transfer');
  expect(METHODS.filter((method) => !methods.includes(method))).toEqual([]);
});

describeAudioGoldens(
  AUDIO_CASES.filter(({ options: { preset } }) => preset === 'default' || preset === undefined),
  ['audio-default', 'audio-options'],
);
