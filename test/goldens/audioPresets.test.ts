import { AUDIO_CASES } from '../support/goldens/audioCases.js';
import { describeAudioGoldens } from '../support/goldens/audioGoldens.js';

// The default has a file of its own: files are what is shared out between workers.
describeAudioGoldens(AUDIO_CASES.filter(({ options: { preset = 'default' } }) => preset !== 'default'));
