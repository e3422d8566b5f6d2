/** Pictures, and what they are read as: plain, masks, styles, shapes, backgrounds. */
import { backgroundPicture, openBackground } from '../../src/glyph/background/background.js';
import { readStyle } from '../../src/glyph/style/readStyle.js';
import { readMask } from '../../src/shared/pictures/mask.js';
import { fitTo, type Picture, RGB } from '../../src/shared/pictures/picture.js';
import { readPicture } from '../../src/shared/pictures/read.js';
import { mutateBoxes } from '../formats/boxes.js';
import { mutateGif } from '../formats/gif.js';
import { mutateJpeg } from '../formats/jpeg.js';
import { mutatePng } from '../formats/png.js';
import { mutateRiff } from '../formats/riff.js';
import { mutateTiff } from '../formats/tiff.js';
import { firstOf, type Mutator } from '../mutate/mutator.js';
import { PICTURE_KINDS, pictureSeeds, SMALL } from './pictureSeeds.js';
import { allFinite, expectSound, type Seed, type Target } from './target.js';

/** Changes any picture by its format. */
export const mutatePicture: Mutator = firstOf(
  ...[mutatePng, mutateJpeg, mutateGif, mutateTiff, mutateBoxes, mutateRiff],
);

/** What every command reads pictures at, or less. */
const READ_PX = 256;

/** @throws UnsoundResult if a picture is not one */
export function expectPicture({ width, height, pixels, alpha }: Picture): void {
  expectSound(width >= 1 && height >= 1, `a picture of ${width}x${height}`);
  expectSound(pixels.length === width * height * RGB, 'as many values as pixels');
  expectSound(allFinite(pixels), 'a value that is not finite');
  expectSound(
    pixels.every((value) => value >= 0 && value <= 1),
    'a value outside of 0..1',
  );
  expectSound(alpha === undefined || alpha.length === width * height, 'as many alpha values as pixels');
}

const plain = (kind: string): Target => ({
  name: kind,
  seeds: () => pictureSeeds(kind),
  mutatorOf: () => mutatePicture,
  read: async ({ file }) => expectPicture(await readPicture(file, (size) => fitTo(size, READ_PX))),
});

/** Seeds of all formats. */
async function mixedSeeds(kinds: readonly string[]): Promise<Seed[]> {
  const all = await Promise.all(kinds.map(pictureSeeds));
  return all.flat();
}

const MASK: Target = {
  name: 'mask',
  seeds: async () =>
    (await mixedSeeds(['png', 'gif', 'tiff'])).filter(({ name }) => !/turned|fixtures/.test(name)),
  mutatorOf: () => mutatePicture,
  read: async ({ file }) => {
    const mask = await readMask(file, { ...SMALL, name: 'content.png' });
    expectSound(mask.length === SMALL.width * SMALL.height, 'a value for each pixel');
    expectSound(
      mask.every((value) => value >= 0 && value <= 1 + 1e-6),
      'a value outside of 0..1',
    );
  },
};

/** A picture as a style of text: its shape is looked for. */
const STYLE: Target = {
  name: 'glyph style',
  seeds: () => mixedSeeds(['png', 'webp']),
  mutatorOf: () => mutatePicture,
  read: async ({ file }) => {
    const { picture, shape } = await readStyle(file);
    expectSound(allFinite(picture.rgba), 'a value that is not finite');
    expectSound(shape === undefined || allFinite(shape.data), 'a shape that is not finite');
  },
};

const BACKGROUND: Target = {
  name: 'background',
  seeds: () => mixedSeeds(['png', 'jpeg']),
  mutatorOf: () => mutatePicture,
  read: async ({ file }) => {
    const background = await openBackground(file);
    expectSound(allFinite(backgroundPicture(background, SMALL).rgba), 'a value that is not finite');
  },
};

/** Readers of pictures. */
export const PICTURE_TARGETS: readonly Target[] = [...PICTURE_KINDS.map(plain), MASK, STYLE, BACKGROUND];
