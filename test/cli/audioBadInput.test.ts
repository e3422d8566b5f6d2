import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSound } from '../../src/audio/files/readSound.js';
import { writeSound } from '../../src/audio/files/writeSound.js';
import { int16, wavBytes } from '../audio/files/wavBytes.js';
import { chirp, noise } from '../shared/dsp/signals.js';
import { nstHere } from '../support/nstHere.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-audio-bad-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);
const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = (name: string) => readFileSync(join(root, 'fixtures/audio/formats', name));
const [content, style] = [file('content.wav'), file('style.wav')];
const RATE = 22_050;
const FAST = ['--iterations', '1', '--device', 'cpu', '--threads', '1'];

beforeAll(async () => {
  await writeSound(content, { sampleRateHz: RATE, channels: [chirp(0.5, RATE)] });
  await writeSound(style, { sampleRateHz: RATE, channels: [noise(RATE)] });
});

const pcm = (data: Uint8Array, header: object = {}) => wavBytes({ rateHz: RATE, data, ...header });
const samples = (count: number) => int16(noise(count, 9000));
const floats = (value: number) => new Uint8Array(new Float32Array(9000).fill(value).buffer);

/** Sounds that cannot be worked on, by name, and what is said of them. */
const BROKEN: readonly (readonly [string, () => Uint8Array | string, RegExp])[] = [
  ['text.wav', () => 'these are words\n', /text\.wav: expected a sound file, found text/],
  ['empty.wav', () => '', /empty\.wav: expected a sound file, found an empty file/],
  ['none.wav', () => pcm(new Uint8Array(0)), /none\.wav: .*no samples/],
  ['silent.wav', () => pcm(int16(new Int16Array(RATE))), /found silence/],
  ['dc.wav', () => pcm(int16(new Int16Array(RATE).fill(9000))), /DC offset/],
  [
    'nan.wav',
    () => pcm(floats(Number.NaN), { format: 3, bits: 32 }),
    /finite samples, found NaN at sample 0/,
  ],
  ['5ms.wav', () => pcm(samples(110)), /at least 100 ms of sound, found 4\.99 ms/],
  ['1hz.wav', () => pcm(samples(900), { rateHz: 1 }), /1hz\.wav: .*found 1 Hz/],
  ['1mhz.wav', () => pcm(samples(4000), { rateHz: 1e6 }), /1mhz\.wav: .*found 1000000 Hz/],
  ['wide.wav', () => pcm(samples(64 * 4000), { channels: 64 }), /1 or 2 channels, found 64/],
  ['cut.wav', () => pcm(samples(4000), { dataSize: 99_999 }), /cut short: the header promises 99999 bytes/],
  [
    'head.wav',
    () => pcm(samples(4000)).subarray(0, 30),
    /head\.wav: expected a WAV file, found a broken header/,
  ],
  ['lying.wav', () => pcm(samples(4000), { blockAlign: 1 }), /the header contradicts itself/],
  ['voiceless.wav', () => pcm(samples(4000), { channels: 0, blockAlign: 2 }), /promises 0 channels/],
  ['cut.flac', () => fixture('sweep.flac').subarray(0, 20_000), /cut\.flac: the file is cut short/],
  ['cut.opus', () => fixture('sweep.opus').subarray(0, 3000), /cut\.opus: the file is cut short/],
  ['head.mp3', () => fixture('sweep.mp3').subarray(0, 90), /head\.mp3: /],
];

describe('bad sounds', () => {
  it.each(BROKEN)('%s is refused in one line, and nothing is written', async (name, bytes, message) => {
    const path = file(name);
    writeFileSync(path, bytes());
    const before = readdirSync(folder);
    const args = ['audio', path, '--style', style, ...FAST, '-o', file('never.wav')];
    const { code, stdout, stderr } = await nstHere([...args, '-q']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('a style that is the content', () => {
  it('gives the content back, and says so', async () => {
    const output = file('same.wav');
    const { code, stderr } = await nstHere(['audio', content, '--style', content, ...FAST, '-o', output]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `warning: the style is the content: the content is returned as it is\n${output}: 0.5 s of sound, unchanged\n`,
    });
    const [before, after] = [await readSound(content), await readSound(output)];
    expect(after).toEqual(before);
  });
});

/** Runs the command in a name space of its own, where a folder is a disk of 8 kB. */
function onTinyDisk(disk: string, args: readonly string[]) {
  const script = 'mount -t tmpfs -o size=8k tmpfs "$0" && "$@"; code=$?; ls -A "$0"; exit $code';
  const command = [process.execPath, join(root, 'bin/nst.js'), ...args];
  return spawnSync('unshare', ['-rm', 'sh', '-c', script, disk, ...command], { encoding: 'utf8' });
}
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

describe.skipIf(!canMount)('a full disk', () => {
  const disk = file('disk');
  beforeAll(() => mkdirSync(disk));

  it.each([
    ['a sound', ['audio', content, '--style', style, ...FAST, '-q', '-o', join(disk, 'a.wav')]],
    ['a saved style', ['audio', 'style', style, '-o', join(disk, 'a.nststyle')]],
  ])('is told in one line when %s does not fit, and nothing is left there', (_, args) => {
    const { status, stdout, stderr } = onTinyDisk(disk, args);
    expect(stderr).toBe(
      `nst: ${args.at(-1)}: cannot be written: the disk is full; make room and run again\n`,
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(existsSync(join(disk, 'a.wav'))).toBe(false);
  });
});
