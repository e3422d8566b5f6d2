import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Scratch } from '../../../src/audio/scratch/scratch.js';
import { wholeOf } from '../../../src/shared/dsp/signal.js';
import { noise } from '../../shared/dsp/signals.js';

const folder = mkdtempSync(join(tmpdir(), 'nst-scratch-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('Scratch', () => {
  it.each([
    ['in memory', Number.POSITIVE_INFINITY],
    ['in files', 0],
  ])('%s: gives back what was put there, while it is being written too', (_, mostHeld) => {
    const scratch = new Scratch(folder, mostHeld);
    const samples = noise(5000, 0.3, 1);
    const signal = scratch.signal(5000);
    signal.append(samples.subarray(0, 3000));
    expect(signal.read(1000, 3000)).toEqual(samples.slice(1000, 3000));
    signal.append(samples.subarray(3000));
    expect(wholeOf(signal)).toEqual(samples);
    expect(signal.length).toBe(5000);
    scratch.close();
  });

  it('holds no more in memory than it may, and gives room back', () => {
    const scratch = new Scratch(folder, 100);
    const [first, second] = [scratch.signal(80), scratch.signal(80)];
    for (const signal of [first, second]) signal.append(noise(80, 0.1, 2));
    // What is held is read without a copy; what is in a file is another array each time.
    const isCopied = (signal: typeof first) =>
      new Set([1, 2].map(() => signal.read(0, 80).buffer)).size === 2;
    expect([first, second].map(isCopied)).toEqual([false, true]);
    first.release();
    const third = scratch.filled(80, [noise(80, 0.1, 3)]);
    expect(isCopied(third)).toBe(false);
    scratch.close();
  });

  it.skipIf(process.platform === 'win32')('leaves no names in the folder, even while it works', () => {
    const scratch = new Scratch(folder, 0);
    scratch.filled(10, [noise(10)]);
    scratch.file();
    expect(readdirSync(folder)).toEqual([]);
    scratch.close();
  });

  it('says that there is no room', () => {
    const absent = join(folder, 'absent');
    expect(() => new Scratch(absent, 0).signal(1)).toThrow(
      `${absent}: no room for what is made on the way (the folder does not exist; make it first)`,
    );
  });
});
