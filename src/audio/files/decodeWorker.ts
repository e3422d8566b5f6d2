/**
 * A thread for one file: the decoders print what they also report, have no end of their own on some broken files, and can take
 * any memory. Here all of that ends with the thread.
 */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../shared/errors.js';
import type { CompressedFormat } from './format.js';

/** What is to be decoded. */
export interface DecodeOrder {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: CompressedFormat;
}

/** What a decoder made of a file. */
export interface Decoded {
  readonly channelData: readonly Float32Array<ArrayBuffer>[];
  readonly sampleRate: number;
  readonly bitDepth: number | undefined;
  /** The first of its complaints. */
  readonly damage: string | undefined;
}

/** The result, or why there is none. */
export type DecodeAnswer = { readonly decoded: Decoded } | { readonly failure: string };

/** What the decoders give. */
interface DecodedFile {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
  readonly errors: readonly { readonly message: string }[];
  readonly bitDepth?: number;
}

/** What the decoders of whole files have in common. */
interface FileDecoder {
  readonly ready: Promise<void>;
  decodeFile(bytes: Uint8Array): Promise<DecodedFile>;
}

/** Each loads what it needs alone: all of them take three times as long. */
async function decoderFor(format: CompressedFormat): Promise<FileDecoder> {
  switch (format) {
    case 'mp3': {
      const { MPEGDecoder } = await import('mpg123-decoder');
      const decoder = new MPEGDecoder({ enableGapless: true });
      return { ready: decoder.ready, decodeFile: async (bytes) => decoder.decode(bytes) };
    }
    case 'ogg-opus': {
      const { OggOpusDecoder } = await import('ogg-opus-decoder');
      return new OggOpusDecoder({ forceStereo: false });
    }
    case 'ogg-vorbis': {
      const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
      return new OggVorbisDecoder();
    }
    case 'flac':
    case 'ogg-flac': {
      const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
      return new FLACDecoder();
    }
  }
}

async function decode({ bytes, format }: DecodeOrder): Promise<DecodeAnswer> {
  try {
    const decoder = await decoderFor(format);
    await decoder.ready;
    const { channelData, sampleRate, bitDepth, errors } = await decoder.decodeFile(bytes);
    const channels = channelData as readonly Float32Array<ArrayBuffer>[];
    return { decoded: { channelData: channels, sampleRate, bitDepth, damage: errors[0]?.message } };
  } catch (error) {
    return { failure: messageOf(error) };
  }
}

if (!parentPort) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
port.once('message', async (order: DecodeOrder) => {
  const answer = await decode(order);
  const buffers = 'decoded' in answer ? answer.decoded.channelData.map(({ buffer }) => buffer) : [];
  port.postMessage(answer, [...new Set(buffers)]);
});
