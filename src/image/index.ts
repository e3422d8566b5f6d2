/** Pictures: the library behind `nst image`. */
export { NstError } from '../shared/errors.js';
export type { Reporter, StepProgress } from '../shared/reporter.js';
export { KEEP_COLORS, type KeepColors, START_KINDS, type TransferImageOptions } from './options.js';
export type { Picture, Size } from './picture.js';
export { PRESET_NAMES, type PresetName } from './presets.js';
export { readPicture } from './read.js';
export { type TransferImageResult, transferImage } from './transferImage.js';
export { checkOutput, writePicture } from './write.js';
