import { tmpdir } from 'node:os';
import type { Signal } from '../../shared/dsp/signal.js';
import { readAll } from './readAll.js';
import { openScratchFile, type ScratchFile, withRoom } from './scratchFile.js';
import { writeAll } from './writeAll.js';

/** A signal that is being written from its start to its end; what was written can be read. */
export interface ScratchSignal extends Signal {
  /** Puts samples behind those that are there, at most `length` in all. */
  append(samples: Float32Array): void;
  /** Gives its room back: it can't be read any more. */
  release(): void;
}

const SAMPLE_BYTES = 4;
/** 64 MiB of samples: half a minute of stereo is worked on without a file. */
const HELD_SAMPLES = 2 ** 24;

/**
 * Room for signals that are made on the way to a result: in memory as long as they are few, then in files of float32 that no other
 * program sees.
 */
export class Scratch {
  readonly #signals = new Set<{ release(): void }>();
  #heldSamples = 0;

  /** @param folder for the files; they need 4 bytes a sample */
  constructor(
    readonly folder = tmpdir(),
    readonly mostHeldSamples = HELD_SAMPLES,
  ) {}

  /**
   * Room for a signal.
   *
   * @throws NstError NST_BAD_OUTPUT if there is none on the disk, now or when samples are put there
   */
  signal(length: number): ScratchSignal {
    const isHeld = this.#heldSamples + length <= this.mostHeldSamples;
    if (isHeld) this.#heldSamples += length;
    const made: ScratchSignal = isHeld
      ? heldSignal(length, () => {
          this.#heldSamples -= length;
          this.#signals.delete(made);
        })
      : fileSignal(length, this.folder, () => this.#signals.delete(made));
    this.#signals.add(made);
    return made;
  }

  /** A signal whose stretches are made one after the other. */
  filled(length: number, stretches: Iterable<Float32Array>): ScratchSignal {
    const signal = this.signal(length);
    for (const stretch of stretches) signal.append(stretch);
    return signal;
  }

  /** A file for whatever else is made; it is closed with the others. @throws NstError NST_BAD_OUTPUT */
  file(): ScratchFile {
    const made = openScratchFile(this.folder);
    this.#signals.add(made);
    return made;
  }

  /** Gives back the room of all signals. */
  close(): void {
    for (const signal of [...this.#signals]) signal.release();
  }
}

function heldSignal(length: number, onRelease: () => void): ScratchSignal {
  let samples: Float32Array | undefined = new Float32Array(length);
  let end = 0;
  return {
    length,
    append(x) {
      samples?.set(x, end);
      end += x.length;
    },
    read: (from, to) => samples?.subarray(from, to) ?? new Float32Array(0),
    release() {
      if (samples) onRelease();
      samples = undefined;
    },
  };
}

function fileSignal(length: number, folder: string, onRelease: () => void): ScratchSignal {
  const { file, release } = openScratchFile(folder);
  let end = 0;
  return {
    length,
    append(x) {
      withRoom(folder, () => writeAll(file, x, end * SAMPLE_BYTES));
      end += x.length;
    },
    read(from, to) {
      const samples = new Float32Array(to - from);
      readAll(file, samples, from * SAMPLE_BYTES);
      return samples;
    },
    release() {
      release();
      onRelease();
    },
  };
}
