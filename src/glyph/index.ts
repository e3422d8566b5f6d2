/** Text: the library behind `nst glyph`. */
export { NstError } from '../shared/errors.js';
export type { Grid } from '../shared/fields/grid.js';
export type { Size } from '../shared/pictures/picture.js';
export type { Premultiplied } from '../shared/pictures/premultiplied.js';
export { checkOutput, writePicture } from '../shared/pictures/write.js';
export type { Reporter, StepProgress } from '../shared/reporter.js';
export { BM_FONT_FORMATS, type BmFont, type BmFontFormat, formatBmFont } from './atlas/bmFont.js';
export type { Atlas } from './atlas/makeAtlas.js';
export { ENGINES, type EngineName } from './engineNames.js';
export type { MadeFonts } from './fontOut/makeFonts.js';
export type { Animation } from './frames/readAnimation.js';
export { checkFramesPath, type FrameSet, writeFrames } from './frames/writeFrames.js';
export { type LayerSet, layerSet, type Parts } from './layers/layerSet.js';
export { type LayerPicture, toBytes } from './layers/splitLayers.js';
export { checkLayersPath, layerPaths, writeLayers } from './layers/writeLayers.js';
export { SCALES, type TransferGlyphOptions } from './options.js';
export { toGrey, toStraight } from './output/straight.js';
export { makeStylePack, type StylePackOptions } from './pack/openStyle.js';
export { checkPackPath, writePack } from './pack/packFile.js';
export type { StylePack } from './pack/stylePack.js';
export { exampleSites, type PatchField, paintField } from './patch/field.js';
export { type PatchResult, patchSynthesis } from './patch/patchSynthesis.js';
export { candidateSheet } from './style/find/candidateSheet.js';
export type { ShapeCandidate } from './style/find/locateShape.js';
export type { ShapeOrigin, Style } from './style/readStyle.js';
export { openStyliser, type Stylised, type Styliser, type StyliserOptions } from './styliser.js';
export type { Direction, EffectExample, Synthesis, SynthesisTask } from './synthesis.js';
export { ALIGNMENTS, type Alignment } from './text/alignment.js';
export {
  type AlphabetOptions,
  type AtlasTransferOptions,
  type FontTransferOptions,
  transferAtlas,
  transferFonts,
} from './transferAlphabet.js';
export {
  type GlyphTransfer,
  openTransfer,
  type TransferGlyphResult,
  transferGlyph,
} from './transferGlyph.js';
