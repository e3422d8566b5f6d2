/** Pictures: the library behind `nst image`. */
export { Checkpoint, type CheckpointOptions } from '../shared/checkpoint/checkpoint.js';
export { NstError } from '../shared/errors.js';
export type { Method } from '../shared/methods/method.js';
export { picturesOf } from '../shared/pictures/folder.js';
export type { Picture, Size } from '../shared/pictures/picture.js';
export { readPicture } from '../shared/pictures/read.js';
export type { PictureFile } from '../shared/pictures/source.js';
export { checkOutput, encodePicture, writePicture } from '../shared/pictures/write.js';
export type { Reporter, StepProgress } from '../shared/reporter.js';
export type { ModelCard, ModelStyle } from '../shared/stylise/modelFile.js';
export { readModel, type StyliserModel, writeModel } from '../shared/stylise/modelFile.js';
export { type AppliedStyle, applyStyle } from './apply/applyStyle.js';
export { type NetOptions, OpenNet } from './apply/openNet.js';
export type { ApplyOptions } from './apply/options.js';
export { shippedStyles } from './apply/shippedNet.js';
export { styleSheet } from './apply/styleSheet.js';
export { matchColours } from './colour/match.js';
export { colourStatistics } from './colour/statistics.js';
export type { Past } from './inputs.js';
export {
  COMMAND_METHODS,
  GUIDED_METHODS,
  METHODS,
  PRESET_NAMES,
  type PresetName,
} from './methods/registry.js';
export { type NextPicture, OpenTransfer } from './openTransfer.js';
export {
  IMAGE_OPTIONS,
  KEEP_COLORS,
  type KeepColors,
  START_KINDS,
  type TransferImageOptions,
} from './options.js';
export { PHOTO_FINISHES, type PhotoFinish, type PhotoOptions } from './photo/options.js';
export { type PhotoResult, transferPhoto } from './photo/transferPhoto.js';
export { BRUSH_NAMES, type BrushName } from './render/brushes.js';
export {
  ANALOGY_COLORS,
  type AnalogyColors,
  RENDER_WAYS,
  type RenderOptions,
  type RenderWay,
} from './render/options.js';
export { type RenderResult, renderImage } from './render/renderImage.js';
export { TEXTURE_WAYS, type TextureOptions, type TextureWay } from './texture/options.js';
export { synthesiseTexture, type TextureResult } from './texture/synthesiseTexture.js';
export type { TrainOptions } from './train/options.js';
export { type TrainedStyle, trainStyle } from './train/trainStyle.js';
export { type TransferImageResult, transferImage } from './transferImage.js';
