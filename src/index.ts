/** nst: neural style transfer. `nst/image`, `nst/audio` and `nst/glyph` have all of their medium; this entry has what they begin with. */
export { type TransferAudioOptions, type TransferAudioResult, transferAudio } from './audio/index.js';
export { type TransferGlyphOptions, type TransferGlyphResult, transferGlyph } from './glyph/index.js';
export * from './image/index.js';
