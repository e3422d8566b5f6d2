/** How long something of each kind goes on: what overlaps counts once. */
export class SpanClock {
  readonly #spans = new Map<string, { running: number; sinceMs: number; totalMs: number }>();

  /** Runs something, and counts its time to a kind. */
  async during<T>(kind: string, run: () => Promise<T>): Promise<T> {
    const span = this.#spans.get(kind) ?? { running: 0, sinceMs: 0, totalMs: 0 };
    this.#spans.set(kind, span);
    if (span.running++ === 0) span.sinceMs = performance.now();
    try {
      return await run();
    } finally {
      if (--span.running === 0) span.totalMs += performance.now() - span.sinceMs;
    }
  }

  /** A method whose time is counted to a kind. */
  timed<This, Arguments extends unknown[], T>(
    kind: string,
    method: (this: This, ...args: Arguments) => Promise<T>,
  ): (this: This, ...args: Arguments) => Promise<T> {
    const during = this.during.bind(this);
    return function (this: This, ...args: Arguments) {
      return during(kind, () => method.apply(this, args)) as Promise<T>;
    };
  }

  /** Seconds in which at least one of a kind went on. */
  seconds(kind: string): number {
    return (this.#spans.get(kind)?.totalMs ?? 0) / 1000;
  }
}
