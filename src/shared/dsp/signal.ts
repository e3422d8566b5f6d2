/** Samples that are read stretch by stretch, so that what is computed of them needs no more memory the longer they are. */

/** Samples one after the other: in memory, in a file, or made of others when they are read. */
export interface Signal {
  readonly length: number;
  /** The samples `from` to `to`, both within the signal; not to be changed. */
  read(from: number, to: number): Float32Array;
}

/** Samples that are read at a time where no other number is called for: 1 MiB. */
const STRETCH = 2 ** 18;

/** Samples in memory. */
export function signalOf(samples: Float32Array): Signal {
  return { length: samples.length, read: (from, to) => samples.subarray(from, to) };
}

/** All samples in memory. */
export function wholeOf(signal: Signal): Float32Array {
  return signal.read(0, signal.length);
}

/** A signal of which each sample is made of that of another. */
export function mapped(signal: Signal, change: (x: number) => number): Signal {
  return { length: signal.length, read: (from, to) => signal.read(from, to).map(change) };
}

/** A signal of which each sample is made of those of two others, equally long. */
export function merged(a: Signal, b: Signal, change: (x: number, y: number) => number): Signal {
  return {
    length: a.length,
    read: (from, to) => {
      const y = b.read(from, to);
      return a.read(from, to).map((x, i) => change(x, y[i]!));
    },
  };
}

/** Signals of equal length, stretch by stretch. */
export function* stretchesOf(
  signals: readonly Signal[],
): Generator<{ readonly from: number; readonly parts: readonly Float32Array[] }> {
  const length = signals[0]?.length ?? 0;
  for (let from = 0; from < length; from += STRETCH) {
    const to = Math.min(length, from + STRETCH);
    yield { from, parts: signals.map((signal) => signal.read(from, to)) };
  }
}

/** What comes of all samples one after the other. */
export function foldSignal<T>(signal: Signal, change: (value: T, x: number) => T, start: T): T {
  let value = start;
  for (const { parts } of stretchesOf([signal])) {
    const samples = parts[0]!;
    for (let i = 0; i < samples.length; i++) value = change(value, samples[i]!);
  }
  return value;
}

/** Whether two signals are the same to the last bit. */
export function isSameSignal(a: Signal, b: Signal): boolean {
  if (a.length !== b.length) return false;
  for (const { parts } of stretchesOf([a, b])) {
    const [x, y] = parts as [Float32Array, Float32Array];
    if (!x.every((value, i) => value === y[i])) return false;
  }
  return true;
}
