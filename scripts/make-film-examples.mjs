/**
 * Makes docs/pictures/film-strip.jpg and docs/pictures/film.webp: `npm run build && node scripts/make-film-examples.mjs`.
 *
 * The films are fixtures/films/pan.webp cut in wood: each frame by itself, and as `nst video` does it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const FILM = 'fixtures/films/pan.webp';
/** Of the strip, in pixels of the film: a part in which the mast moves by 16 pixels from picture to picture. */
const PART = { left: 128, top: 36, width: 160, height: 108 };
const SHOWN = [0, 4, 8, 11];
const GAP_PX = 6;

const folder = mkdtempSync(join(tmpdir(), 'nst-strip-'));
function made(name, ...options) {
  const output = join(folder, `${name}_%02d.png`);
  const args = ['video', FILM, '--style', 'woodcut', '--size', '320', '--device', 'cpu', '-q', '-o', output];
  execFileSync(process.execPath, ['bin/nst.js', ...args, ...options], { stdio: 'inherit' });
  return (frame) => join(folder, `${name}_${String(frame + 1).padStart(2, '0')}.png`);
}

const alone = made('alone', '--temporal', '0');
const together = made('together');
const source = (frame) => [FILM, { page: frame }];
const rows = [source, (frame) => [alone(frame)], (frame) => [together(frame)]];

const tiles = rows.flatMap((row, y) =>
  SHOWN.map(async (frame, x) => ({
    input: await sharp(...row(frame))
      .removeAlpha()
      .extract(PART)
      .resize(2 * PART.width)
      .png()
      .toBuffer(),
    left: x * (2 * PART.width + GAP_PX),
    top: y * (2 * PART.height + GAP_PX),
  })),
);
const width = SHOWN.length * (2 * PART.width + GAP_PX) - GAP_PX;
const height = rows.length * (2 * PART.height + GAP_PX) - GAP_PX;
await sharp({ create: { width, height, channels: 3, background: '#fff' } })
  .composite(await Promise.all(tiles))
  .jpeg({ quality: 84, mozjpeg: true })
  .toFile('docs/pictures/film-strip.jpg');

const frames = [];
for (let frame = 0; frame < 12; frame++) {
  const parts = await Promise.all(
    rows.map(async (row, x) => ({
      input: await sharp(...row(frame))
        .removeAlpha()
        .resize(240)
        .png()
        .toBuffer(),
      left: x * (240 + GAP_PX),
      top: 0,
    })),
  );
  const sheet = {
    create: { width: 3 * (240 + GAP_PX) - GAP_PX, height: 135, channels: 3, background: '#fff' },
  };
  frames.push(await sharp(sheet).composite(parts).png().toBuffer());
}
// To and fro, so that it has no end.
const toAndFro = [...frames, ...frames.slice(1, -1).reverse()];
await sharp(toAndFro, { join: { animated: true } })
  .webp({ quality: 62, loop: 0, delay: toAndFro.map(() => 100) })
  .toFile('docs/pictures/film.webp');
rmSync(folder, { recursive: true });
