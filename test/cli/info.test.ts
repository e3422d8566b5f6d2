import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSound } from '../../src/audio/index.js';
import { writePicture } from '../../src/image/index.js';
import { chirp, noise } from '../shared/dsp/signals.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const RATE_HZ = 22_050;

beforeAll(async () => {
  await writePicture(file('photo.png'), scene({ width: 40, height: 32 }, 1));
  await writePicture(file('style.png'), scene({ width: 40, height: 32 }, 2));
  await writeSound(file('voice.wav'), { sampleRateHz: RATE_HZ, channels: [chirp(0.3, RATE_HZ)] });
  await writeSound(file('rain.wav'), { sampleRateHz: RATE_HZ, channels: [noise(9000)] });
});

const TERM = 'laplacian:weight=0.5';
const PICTURE = [
  'image',
  'photo.png',
  '-s',
  'style.png',
  '--size',
  '32',
  '--iterations',
  '1',
  '--term',
  TERM,
];
const SOUND = ['audio', 'voice.wav', '-s', 'rain.wav', '--strength', '0'];

describe('nst info', () => {
  it('tells the settings of a picture, files by their names alone', async () => {
    const args = PICTURE.map((word) => (word.endsWith('.png') ? file(word) : word));
    expect(await nstHere([...args, '-o', file('out.png'), '--device', 'cpu', '-q'])).toMatchObject({
      code: 0,
    });
    const { stdout } = await nstHere(['info', file('out.png'), '--json']);
    const { creator, settings } = JSON.parse(stdout);
    expect(creator).toMatch(/^nst \d/);
    expect(settings).toMatchObject({ content: ['photo.png'], style: ['style.png'], size: 32, iterations: 1 });
    expect(stdout).not.toContain(folder);
    expect((await nstHere(['info', file('out.png')])).stdout).toMatch(/^nst \d.*\n(.*\n)* {2}size: 32\n/);
  });

  it.each(['out.wav', 'out.flac'])('tells the settings of a sound: %s', async (output) => {
    const args = SOUND.map((word) => (word.endsWith('.wav') ? file(word) : word));
    expect(await nstHere([...args, '-o', file(output), '-q'])).toMatchObject({ code: 0 });
    const { stdout } = await nstHere(['info', file(output), '--json']);
    expect(JSON.parse(stdout).settings).toMatchObject({
      content: ['voice.wav'],
      style: ['rain.wav'],
      strength: 0,
    });
    expect(stdout).not.toContain(folder);
  });

  it.each([
    ['photo.png', /photo\.png: expected a result of nst, found no settings in it/],
    ['voice.wav', /voice\.wav: expected a result of nst, found no settings in it/],
    ['none.png', /none\.png: .*found no file of that name/],
  ])('says where there are none: %s', async (name, problem) => {
    const { code, stdout, stderr } = await nstHere(['info', file(name)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
  });
});
