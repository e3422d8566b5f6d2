/** Does work such as previews one piece at a time: what comes in the meantime is left out, or all of it but the last. */
export class OneAtATime {
  readonly #keepsLast: boolean;
  #next: (() => Promise<void>) | undefined;
  #running: Promise<void> | undefined;
  #failure: unknown;

  /** @param keepsLast whether the last work that came in the meantime is done after all */
  constructor(keepsLast = false) {
    this.#keepsLast = keepsLast;
  }

  /** @param work is begun at once, later, or never */
  offer(work: () => Promise<void>): void {
    if (this.#running && !this.#keepsLast) return;
    this.#next = work;
    this.#running ??= this.#drain();
  }

  async #drain(): Promise<void> {
    for (let work = this.#next; work; work = this.#next) {
      this.#next = undefined;
      await work().catch((error: unknown) => {
        this.#failure = error;
      });
    }
    this.#running = undefined;
  }

  /** Waits for what is being done. Rejects with the last error of any. */
  async end(): Promise<void> {
    await this.#running;
    if (this.#failure !== undefined) throw this.#failure;
  }
}
