import { bandInputs } from '../../src/audio/apply/bandLevels.js';
import { MOMENT_BANDS } from '../../src/audio/features/bands.js';
import { Rng } from '../../src/shared/rng.js';
import { type BandFamily, bandShapes } from '../../src/shared/stylise/bandNet.js';
import type { SoundCard } from '../../src/shared/stylise/modelFile.js';
import { Learner } from '../../src/shared/train/learner.js';

/** A small net of sounds. */
export const BAND_FAMILY: BandFamily = { kind: 'bands', bands: MOMENT_BANDS, width: 6, blocks: 1 };

/** Weights of such a net that nobody has trained: what it asks for is noise. */
export const bandWeights = () => Learner.start(bandShapes(BAND_FAMILY), 1).means;

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
  const rng = new Rng(4);
  const levels = rng.normals(frames * MOMENT_BANDS).map((x) => x - 8);
  const of = (value: () => number) => Float32Array.from({ length: MOMENT_BANDS }, value);
  return bandInputs(levels, { mean: of(() => rng.normal() - 8), deviation: of(() => 0.5 + rng.uniform()) });
}
