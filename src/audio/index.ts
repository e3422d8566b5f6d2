/** Sound: the library behind `nst audio`. */
export { NstError } from '../shared/errors.js';
export type { Reporter, StepProgress } from '../shared/reporter.js';
export type { SoundCard, SoundModel } from '../shared/stylise/modelFile.js';
export { readSoundModel, writeModel } from '../shared/stylise/modelFile.js';
export type { SampleEncoding } from './files/encoding.js';
export { type ReadSoundOptions, readSound } from './files/readSound.js';
export {
  encodeSound,
  outputFormat,
  readSoundProvenance,
  type WriteSoundOptions,
  writeSound,
} from './files/writeSound.js';
export { type Comparison, compare, type Measures, measure } from './metrics/compare.js';
export { METHODS, type Method, type StyleSource, type TransferAudioOptions } from './options.js';
export { PRESET_NAMES, type PresetName } from './presetNames.js';
export { ENVELOPES, type Envelope, TONES, type Tone } from './recipe.js';
export type { Loudness } from './render/level.js';
export type { Sound, SoundFile, SoundParts } from './sound.js';
export { STEREO_MODES, type StereoMode } from './stereo.js';
export { type CaptureStyleOptions, captureStyle } from './styleFile/captureStyle.js';
export type { SavedStyle, StyleKey } from './styleFile/savedStyle.js';
export { checkStylePath, readStyle, writeStyle } from './styleFile/styleFiles.js';
export type { TrainSoundOptions } from './train/options.js';
export { type TrainedSound, trainSound } from './train/trainSound.js';
export { type TransferAudioResult, transferAudio } from './transferAudio.js';
