/** Sound files. */
import { readSound } from '../../src/audio/files/readSound.js';
import { encodeSound } from '../../src/audio/files/writeSound.js';
import { mutateFlac } from '../formats/flac.js';
import { mutateMpeg } from '../formats/mpeg.js';
import { mutateOgg } from '../formats/ogg.js';
import { mutateRiff } from '../formats/riff.js';
import { oneFile } from '../input.js';
import { firstOf, type Mutator } from '../mutate/mutator.js';
import { fixture } from './fixture.js';
import { allFinite, expectSound, type Place, type Seed, type Target } from './target.js';
import { wavSeeds } from './wavSeeds.js';

const mutateSound: Mutator = firstOf(mutateRiff, mutateFlac, mutateOgg, mutateMpeg);

async function read({ file }: Place): Promise<void> {
  const { sampleRateHz, channels } = await readSound(file);
  expectSound(sampleRateHz > 0, `a rate of ${sampleRateHz} Hz`);
  expectSound(channels.every(allFinite), 'a sample that is not finite');
  expectSound(new Set(channels.map(({ length }) => length)).size === 1, 'channels of unequal length');
}

const fromFixture = (name: string, path: string, weight = 1): Seed => ({
  name: path,
  input: oneFile(name, fixture(path)),
  weight,
});

/** A short tone as FLAC. */
async function smallFlac(): Promise<Seed> {
  const tone = Float32Array.from({ length: 1600 }, (_, i) => 0.5 * Math.sin(i / 5));
  const bytes = await encodeSound({ sampleRateHz: 8000, channels: [tone, tone.slice()] }, 'flac');
  return { name: 'a tone', input: oneFile('sound.flac', new Uint8Array(bytes)) };
}

const FORMATS = 'fixtures/audio/formats';

const SEEDS: Readonly<Record<string, () => Promise<readonly Seed[]>>> = {
  wav: wavSeeds,
  flac: async () => [
    await smallFlac(),
    fromFixture('sound.flac', `${FORMATS}/sweep.flac`, 0.3),
    fromFixture('sound.flac', `${FORMATS}/sweep24.flac`, 0.1),
  ],
  mp3: async () => [fromFixture('sound.mp3', `${FORMATS}/sweep.mp3`)],
  ogg: async () => [
    fromFixture('sound.ogg', `${FORMATS}/sweep.ogg`),
    fromFixture('sound.ogg', `${FORMATS}/sweep.oga`, 0.3),
  ],
  opus: async () => [fromFixture('sound.opus', `${FORMATS}/sweep.opus`)],
};

/** Readers of sounds. */
export const SOUND_TARGETS: readonly Target[] = Object.entries(SEEDS).map(([name, seeds]) => ({
  name,
  seeds,
  mutatorOf: () => mutateSound,
  read,
}));
