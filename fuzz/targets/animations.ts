/** Animations: GIF, WebP, and folders of pictures. */
import { readAnimation } from '../../src/glyph/frames/readAnimation.js';
import type { Input } from '../input.js';
import { oneFile } from '../input.js';
import { movingPicture, pictureSeeds } from './pictureSeeds.js';
import { expectPicture, mutatePicture } from './pictures.js';
import { expectSound, type Seed, type Target } from './target.js';

async function readFrames(path: string): Promise<void> {
  const { frames, delaysMs } = await readAnimation(path);
  expectSound(frames.length >= 2 && delaysMs.length === frames.length, 'frames and a delay for each');
  expectSound(
    delaysMs.every((delay) => delay > 0),
    'a frame that is not shown',
  );
  for (const frame of frames) expectPicture(frame);
}

async function seedsOf(kind: 'gif' | 'webp'): Promise<Seed[]> {
  const input = oneFile(`moving.${kind}`, await movingPicture(kind));
  const single = (await pictureSeeds(kind)).filter(({ name }) => !name.includes('moving'));
  return [{ name: `${kind}, three frames`, input }, ...single.map((seed) => ({ ...seed, isRefused: true }))];
}

async function folderSeeds(): Promise<Seed[]> {
  const frames = (await pictureSeeds('png')).filter(({ name }) => /plain|alpha|grey/.test(name));
  const files = frames.map(({ input }, i) => [`${i}.png`, [...input.values()][0]!] as const);
  const input: Input = new Map(files);
  return [{ name: 'a folder of frames', input }];
}

/** Readers of animations. */
export const ANIMATION_TARGETS: readonly Target[] = [
  {
    name: 'animation',
    seeds: async () => [...(await seedsOf('gif')), ...(await seedsOf('webp'))],
    mutatorOf: () => mutatePicture,
    read: ({ file }) => readFrames(file),
  },
  {
    name: 'frame folder',
    seeds: folderSeeds,
    mutatorOf: () => mutatePicture,
    read: ({ folder }) => readFrames(folder),
  },
];
