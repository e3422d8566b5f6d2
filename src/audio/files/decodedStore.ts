/** Where decoders put what they make, so that no more of it is in memory than a batch. */
import type { Signal } from '../../shared/dsp/signal.js';
import { readAll } from '../scratch/readAll.js';
import { writeAll } from '../scratch/writeAll.js';

/** Samples in memory, or in a file of float32 from a sample on. */
export type Batch = Float32Array<ArrayBuffer> | { readonly position: number; readonly length: number };

/** Some samples of batches that follow each other; plain data, which can be sent to another thread. */
export interface DecodedChannel {
  readonly batches: readonly Batch[];
  readonly from: number;
  readonly to: number;
}

/** 16 MiB: short sounds are held. */
const MOST_HELD = 2 ** 22;
const SAMPLE_BYTES = 4;

/** Holds what decoders make, or writes it to a file. */
export class DecodedStore {
  #held = 0;
  #written = 0;

  /** @param file an open one for what is too much to be held; without it everything is held */
  constructor(private readonly file?: number) {}

  /** Puts samples away. */
  put(samples: Float32Array): Batch {
    const { length } = samples;
    if (this.file === undefined || this.#held + length <= MOST_HELD) {
      this.#held += length;
      return samples.slice();
    }
    const position = this.#written;
    writeAll(this.file, samples, position * SAMPLE_BYTES);
    this.#written += length;
    return { position, length };
  }

  /** A part whose batches come one after the other. */
  part(): GrowingPart {
    return new GrowingPart(this);
  }
}

/** Equally long channels that grow. */
export class GrowingPart {
  readonly #channels: Batch[][] = [];
  #length = 0;

  constructor(private readonly store: DecodedStore) {}

  /** The next samples of all channels. */
  append(channels: readonly Float32Array[]): void {
    const length = channels[0]?.length ?? 0;
    if (length === 0) return;
    for (const [c, samples] of channels.entries()) {
      this.#channels[c] ??= [];
      this.#channels[c].push(this.store.put(samples));
    }
    this.#length += length;
  }

  /** Samples of each channel so far. */
  get length(): number {
    return this.#length;
  }

  /** What has come, as plain data. */
  channels(): DecodedChannel[] {
    return this.#channels.map((batches) => ({ batches, from: 0, to: this.#length }));
  }
}

/** A decoded channel to be read. @param file that what was not held is in */
export function decodedSignal({ batches, from: offset, to: end }: DecodedChannel, file?: number): Signal {
  return {
    length: end - offset,
    read(from, to) {
      const samples = new Float32Array(to - from);
      let start = -offset;
      for (const batch of batches) {
        const [first, last] = [Math.max(from, start), Math.min(to, start + batch.length)];
        if (last > first) {
          samples.set(readBatch(batch, first - start, last - start, file), first - from);
        }
        start += batch.length;
      }
      return samples;
    },
  };
}

function readBatch(batch: Batch, from: number, to: number, file: number | undefined): Float32Array {
  if (batch instanceof Float32Array) return batch.subarray(from, to);
  const samples = new Float32Array(to - from);
  if (file !== undefined) {
    readAll(file, samples, (batch.position + from) * SAMPLE_BYTES);
  }
  return samples;
}
