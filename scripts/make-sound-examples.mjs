/**
 * Makes the sounds in docs/sounds and the spectrograms in docs/pictures: transfers between the two sounds in
 * fixtures/audio, with the default settings. Needs the built command (`npm run setup`).
 *
 *     node scripts/make-sound-examples.mjs
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
mkdirSync('docs/sounds', { recursive: true });
const { readSound } = await import('../dist/audio/files/readSound.js');
const { spectrogramPng } = await import('../dist/audio/spectrogramPicture.js');

const PAIRS = [
  ['voice', 'guitar'],
  ['guitar', 'voice'],
];

async function draw(sound, name) {
  const picture = sharp(await spectrogramPng(await readSound(sound)));
  await picture.jpeg({ quality: 85 }).toFile(`docs/pictures/sound-${name}.jpg`);
}

for (const [content, style] of PAIRS) {
  const fixture = (name) => `fixtures/audio/${name}.wav`;
  const result = `docs/sounds/${content}-${style}.flac`;
  const args = ['audio', fixture(content), '--style', fixture(style), '-o', result, '--force'];
  const { status } = spawnSync(process.execPath, ['bin/nst.js', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  await draw(fixture(content), content);
  await draw(result, `${content}-${style}`);
}
