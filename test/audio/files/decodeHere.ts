import { readFileSync } from 'node:fs';
import type { Decoded } from '../../../src/audio/files/decoded.js';
import { DecodedStore, decodedSignal } from '../../../src/audio/files/decodedStore.js';
import { decodeFlac } from '../../../src/audio/files/flac/decodeFlac.js';
import { detectFormat } from '../../../src/audio/files/format.js';
import { decodeMpeg } from '../../../src/audio/files/mpeg/decodeMpeg.js';
import { decodeOgg } from '../../../src/audio/files/ogg/decodeOgg.js';
import { endBeforeTags, startBehindTags } from '../../../src/audio/files/tags.js';
import { readWav } from '../../../src/audio/files/wavReader.js';
import { wholeOf } from '../../../src/shared/dsp/signal.js';

/** What decoders give, with all samples in memory. */
export interface WholeDecoded extends Pick<Decoded, 'loss' | 'remarks'> {
  readonly parts: readonly { readonly sampleRateHz: number; readonly channels: readonly Float32Array[] }[];
}

function wholeDecoded({ parts, loss, remarks }: Decoded): WholeDecoded {
  return {
    parts: parts.map(({ sampleRateHz, channels }) => ({
      sampleRateHz,
      channels: channels.map((channel) => wholeOf(decodedSignal(channel))),
    })),
    loss,
    remarks,
  };
}

/** Decodes a file in this thread, which is quicker for many small ones, and without the checks of what can be worked on. */
export async function decodeHere(path: string): Promise<WholeDecoded> {
  const bytes = Uint8Array.from(readFileSync(path));
  const body = bytes.subarray(startBehindTags(bytes));
  const sound = body.subarray(0, endBeforeTags(body));
  const store = new DecodedStore();
  switch (detectFormat(body)) {
    case 'flac':
      return wholeDecoded(await decodeFlac(sound, store));
    case 'ogg':
      return wholeDecoded(await decodeOgg(sound, store));
    case 'mp3':
      return wholeDecoded(await decodeMpeg(sound, store));
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
