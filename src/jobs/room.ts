/** Room for jobs that work at the same time. */

interface Waiting {
  readonly bytes: number;
  readonly enter: () => void;
}

/** Lets jobs in while there are lanes and memory for them; one always has room, or nothing would ever be done. */
export class Room {
  readonly #waiting: Waiting[] = [];
  #count = 0;
  #bytes = 0;

  /**
   * @param lanes most jobs at the same time, at least 1
   * @param totalBytes memory that they may take together
   */
  constructor(
    readonly lanes: number,
    readonly totalBytes: number,
  ) {}

  /** Waits for room; those who came first go first. @returns what leaves it again */
  async enter(bytes: number): Promise<() => void> {
    await new Promise<void>((enter) => {
      this.#waiting.push({ bytes, enter });
      this.#admit();
    });
    return () => {
      this.#count--;
      this.#bytes -= bytes;
      this.#admit();
    };
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && this.#fits(next); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#count++;
      this.#bytes += next.bytes;
      next.enter();
    }
  }

  #fits({ bytes }: Waiting): boolean {
    return this.#count === 0 || (this.#count < this.lanes && this.#bytes + bytes <= this.totalBytes);
  }
}
