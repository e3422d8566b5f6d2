/** nst: neural style transfer. `nst/image` and `nst/audio` have everything of their medium; this entry has what both begin with. */
export { type TransferAudioOptions, type TransferAudioResult, transferAudio } from './audio/index.js';
export * from './image/index.js';
