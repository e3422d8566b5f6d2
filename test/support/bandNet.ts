import { bandInputs, styleWeights } from '../../src/audio/apply/bandLevels.js';
import { MOMENT_BANDS } from '../../src/audio/features/bands.js';
import { envelopeMap } from '../../src/audio/shape/envelopeMap.js';
import { gaussianOf } from '../../src/shared/linalg/gaussian.js';
import { Rng } from '../../src/shared/rng.js';
import { type BandFamily, bandShapes } from '../../src/shared/stylise/bandNet.js';
import type { SoundCard } from '../../src/shared/stylise/modelFile.js';
import { Learner } from '../../src/shared/train/learner.js';

/** A small net of sounds. */
export const BAND_FAMILY: BandFamily = { kind: 'bands', bands: MOMENT_BANDS, width: 6, blocks: 1 };

/** Levels of bands, [frames * bands]. */
const levelsOf = (frames: number, seed: number) =>
  new Rng(seed).normals(frames * MOMENT_BANDS).map((x) => x - 8);

/** A style's, and what it is known by. */
export const bandStyle = () => gaussianOf(levelsOf(60, 7), MOMENT_BANDS);

/** What a file of such a net holds that nobody has trained: what it asks for is noise. */
export const bandWeights = () =>
  new Map([...Learner.start(bandShapes(BAND_FAMILY), 1).means, ...styleWeights(bandStyle())]);

/** What is known of it. */
export const SOUND_CARD: SoundCard = {
  version: 1,
  method: 'bands',
  family: BAND_FAMILY,
  styles: [{ name: 'guitar' }],
  strength: 0.8,
  network: 'audio',
  steps: 3,
  seed: 0,
  content: '2 sounds',
  licence: 'MIT',
  attribution: '',
  creator: 'nst test',
  styleHz: 11_025,
};

/** What it is given of some frames. */
export function bandInput(frames: number) {
  const levels = levelsOf(frames, 4);
  return bandInputs(levels, envelopeMap(gaussianOf(levelsOf(80, 5), MOMENT_BANDS), bandStyle()));
}
