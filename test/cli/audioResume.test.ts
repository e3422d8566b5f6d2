import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSound } from '../../src/audio/files/writeSound.js';
import { chirp, noise } from '../shared/dsp/signals.js';
import { nst } from '../support/nst.js';
import { nstHere } from '../support/nstHere.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-resume-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);
const [content, style] = [file('content.wav'), file('style.wav')];
const RATE = 22_050;
/** Two pieces, one after the other. */
const RUN = ['audio', content, '--style', style, '--preset', 'fast', '--device', 'cpu', '--threads', '1'];
const SHORT = [...RUN, '--iterations', '3'];

beforeAll(async () => {
  await writeSound(content, { sampleRateHz: RATE, channels: [chirp(8.5, RATE)] });
  await writeSound(style, { sampleRateHz: RATE, channels: [noise(RATE)] });
});

/** Ends a run when its second piece has begun. */
const breakOff = (output: string, signal: NodeJS.Signals) =>
  nst([...SHORT, '-v', '-o', output], {
    onStderr: (text, kill) => /piece 2 of 2[^\n]*\n$/.test(text) && kill(signal),
  });

describe('nst audio --resume', () => {
  it('goes on after a run that was killed, to the same bytes, and leaves nothing behind', async () => {
    const [whole, output] = [file('whole.wav'), file('killed.wav')];
    expect(await nst([...SHORT, '-q', '-o', whole])).toMatchObject({ code: 0, stderr: '' });
    const killed = await breakOff(output, 'SIGKILL');
    expect([killed.code, existsSync(output)]).toEqual([null, false]);
    const pieces = `${output}.pieces`;
    // Samples of more than four seconds.
    expect(statSync(pieces).size).toBeGreaterThan(4 * RATE * 4);
    const refused = [
      [
        [...SHORT, '-q', '-o', output],
        4,
        /killed\.wav\.pieces: .*go on with --resume, or start again with --force/,
      ],
      [
        [...RUN, '--iterations', '4', '-q', '-o', output, '--resume'],
        2,
        /with iterations 3, this run has 4; go on/,
      ],
      [
        ['audio', style, '--style', content, ...SHORT.slice(4), '-q', '-o', output, '--resume'],
        2,
        /its pieces were made with another content; go on/,
      ],
    ] as const;
    for (const [args, code, message] of refused) {
      const result = await nstHere(args);
      expect(result).toMatchObject({ code, stdout: '' });
      expect(result.stderr).toMatch(/^nst: [^\n]+\n$/);
      expect(result.stderr).toMatch(message);
    }
    const resumed = await nst([...SHORT, '-o', output, '--resume']);
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).toContain('going on after 1 piece');
    expect(resumed.stderr).not.toContain('piece 1 of 2');
    expect(readFileSync(output).equals(readFileSync(whole))).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['content.wav', 'killed.wav', 'style.wav', 'whole.wav']);
  });

  it('goes on after Ctrl-C, over what that has written', async () => {
    const output = file('stopped.flac');
    const stopped = await breakOff(output, 'SIGINT');
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(/interrupted: pieces that were not begun [^\n]+; go on with --resume\n$/);
    const before = readFileSync(output);
    const resumed = await nst([...SHORT, '-q', '-o', output, '--resume']);
    expect(resumed).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(output).equals(before)).toBe(false);
    expect(existsSync(`${output}.pieces`)).toBe(false);
  });

  it('is refused where there is no file to go on with', async () => {
    const { code, stderr } = await nstHere([...SHORT, '-o', '-', '--resume']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^nst: resume: expected a file for the result, found standard output; [^\n]+\n$/);
  });

  it('is not needed by runs that share the pieces: the one without a share joins them, to the same bytes', async () => {
    const output = file('shared.wav');
    const shared = await nstHere([...SHORT, '-o', output, '--share', '1/2']);
    expect(shared.stderr).toMatch(/shared\.wav\.pieces\.1-of-2: share 1 of 2/);
    expect(existsSync(output)).toBe(false);
    const joined = await nstHere([...SHORT, '-v', '-o', output]);
    expect(joined.stderr).not.toMatch(/piece 1 of 2/);
    expect(joined.stderr).toMatch(/piece 2 of 2/);
    expect(readFileSync(output).equals(readFileSync(file('whole.wav')))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('shared'))).toEqual(['shared.wav']);
  });
});
