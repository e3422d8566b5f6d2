/**
 * Makes the pictures of docs/photo.md: photographs in the light of others, each beside the two that it is made of, as the command makes them. Needs
 * the built package, and the free photographs that `node scripts/fetch-training-data.mjs FOLDER` leaves; where each is from is told by
 * training/pictures/photos.json.
 *
 *     node scripts/make-photo-examples.mjs FOLDER
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Name of the picture, photograph and style by their names in the list. */
const EXAMPLES = [
  ['dusk', 'mountain5', 'mountain9'],
  ['autumn', 'fields3', 'fields0'],
  ['winter', 'forest3', 'snow1'],
];
/** Of the photographs in the package. */
const SIZE = { width: 720, height: 360 };
/** Between photographs. */
const GAP_PX = 6;

const [data] = process.argv.slice(2);
if (data === undefined || !existsSync(join(data, 'packages'))) {
  process.stderr.write('Usage: node scripts/make-photo-examples.mjs FOLDER\n');
  process.exit(2);
}
const photoOf = (name) =>
  join(data, 'packages/endless-sky-data-0.9.8-1.2/usr/share/games/endless-sky/images/land', `${name}.jpg`);
const folder = mkdtempSync(join(tmpdir(), 'nst-photo-'));
for (const [name, content, style] of EXAMPLES) {
  const result = join(folder, `${name}.png`);
  const args = ['bin/nst.js', 'photo', photoOf(content), '--style', photoOf(style), '-o', result, '-q'];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  const half = { width: (SIZE.width - GAP_PX) / 2, height: SIZE.height / 2 };
  const [before, light] = await Promise.all(
    [content, style].map((photo) => sharp(photoOf(photo)).resize(half).png().toBuffer()),
  );
  // Both at half of the size above, the result as it is.
  await sharp({
    create: { ...SIZE, height: SIZE.height + half.height + GAP_PX, channels: 3, background: 'white' },
  })
    .composite([
      { input: before, left: 0, top: 0 },
      { input: light, left: half.width + GAP_PX, top: 0 },
      { input: result, left: 0, top: half.height + GAP_PX },
    ])
    .jpeg({ quality: 88, mozjpeg: true })
    .toFile(join(ROOT, `docs/pictures/photo-${name}.jpg`));
}
rmSync(folder, { recursive: true });
