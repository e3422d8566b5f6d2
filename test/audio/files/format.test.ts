import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/audio/files/format.js';

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/audio/${name}`, import.meta.url));

describe('detectFormat', () => {
  it.each([
    ['voice.wav', 'wav'],
    ['formats/sweep.mp3', 'mp3'],
    ['formats/sweep.flac', 'flac'],
    ['formats/sweep.oga', 'ogg'],
    ['formats/sweep.ogg', 'ogg'],
    ['formats/sweep.opus', 'ogg'],
  ])('knows %s by its contents', (name, format) => {
    expect(detectFormat(fixture(name))).toBe(format);
  });

  it('knows MPEG audio by frames that follow each other, also behind a rest of one; AAC is none', () => {
    const mp3 = fixture('formats/sweep.mp3');
    expect(detectFormat(mp3.subarray(100))).toBe('mp3');
    expect(detectFormat(Uint8Array.of(0xff, 0xfb, 0x90, 0x64, ...new Uint8Array(2000)))).toBe('unknown');
    expect(detectFormat(Uint8Array.of(0xff, 0xf1, 0x50, 0x80))).toBe('unknown');
  });

  it('does not take a container for what is in it', () => {
    const mp3 = fixture('formats/sweep.mp3');
    for (const magic of [
      'FORM\0\0\0\0AIFC',
      '\0\0\0\x18ftypM4A ',
      'caff\0\x01',
      '.snd',
      'RIFF\0\0\0\0AVI ',
    ]) {
      expect(detectFormat(Buffer.concat([Buffer.from(magic, 'latin1'), mp3]))).toBe('unknown');
    }
  });

  it('tells text from other bytes', () => {
    expect(detectFormat(Buffer.from('Hello,\r\n\tworld: ä€\n'))).toBe('text');
    expect(detectFormat(Uint8Array.of(0, 1, 2, 3))).toBe('unknown');
    expect(detectFormat(new Uint8Array(0))).toBe('unknown');
    expect(detectFormat(Buffer.from('OggS and something else'))).toBe('unknown');
  });
});
