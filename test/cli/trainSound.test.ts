import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeSound } from '../../src/audio/files/writeSound.js';
import { writeModel } from '../../src/shared/stylise/modelFile.js';
import { bandWeights, SOUND_CARD } from '../support/bandNet.js';
import { MODEL_CARD } from '../support/modelCard.js';
import { nstHere } from '../support/nstHere.js';
import { randomWeights } from '../support/styliser.js';

const GUITAR = join(process.cwd(), 'fixtures/audio/guitar.wav');
const BOATS = join(process.cwd(), 'fixtures/pictures/boats.jpg');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-train-sound-'));
  await mkdir(join(folder, 'empty'));
  const silence = { sampleRateHz: 22_050, channels: [new Float32Array(22_050)] };
  await writeFile(join(folder, 'silence.wav'), await encodeSound(silence, 'wav', {}));
  await writeModel(join(folder, 'sounds.safetensors'), { card: SOUND_CARD, weights: bandWeights() });
  const { family } = MODEL_CARD;
  await writeModel(join(folder, 'pictures.safetensors'), {
    card: MODEL_CARD,
    weights: randomWeights(family),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TRAIN = ['train', GUITAR, '--audio', '-o', 'net.safetensors'];

it.each([
  [
    'two styles',
    ['train', GUITAR, 'b.wav', '--audio', '-o', 'n.safetensors'],
    /style: expected one sound.*found 2/,
  ],
  [
    'a sound without --audio',
    ['train', GUITAR, '--content', '.', '-o', 'n.safetensors'],
    /style: expected pictures, found a sound \(.*guitar\.wav\); add --audio/,
  ],
  ['a method of pictures', [...TRAIN, '--method', 'cin2017'], /method: expected none with --audio/],
  ['a size', [...TRAIN, '--size', '256'], /size: expected none with --audio/],
  [
    'silence',
    ['train', 'silence.wav', '--audio', '-o', 'n.safetensors'],
    /silence\.wav: expected a sound, found silence/,
  ],
  [
    'a net of pictures',
    ['audio', GUITAR, '--model', 'pictures.safetensors', '-o', 'o.wav'],
    /pictures\.safetensors: expected a net of sounds, found one of pictures; give it to nst apply --model/,
  ],
  [
    'a net of sounds',
    ['apply', BOATS, '--model', 'sounds.safetensors', '-o', 'o.png'],
    /sounds\.safetensors: expected a net of pictures, found one of sounds; give it to nst audio --model/,
  ],
  [
    'a style beside a net',
    ['audio', GUITAR, '--model', 'sounds.safetensors', '--style', GUITAR, '-o', 'o.wav'],
    /style: expected none beside --model/,
  ],
  [
    'a report',
    ['audio', GUITAR, '--model', 'sounds.safetensors', '--report', 'r.html', '-o', 'o.wav'],
    /report: expected none beside --model/,
  ],
])('%s where it cannot be is refused in one line', async (_, args, message) => {
  const { code, stderr } = await nstHere(args, { cwd: folder });
  expect(stderr.trim()).toMatch(message);
  // A stage may have begun.
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('nst: ')),
  ).toHaveLength(1);
  expect(code).toBe(2);
});

it('a net of sounds says what it is', async () => {
  const { stdout, code } = await nstHere(['models', 'show', 'sounds.safetensors'], { cwd: folder });
  expect(stdout).toMatch(
    /^bands: .*\nstyle: guitar\ntrained: 3 steps on 2 sounds, .*for sounds, seen with audio/,
  );
  expect(code).toBe(0);
});
