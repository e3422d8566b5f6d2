import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSound } from '../../src/audio/files/readSound.js';
import { writeSound } from '../../src/audio/files/writeSound.js';
import { chirp, noise } from '../shared/dsp/signals.js';
import { nst } from '../support/nst.js';
import { nstHere } from '../support/nstHere.js';

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
      ...['audio', content, '--style', style, ...FAST, '-o', output, '--json'],
      ...['--report', file('a.html'), '--preview', file('so-far.flac'), '--preview-every', '1'],
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
    const preview = await readSound(file('so-far.flac'));
    expect(preview.channels[0]).toHaveLength(RATE / 2);
    const page = readFileSync(file('a.html'), 'utf8');
    expect(page).toContain('<th>EQ match</th>');
    expect(page).toContain('<h2>style: style.wav</h2>');
    expect(page).toMatch(/<polyline[^>]*points="0\.0,[^"]+ 1200\.0,[\d.]+"/);
    expect(page).not.toMatch(/https?:|<script|<link/);
  });

  it('reads standard input and writes standard output, whose length nobody knows', async () => {
    const input = Uint8Array.from(readFileSync(content));
    // As programs write it that do not know how long a sound will be.
    new DataView(input.buffer).setUint32(40, 0xffff_ffff, true);
    const { code, stderr, bytes } = await nst(['audio', '-', '--style', style, '--strength', '0', '-q'], {
      input,
    });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^warning: standard input: the header does not say how long the sound is[^\n]+\n$/,
    );
    writeFileSync(file('piped.wav'), bytes!);
    expect(await readSound(file('piped.wav'))).toEqual(await readSound(content));
    const asStyle = await nst(['audio', content, '--style', '-', ...FAST, '-o', file('from-pipe.wav')], {
      input,
    });
    expect(asStyle.code).toBe(0);
  });

  it.each([
    [['-', '--style', '-'], 'nst: standard input: it can be one of the sounds only, found 2 times'],
    [['-', '--style', style], 'nst: standard input: expected a sound file, found nothing'],
    [[content, '--style', style, '-o', '-', '--json'], 'nst: json: standard output is the sound already'],
  ])('refuses %j in one line', async (args, message) => {
    const { code, stdout, stderr } = await nst(['audio', ...args], { input: new Uint8Array() });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(message);
  });

  it('takes shares with blanks between them, and the content behind them', async () => {
    const styles = ['--style', style, content, '--style-blend'];
    const outputs = [];
    for (const [i, tail] of [
      ['1', '3', content],
      ['1,3', content],
    ].entries()) {
      const output = file(`blend${i}.wav`);
      const args = tail.includes(content) ? [...styles, ...tail] : [content, ...styles, ...tail];
      const threads = ['--threads', String(1 + i)];
      const { code, stderr } = await nstHere(['audio', ...args, ...FAST, ...threads, '-o', output]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      outputs.push(readFileSync(output).toString('base64'));
    }
    // Threads were others each time.
    expect(new Set(outputs).size).toBe(1);
  });

  it('writes what there is when it is interrupted', async () => {
    const output = file('interrupted.wav');
    const endless = ['--iterations', '5000', '--device', 'cpu', '--threads', '1', '-v', '-o', output];
    const { code, stderr } = await nst(
      ['audio', content, '--style', style, ...endless],
      // Once: a second one would end it at once.
      { onStderr: (text, kill) => /step 3\/[^\n]*\n$/.test(text) && kill('SIGINT') },
    );
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted: pieces that were not begun are as in the content');
    expect((await readSound(output)).channels[0]).toHaveLength(RATE / 2);
  });

  it('replaces a file only if it is told to, and never its inputs', async () => {
    const output = file('kept.wav');
    writeFileSync(output, 'mine');
    const refused = await nstHere(['audio', content, '--style', style, ...FAST, '-o', output]);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toMatch(/^nst: .*kept\.wav: exists already.*--force/);
    expect(readFileSync(output, 'utf8')).toBe('mine');
    const report = await nstHere([
      ...['audio', content, '--style', style, ...FAST, '-o', file('b.wav'), '--report', output],
    ]);
    expect(report).toMatchObject({ code: 4, stdout: '' });
    expect(existsSync(file('b.wav'))).toBe(false);
    const itself = await nstHere(['audio', content, '--style', style, ...FAST, '-o', content, '--force']);
    expect(itself).toMatchObject({ code: 2 });
    expect(itself.stderr).toMatch(/also an input/);
  });

  it.each([
    [[], /style: expected at least one sound, found none/],
    [['--style', style, '--strength', '2'], /strength: expected a number from 0 to 1, found 2/],
    [['--style', style, '--bits', '12'], /bits: expected one of 16, 24, 32f, found "12"/],
    [
      ['--style', style, '--loudness', 'loud'],
      /loudness: expected one of content, style, none, found "loud"/,
    ],
    [['--style', style, '--stereo', 'wide'], /stereo: expected one of ms, lr, mono, found "wide"/],
    [['--style', style, '-o', 'a.wav', '--preview', 'a.wav'], /a\.wav: the preview is also the result/],
    [['--style', style, '--preview', 'a.png'], /a\.png: expected a name that ends in \.wav or \.flac/],
    [
      ['--style', style, '--preview', 'p.wav', '--preview-every', '0'],
      /preview-every: expected a whole number/,
    ],
    [['--style', style, '-o', 'x.mp3'], /x\.mp3: expected a name that ends in \.wav or \.flac/],
    [
      ['--style', 'missing.wav', '-o', 'y.wav'],
      /missing\.wav: expected a sound file, found no file of that name/,
    ],
    [['--style', style, '--style-blend', '1,2', '-o', 'y.wav'], /style-blend: expected 1 number, .*found 2/],
  ])('options %j are refused in one line', async (args, message) => {
    const { code, stdout, stderr } = await nstHere(['audio', content, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
  });
});
