import { afterAll, describe, expect, it } from 'vitest';
import { readLongParts } from '../../../src/audio/files/readSound.js';
import { encodeSound } from '../../../src/audio/index.js';
import { Scratch } from '../../../src/audio/scratch/scratch.js';
import { spooled } from '../../../src/audio/scratch/spool.js';
import { soundInMemory } from '../../../src/audio/sound.js';
import { chirp } from '../../shared/dsp/signals.js';

const scratch = new Scratch();
afterAll(() => scratch.close());

async function* piecesOf(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const sound = { sampleRateHz: 8000, channels: [chirp(0.5, 8000)] };

describe('what comes through a stream', () => {
  it.each(['wav', 'flac'] as const)('is read as often as it is needed: %s', async (format) => {
    const bytes = await encodeSound(sound, format, { encoding: '24' });
    const parts = await spooled('a pipe', piecesOf(bytes, 1000), scratch);
    expect(parts.sizeBytes).toBe(bytes.length);
    for (let time = 0; time < 2; time++) {
      const { sampleRateHz, channels } = soundInMemory(await readLongParts(parts, {}, scratch));
      expect(sampleRateHz).toBe(8000);
      expect(channels[0]).toBeAllclose(sound.channels[0]!, 0, 2 ** -23);
    }
  });

  it('is refused in one line if it is nothing, or no sound', async () => {
    await expect(spooled('a pipe', piecesOf(new Uint8Array(0), 1), scratch)).rejects.toThrow(
      'a pipe: expected a sound file, found nothing',
    );
    const words = await spooled('a pipe', piecesOf(Buffer.from('these are words, '.repeat(20)), 7), scratch);
    await expect(readLongParts(words, {}, scratch)).rejects.toThrow(
      'a pipe: expected a sound file, found text',
    );
  });
});
