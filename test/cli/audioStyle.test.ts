import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSound } from '../../src/audio/files/writeSound.js';
import { chirp, noise } from '../shared/dsp/signals.js';
import { nstHere } from '../support/nstHere.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-style-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);
const [content, style, saved] = [file('content.wav'), file('style.wav'), file('style.nststyle')];
const RATE = 22_050;
const CPU = ['--device', 'cpu', '--threads', '1', '-q'];
const STEPS = ['--iterations', '2'];
const transfer = (styles: string[], output: string, ...more: string[]) =>
  nstHere(['audio', content, '--style', ...styles, ...CPU, '-o', file(output), ...more]);
const bytes = (name: string) => readFileSync(file(name));

beforeAll(async () => {
  await writeSound(content, { sampleRateHz: RATE, channels: [chirp(0.3, RATE)] });
  await writeSound(style, {
    sampleRateHz: 48_000,
    channels: [noise(14_000, 0.1, 1), noise(14_000, 0.05, 2)],
  });
  const made = await nstHere(['audio', 'style', style, ...CPU]);
  expect(made).toEqual({ code: 0, stdout: '', stderr: '' });
});

/** Up to what the file says of how it was made, which names the style. */
const samples = (name: string) => bytes(name).subarray(44, bytes(name).lastIndexOf('LIST'));

describe('a saved style', () => {
  it.each([
    ['by itself', [saved], [style], STEPS],
    [
      'in a blend, at the loudness of the style',
      [saved, content],
      [style, content],
      ['--loudness', 'style', ...STEPS],
    ],
    ['with EQ match', [saved], [style], ['--method', 'eq-match']],
    ['by transport', [saved], [style], ['--method', 'transport']],
  ])('gives the same bytes as its sound, %s', async (_, one, other, more) => {
    expect(await transfer(one, 'saved.wav', '--force', ...more)).toMatchObject({ code: 0, stderr: '' });
    expect(await transfer(other, 'sound.wav', '--force', ...more)).toMatchObject({ code: 0, stderr: '' });
    expect(samples('saved.wav').equals(samples('sound.wav'))).toBe(true);
  });

  it('is the same again, and not written over another', async () => {
    const again = await nstHere(['audio', 'style', style, ...CPU, '-o', file('again.nststyle')]);
    expect(again.code).toBe(0);
    expect(bytes('again.nststyle').equals(bytes('style.nststyle'))).toBe(true);
    const refused = await nstHere(['audio', 'style', style, ...CPU]);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(/^nst: .*style\.nststyle: exists already/);
  });

  it('is enough to evaluate a result', async () => {
    const evaluate = async (goal: string) =>
      JSON.parse((await nstHere(['audio', 'eval', content, content, goal, '--json'])).stdout);
    const [fromSaved, fromSound] = [await evaluate(saved), await evaluate(style)];
    expect(fromSaved.anchors.eqMatch.timbreGap).toBeCloseTo(fromSound.anchors.eqMatch.timbreGap, 4);
    expect(fromSaved.anchors.style.gramGap).toBeCloseTo(1, 6);
  });

  it('of the content itself gives the content back', async () => {
    expect((await nstHere(['audio', 'style', content, ...CPU])).code).toBe(0);
    const { code, stderr } = await transfer([file('content.nststyle')], 'itself.wav', ...STEPS);
    expect(code).toBe(0);
    expect(stderr).toMatch(/the style is the content/);
  });
});

describe('a saved style that cannot be used', () => {
  const damaged = (name: string, change: (bytes: Buffer) => Buffer) => {
    writeFileSync(file(name), change(bytes('style.nststyle')));
    return file(name);
  };
  const flip = (data: Buffer) => {
    data[data.length - 99] = data[data.length - 99]! ^ 4;
    return data;
  };

  it.each([
    [
      'cut.nststyle',
      (data: Buffer) => data.subarray(0, 5000),
      /expected a saved style, found a damaged file/,
    ],
    ['changed.nststyle', flip, /the saved style is damaged \(its checksum/],
    ['words.nststyle', () => Buffer.from('these are words'), /expected a saved style, found a damaged file/],
    ['empty.nststyle', () => Buffer.alloc(0), /expected a saved style, found an empty file/],
  ])('%s is refused in one line', async (name, change, message) => {
    const { code, stdout, stderr } = await transfer([damaged(name, change)], 'never.wav', ...STEPS);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(new RegExp(`^nst: [^\\n]*${name}: [^\\n]*\\n$`));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.each([
    [['--network', 'ulyanov'], /the style was saved with network audio, this run has ulyanov; save it again/],
    [['--preset', 'music'], /the style was saved with transform size 1024, this run has 2048/],
  ])('options %j want another one', async (options, message) => {
    const { code, stderr } = await transfer([saved], 'never.wav', ...STEPS, ...options);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('has no other ending', async () => {
    const { code, stderr } = await nstHere(['audio', 'style', style, '-o', file('a.wav')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/a\.wav: expected a name that ends in \.nststyle/);
  });
});
