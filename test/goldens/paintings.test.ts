import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import {
  type Picture,
  readPicture,
  renderImage,
  synthesiseTexture,
  transferImage,
} from '../../src/image/index.js';
import { compareGolden, GOLDEN_TIMEOUT_MS } from '../support/goldens/golden.js';
import { PICTURE_FORMAT } from '../support/goldens/pictureFormat.js';
import { perceptualDistance } from '../support/perceptual.js';

vi.setConfig({ testTimeout: GOLDEN_TIMEOUT_MS, hookTimeout: GOLDEN_TIMEOUT_MS });

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/pictures/${name}.jpg`, import.meta.url));
const [boats, cat, coffee, swirls] = ['boats', 'cat', 'coffee', 'swirls'].map(fixture);
const CPU = { device: 'cpu', threads: 1 } as const;

/** Farthest from a golden, as a perceptual distance: JPEG alone is 0.001 away. */
const TOLERANCE = 0.003;
/** Processors round sums in other orders, and a texture that begins as noise has no one way to go: 0.008 from a Xeon to an EPYC. */
const TOLERANCES: Readonly<Record<string, number>> = { 'texture-gram-tile': 0.012 };

/** Pictures without a style of their own, each by one call. */
const CASES: readonly (readonly [name: string, make: () => Promise<{ readonly picture: Picture }>])[] = [
  [
    'texture-gram-tile',
    () => synthesiseTexture({ example: swirls!, size: 80, scale: 0.2, tile: true, iterations: 24, ...CPU }),
  ],
  [
    'texture-patches-tile',
    () => synthesiseTexture({ example: swirls!, size: 128, scale: 0.25, tile: true, by: 'patches', ...CPU }),
  ],
  [
    'reconstruct-mixed0',
    () => transferImage({ content: cat!, reconstruct: 'mixed0', size: 80, iterations: 60, ...CPU }),
  ],
  ['render-impressionist', () => renderImage({ content: coffee!, size: 160 })],
  ['render-expressionist', () => renderImage({ content: boats!, size: 160, preset: 'expressionist' })],
  ['render-wash', () => renderImage({ content: coffee!, size: 160, preset: 'colorist-wash' })],
  ['render-pointillist', () => renderImage({ content: cat!, size: 160, preset: 'pointillist' })],
  ['render-regions', () => renderImage({ content: boats!, size: 160, by: 'regions' })],
  [
    'render-analogy',
    () =>
      renderImage({
        content: coffee!,
        size: 96,
        by: ['analogy', swirls!, swirls!],
        colors: 'rgb',
        threads: 1,
      }),
  ],
];

it.each(CASES)('%s looks as its golden does', async (name, make) => {
  const { picture } = await make();
  await compareGolden(name, picture, PICTURE_FORMAT, TOLERANCES[name] ?? TOLERANCE);
});

it('goldens are far apart for what makes them: a photograph is none of its paintings', async () => {
  const { picture } = await renderImage({ content: coffee!, size: 160 });
  const photograph = await readPicture(coffee!, () => picture);
  expect(perceptualDistance(photograph, picture)).toBeGreaterThan(3 * TOLERANCE);
});
