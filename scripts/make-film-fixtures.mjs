/**
 * Makes fixtures/films out of fixtures/pictures, and prints their SHA-256 for fixtures/FIXTURES.md:
 *
 *     node scripts/make-film-fixtures.mjs
 *
 * Motion is known and smooth: a pan and a zoom over a picture, and a shape that moves before another.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const SIZE = { width: 320, height: 180 };
const FRAMES = 12;
const DELAY_MS = 80;
const pictures = fileURLToPath(new URL('../fixtures/pictures/', import.meta.url));
const films = fileURLToPath(new URL('../fixtures/films/', import.meta.url));

/** A part of a picture, at the size of a film: everything lies between pixels. */
const part = (name, area) =>
  sharp(join(pictures, name)).extract(area).resize(SIZE.width, SIZE.height, { fit: 'fill' });

/** To the right and a little downwards: 3.2 and 0.8 pixels a frame. */
function pan(frame) {
  const [width, height] = [512, 288];
  return part('boats.jpg', {
    left: 20 + Math.round(5.12 * frame),
    top: 100 + Math.round(1.28 * frame),
    width,
    height,
  });
}

/** Towards the middle: things grow by 2.5 to 3 % a frame. */
function zoom(frame) {
  const width = 600 - 14 * frame;
  const height = Math.round((width * 9) / 16);
  return part('coffee.jpg', { left: 7 * frame, top: 30 + Math.round((337 - height) / 2), width, height });
}

/** A disc of one picture goes before a part of another: 4 pixels to the right and 1 upwards a frame, past things that are hidden and come back. */
async function shape(frame) {
  const side = 160;
  const round = Buffer.from(`<svg width="${side}" height="${side}"><circle cx="80" cy="80" r="79"/></svg>`);
  const disc = await sharp(join(pictures, 'cat.jpg'))
    .extract({ left: 110, top: 0, width: 240, height: 240 })
    .resize(side, side)
    .composite([{ input: round, blend: 'dest-in' }])
    .png()
    .toBuffer();
  const still = await part('hollyhocks.jpg', { left: 0, top: 120, width: 560, height: 315 })
    .resize(2 * SIZE.width, 2 * SIZE.height, { fit: 'fill' })
    .composite([{ input: disc, left: 40 + 8 * frame, top: 140 - 2 * frame }])
    .png()
    .toBuffer();
  return sharp(still).resize(SIZE.width, SIZE.height);
}

for (const [name, frameOf] of Object.entries({ pan, zoom, shape })) {
  const frames = [];
  for (let frame = 0; frame < FRAMES; frame++)
    frames.push(await (await frameOf(frame)).removeAlpha().png().toBuffer());
  const path = join(films, `${name}.webp`);
  await sharp(frames, { join: { animated: true } })
    .removeAlpha()
    .webp({ quality: 88, smartSubsample: true, loop: 0, delay: frames.map(() => DELAY_MS) })
    .toFile(path);
  const bytes = readFileSync(path);
  console.log(`${createHash('sha256').update(bytes).digest('hex')}  films/${name}.webp ${bytes.length}`);
}
