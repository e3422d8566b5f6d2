import type { Signal } from '../../shared/dsp/signal.js';
import { stretchesOf } from '../../shared/dsp/signal.js';
import type { Scratch, ScratchSignal } from '../scratch/scratch.js';

/**
 * A signal to which changes are added that come in the order of their starts. What lies before the last start is settled and put
 * away; only the stretch behind it is held.
 */
export class MixedSignal {
  readonly #settled: ScratchSignal;
  /** Where the stretch that may still change begins, and its samples. */
  #start = 0;
  #open: Float32Array = new Float32Array(0);

  /** @param before what is changed */
  constructor(
    private readonly before: Signal,
    scratch: Scratch,
  ) {
    this.#settled = scratch.signal(before.length);
  }

  /** Adds to the samples from `start` on; what goes beyond the end is left out. */
  add(start: number, change: Float32Array): void {
    this.#settleTo(start);
    this.#open = this.#withChange(start, change);
  }

  /** The signal as it would be if no more came than this. */
  preview(start: number, change: Float32Array): Signal {
    const [open, openStart] = [this.#withChange(start, change), this.#start];
    return { length: this.before.length, read: (from, to) => this.#read(from, to, open, openStart) };
  }

  /** No more changes come. */
  finish(): Signal {
    this.#settleTo(this.#start + this.#open.length);
    for (const { parts } of stretchesOf([this.#following()])) this.#settled.append(parts[0]!);
    this.#start = this.before.length;
    this.#open = new Float32Array(0);
    return this.#settled;
  }

  /** Gives its room back. */
  release(): void {
    this.#settled.release();
  }

  /** What lies behind the open stretch. */
  #following(): Signal {
    const end = this.#start + this.#open.length;
    return {
      length: this.before.length - end,
      read: (from, to) => this.before.read(end + from, end + to),
    };
  }

  #settleTo(start: number): void {
    const count = Math.min(this.#open.length, start - this.#start);
    this.#settled.append(this.#open.subarray(0, count));
    this.#open = this.#open.slice(count);
    this.#start += count;
    // Pieces leave nothing out; what they would is as it was.
    if (start > this.#start) {
      this.#settled.append(this.before.read(this.#start, Math.min(start, this.before.length)));
      this.#start = start;
    }
  }

  #withChange(start: number, change: Float32Array): Float32Array {
    const offset = start - this.#start;
    const end = Math.min(
      this.before.length,
      Math.max(this.#start + this.#open.length, start + change.length),
    );
    const open = new Float32Array(Math.max(0, end - this.#start));
    open.set(this.#open);
    const openEnd = this.#start + this.#open.length;
    if (end > openEnd) open.set(this.before.read(openEnd, end), this.#open.length);
    const count = Math.min(change.length, open.length - offset);
    for (let i = 0; i < count; i++) open[offset + i] = open[offset + i]! + change[i]!;
    return open;
  }

  #read(from: number, to: number, open: Float32Array, openStart: number): Float32Array {
    const samples = new Float32Array(to - from);
    const put = (first: number, last: number, read: (from: number, to: number) => Float32Array) => {
      const [a, b] = [Math.max(from, first), Math.min(to, last)];
      if (b > a) samples.set(read(a, b), a - from);
    };
    const openEnd = openStart + open.length;
    put(0, openStart, (a, b) => this.#settled.read(a, b));
    put(openStart, openEnd, (a, b) => open.subarray(a - openStart, b - openStart));
    put(openEnd, this.before.length, (a, b) => this.before.read(a, b));
    return samples;
  }
}
