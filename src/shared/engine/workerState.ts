const CLOSING = 0;
const BUSY = 1;

/**
 * What both ends of the engine's worker see at once, in shared memory: whether it shall end, and whether it is at work.
 * ONNX Runtime aborts the process when its thread is ended in the middle of a run, so the worker ends between runs.
 */
export class WorkerState {
  /** @param words shared memory, to be handed to the worker */
  constructor(readonly words = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))) {}

  get isClosing(): boolean {
    return Atomics.load(this.words, CLOSING) === 1;
  }

  /** Tells the worker to end what it does, and to begin nothing else. */
  close(): void {
    Atomics.store(this.words, CLOSING, 1);
  }

  /** Whether the worker may begin something. Said before `isClosing` is asked, so that one end sees the other's word. */
  begin(): boolean {
    Atomics.store(this.words, BUSY, 1);
    if (!this.isClosing) return true;
    this.end();
    return false;
  }

  end(): void {
    Atomics.store(this.words, BUSY, 0);
    Atomics.notify(this.words, BUSY);
  }

  /** Blocks the calling thread until the worker is at rest, or for so long. */
  waitForRest(limitMs: number): void {
    Atomics.wait(this.words, BUSY, 1, limitMs);
  }
}
