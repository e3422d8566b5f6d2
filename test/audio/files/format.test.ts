import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/audio/files/format.js';

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/audio/${name}`, import.meta.url));

describe('detectFormat', () => {
  it.each([
    ['voice.wav', 'wav'],
    ['formats/sweep.mp3', 'mp3'],
    ['formats/sweep.flac', 'flac'],
    ['formats/sweep.oga', 'ogg-flac'],
    ['formats/sweep.ogg', 'ogg-vorbis'],
    ['formats/sweep.opus', 'ogg-opus'],
  ])('knows %s by its contents', (name, format) => {
    expect(detectFormat(fixture(name))).toBe(format);
  });

  it('knows MP3 with a tag in front, and does not take AAC for it', () => {
    expect(detectFormat(Buffer.from('ID3\x04rest'))).toBe('mp3');
    expect(detectFormat(Uint8Array.of(0xff, 0xfb, 0x90, 0x64))).toBe('mp3');
    expect(detectFormat(Uint8Array.of(0xff, 0xf1, 0x50, 0x80))).toBe('unknown');
  });

  it('tells text from other bytes', () => {
    expect(detectFormat(Buffer.from('Hello,\r\n\tworld: ä€\n'))).toBe('text');
    expect(detectFormat(Uint8Array.of(0, 1, 2, 3))).toBe('unknown');
    expect(detectFormat(new Uint8Array(0))).toBe('unknown');
    expect(detectFormat(Buffer.from('OggS and something else'))).toBe('unknown');
  });
});
