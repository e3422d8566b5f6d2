import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOggComplete, opusLength } from '../../../src/audio/files/ogg.js';

const opus = readFileSync(new URL('../../../fixtures/audio/formats/sweep.opus', import.meta.url));

describe('isOggComplete', () => {
  it('wants the last page in full, and marked', () => {
    expect(isOggComplete(opus)).toBe(true);
    expect(isOggComplete(opus.subarray(0, -1))).toBe(false);
    expect(isOggComplete(opus.subarray(0, 60))).toBe(false);
    expect(isOggComplete(new Uint8Array(100))).toBe(false);
  });
});

describe('opusLength', () => {
  it('takes off padding, but no more than the pre-skip', () => {
    expect(opusLength(opus, 24_312)).toBe(24_000);
    expect(opusLength(opus, 24_000)).toBe(24_000);
    expect(opusLength(opus, 23_000)).toBe(23_000);
    expect(opusLength(opus, 99_000)).toBe(99_000);
    expect(opusLength(new Uint8Array(100), 5)).toBe(5);
  });
});
