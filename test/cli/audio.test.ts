import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSound } from '../../src/audio/files/readSound.js';
import { writeSound } from '../../src/audio/files/writeSound.js';
import { int16, wavBytes } from '../audio/files/wavBytes.js';
import { chirp, noise } from '../shared/dsp/signals.js';
import { nst } from '../support/nst.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-audio-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);
const content = file('content.wav');
const style = file('style.wav');
const RATE = 22_050;
const FAST = ['--iterations', '2', '--device', 'cpu', '--threads', '1', '-q'];

beforeAll(async () => {
  await writeSound(content, { sampleRateHz: RATE, channels: [chirp(0.5, RATE)] });
  await writeSound(style, { sampleRateHz: RATE, channels: [noise(RATE)] });
});

describe('nst audio', () => {
  it('writes a sound like the content, and prints one JSON object', async () => {
    const output = file('a.wav');
    const { code, stdout, stderr } = await nst([
      'audio',
      content,
      '--style',
      style,
      ...FAST,
      '-o',
      output,
      '--json',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      output,
      durationS: 0.5,
      sampleRateHz: RATE,
      channels: 1,
      iterations: 2,
      ended: 'finished',
    });
    const sound = await readSound(output);
    expect(sound.sampleRateHz).toBe(RATE);
    expect(sound.channels[0]).toHaveLength(RATE / 2);
  });

  it('replaces a file only if it is told to, and never its inputs', async () => {
    const output = file('kept.wav');
    writeFileSync(output, 'mine');
    const refused = await nst(['audio', content, '--style', style, ...FAST, '-o', output]);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(/^nst: .*kept\.wav: exists already.*--force/);
    expect(readFileSync(output, 'utf8')).toBe('mine');
    const itself = await nst(['audio', content, '--style', style, ...FAST, '-o', content, '--force']);
    expect(itself).toMatchObject({ code: 2 });
    expect(itself.stderr).toMatch(/also an input/);
  });
});

/** Sounds that cannot be worked on, by name, and what is said of them. */
const BROKEN: readonly (readonly [string, () => Uint8Array | string, RegExp])[] = [
  ['text.wav', () => 'these are words\n', /text\.wav: expected a sound file, found text/],
  ['empty.wav', () => '', /empty\.wav: expected a sound file, found an empty file/],
  ['silent.wav', () => wavBytes({ rateHz: RATE, data: int16(new Int16Array(RATE)) }), /found silence/],
  ['dc.wav', () => wavBytes({ rateHz: RATE, data: int16(new Int16Array(RATE).fill(9000)) }), /DC offset/],
  ['short.wav', () => wavBytes({ rateHz: RATE, data: int16([1000, -1000, 500, 3]) }), /at least 100 ms/],
  ['1hz.wav', () => wavBytes({ rateHz: 1, data: int16(new Int16Array(900).fill(1)) }), /1hz\.wav: .*1 Hz/],
  ['1mhz.wav', () => wavBytes({ rateHz: 1e6, data: int16(noise(4000, 9000)) }), /1mhz\.wav: .*1000000 Hz/],
  ['none.wav', () => wavBytes({ rateHz: RATE, data: new Uint8Array(0) }), /none\.wav: .*no samples/],
  [
    'wide.wav',
    () => wavBytes({ rateHz: RATE, channels: 64, data: int16(noise(64 * 4000, 9000)) }),
    /64 channels|found 64/,
  ],
  [
    'nan.wav',
    () =>
      wavBytes({
        rateHz: RATE,
        format: 3,
        bits: 32,
        data: new Uint8Array(new Float32Array(9000).fill(Number.NaN).buffer),
      }),
    /expected finite samples, found NaN/,
  ],
];

describe('bad sounds', () => {
  it.each(BROKEN)('%s is refused in one line, and nothing is written', async (name, bytes, message) => {
    const path = file(name);
    writeFileSync(path, bytes());
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await nst([
      'audio',
      path,
      '--style',
      style,
      ...FAST,
      '-o',
      file('never.wav'),
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
    expect(existsSync(file('never.wav'))).toBe(false);
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each([
    [[], /style: expected at least one sound, found none/],
    [['--style', style, '--strength', '2'], /strength: expected a number from 0 to 1, found 2/],
    [['--style', style, '--bits', '12'], /bits: expected one of 16, 24, 32f, found "12"/],
    [
      ['--style', style, '--loudness', 'loud'],
      /loudness: expected one of content, style, none, found "loud"/,
    ],
    [['--style', style, '-o', 'x.mp3'], /x\.mp3: expected a name that ends in \.wav or \.flac/],
    [['--style', 'missing.wav', '-o', 'y.wav'], /missing\.wav: no such file/],
    [['--style', style, '--style-blend', '1,2', '-o', 'y.wav'], /style-blend: expected 1 number, .*found 2/],
  ])('options %j are refused in one line', async (args, message) => {
    const { code, stdout, stderr } = await nst(['audio', content, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
  });
});
