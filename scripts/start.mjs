/** `npm start`: what the tool does, on pictures, sounds and letters that come along. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
mkdirSync('out', { recursive: true });

/** Runs the command and shows it, as one would type it. */
function nst(...args) {
  console.error(`\n> nst ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['bin/nst.js', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

nst(
  'apply',
  'fixtures/pictures/cat.jpg',
  '--style',
  'woodcut',
  '--strength',
  '0.7',
  '-o',
  'out/woodcut.png',
  '--force',
);
nst(
  'apply',
  'fixtures/pictures/cat.jpg',
  '--style',
  'fixtures/pictures/reading.jpg',
  '-o',
  'out/quick.png',
  '--force',
);
nst(
  'image',
  'fixtures/pictures/cat.jpg',
  '--style',
  'fixtures/pictures/reading.jpg',
  '--size',
  '448',
  '-o',
  'out/picture.png',
  '--force',
);
nst(
  'audio',
  'fixtures/audio/voice.wav',
  '--style',
  'fixtures/audio/guitar.wav',
  '-o',
  'out/voice-guitar.wav',
  '--report',
  'out/voice-guitar.html',
  '--force',
);
nst(
  'video',
  'fixtures/films/shape.webp',
  '--style',
  'woodcut',
  '--size',
  '320',
  '-o',
  'out/film.webp',
  '--force',
);
nst('glyph', 'Hello', '--style', 'fixtures/glyph/fire.png', '-o', 'out/hello.png', '--force');
console.error(`
The cat of a net that has learnt styles is out/woodcut.png, that of a net for any style out/quick.png, that of its own minute out/picture.png, the voice in the sound of a guitar out/voice-guitar.wav (out/voice-guitar.html shows and
measures it), a moving shape cut in wood out/film.webp, and a word in flames out/hello.png. Try your own:

  node bin/nst.js apply photo.jpg --style woodcut
  node bin/nst.js image photo.jpg --style painting.jpg
  node bin/nst.js audio voice.wav --style guitar.wav
  node bin/nst.js video film.mp4 --style woodcut
  node bin/nst.js glyph Hello --style fixtures/glyph/fire.png`);
