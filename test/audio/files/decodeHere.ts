import { readFileSync } from 'node:fs';
import type { Decoded } from '../../../src/audio/files/decoded.js';
import { decodeFlac } from '../../../src/audio/files/flac/decodeFlac.js';
import { detectFormat } from '../../../src/audio/files/format.js';
import { decodeMpeg } from '../../../src/audio/files/mpeg/decodeMpeg.js';
import { decodeOgg } from '../../../src/audio/files/ogg/decodeOgg.js';
import { endBeforeTags, startBehindTags } from '../../../src/audio/files/tags.js';
import { readWav } from '../../../src/audio/files/wavReader.js';

/** Decodes a file in this thread, which is quicker for many small ones, and without the checks of what can be worked on. */
export async function decodeHere(path: string): Promise<Decoded> {
  const bytes = Uint8Array.from(readFileSync(path));
  const body = bytes.subarray(startBehindTags(bytes));
  const sound = body.subarray(0, endBeforeTags(body));
  switch (detectFormat(body)) {
    case 'flac':
      return decodeFlac(sound);
    case 'ogg':
      return decodeOgg(sound);
    case 'mp3':
      return decodeMpeg(sound);
    case 'wav': {
      const { sampleRateHz, channels } = readWav(body, path);
      return {
        parts: [{ sampleRateHz, channels: channels.map((x) => Float32Array.from(x)) }],
        loss: undefined,
        remarks: [],
      };
    }
    default:
      throw new Error(`${path} is taken for no sound that is read here`);
  }
}
