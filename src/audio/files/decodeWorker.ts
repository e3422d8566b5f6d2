/**
 * A thread for one file: the decoders print what they also report, have no end of their own on some broken files, and can take
 * any memory. Here all of that ends with the thread.
 */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../shared/errors.js';
import type { Decoded } from './decoded.js';
import { DecodedStore } from './decodedStore.js';
import type { CompressedFormat } from './format.js';

/** What is to be decoded: a file without tags at its ends. */
export interface DecodeOrder {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: CompressedFormat;
  /** Open, of this process, for samples that are too many to be sent; without it all are. */
  readonly file: number | undefined;
}

/** The result, or why there is none. */
export type DecodeAnswer = { readonly decoded: Decoded } | { readonly failure: string };

/** Each loads what it needs alone: all of them take three times as long. */
async function decode({ bytes, format, file }: DecodeOrder): Promise<Decoded> {
  const store = new DecodedStore(file);
  switch (format) {
    case 'mp3':
      return (await import('./mpeg/decodeMpeg.js')).decodeMpeg(bytes, store);
    case 'ogg':
      return (await import('./ogg/decodeOgg.js')).decodeOgg(bytes, store);
    case 'flac':
      return (await import('./flac/decodeFlac.js')).decodeFlac(bytes, store);
  }
}

async function answerTo(order: DecodeOrder): Promise<DecodeAnswer> {
  try {
    return { decoded: await decode(order) };
  } catch (error) {
    return { failure: messageOf(error) };
  }
}

if (!parentPort) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
port.once('message', async (order: DecodeOrder) => {
  const answer = await answerTo(order);
  const parts = 'decoded' in answer ? answer.decoded.parts : [];
  const buffers = parts.flatMap(({ channels }) =>
    channels.flatMap(({ batches }) => batches.flatMap((batch) => ('buffer' in batch ? [batch.buffer] : []))),
  );
  port.postMessage(answer, [...new Set(buffers)]);
});
