/** Styles and sounds that are read and then worked with: what a reader lets pass must not trip what comes after it. */

import { transferAudio } from '../../src/audio/transferAudio.js';
import { encodePack } from '../../src/glyph/pack/encodePack.js';
import { transferGlyph } from '../../src/glyph/transferGlyph.js';
import { mutateRiff } from '../formats/riff.js';
import { mutateStylePack } from '../formats/stylePack.js';
import { oneFile } from '../input.js';
import { pictureSeeds } from './pictureSeeds.js';
import { mutatePicture } from './pictures.js';
import { discStyle } from './styles.js';
import { allFinite, CHECKSUMMED, expectSound, type Place, type Seed, type Target } from './target.js';
import { wavSeeds } from './wavSeeds.js';

const LETTER_PX = 48;

async function styleALetter({ file }: Place): Promise<void> {
  const { picture } = await transferGlyph({ text: 'I', style: file, size: LETTER_PX, threads: 1 });
  expectSound(allFinite(picture.rgba), 'a value that is not finite');
}

async function packSeeds(): Promise<Seed[]> {
  return (['mask', 'none'] as const).map((origin) => ({
    name: `shape: ${origin}`,
    input: oneFile('style.nstglyph', encodePack({ style: discStyle(origin), seed: 3, direction: 'auto' })),
  }));
}

const RATE_HZ = 8000;
const CONTENT = {
  sampleRateHz: RATE_HZ,
  channels: [
    Float32Array.from({ length: RATE_HZ / 2 }, (_, i) => 0.4 * Math.sin(i / 7) + 0.1 * Math.sin(i / 3)),
  ],
};

/** The quickest way through everything that is done with sounds but the optimisation. */
async function matchSounds({ file }: Place): Promise<void> {
  for (const sounds of [
    { content: file, style: CONTENT },
    { content: CONTENT, style: file },
  ]) {
    const { sound } = await transferAudio({ ...sounds, method: 'eq-match' });
    expectSound(sound.channels.every(allFinite), 'a sample that is not finite');
  }
}

/** Work with what was read. */
export const IN_USE_TARGETS: readonly Target[] = [
  {
    name: 'pack in use',
    structuredShare: CHECKSUMMED,
    seeds: packSeeds,
    mutatorOf: () => mutateStylePack,
    read: styleALetter,
  },
  {
    name: 'picture in use',
    seeds: async () =>
      [...(await pictureSeeds('png')), ...(await pictureSeeds('gif'))].filter(
        ({ name }) => !name.startsWith('fixtures'),
      ),
    mutatorOf: () => mutatePicture,
    read: styleALetter,
  },
  { name: 'sound in use', seeds: wavSeeds, mutatorOf: () => mutateRiff, read: matchSounds },
];
