/** A binary heap of (priority, item) pairs, largest priority first; items are whole numbers. */
export class MaxHeap {
  readonly #priority: Float64Array;
  readonly #item: Uint32Array;
  #size = 0;

  /** @param capacity largest number of pairs held at a time */
  constructor(capacity: number) {
    this.#priority = new Float64Array(capacity + 1);
    this.#item = new Uint32Array(capacity + 1);
  }

  /** Adds a pair. */
  push(priority: number, item: number): void {
    this.#size += 1;
    let slot = this.#size;
    while (slot > 1 && this.#priority[slot >> 1]! < priority) {
      this.#move(slot >> 1, slot);
      slot >>= 1;
    }
    this.#set(slot, priority, item);
  }

  /** Takes out the item of the largest priority; undefined when there is none. */
  pop(): number | undefined {
    if (this.#size === 0) return undefined;
    const top = this.#item[1]!;
    const priority = this.#priority[this.#size]!;
    const item = this.#item[this.#size]!;
    this.#size -= 1;
    this.#set(this.#sink(priority), priority, item);
    return top;
  }

  /** Moves larger children up from the root until `priority` fits; returns the free place. */
  #sink(priority: number): number {
    let slot = 1;
    for (;;) {
      let child = 2 * slot;
      if (child > this.#size) return slot;
      if (child < this.#size && this.#priority[child + 1]! > this.#priority[child]!) {
        child += 1;
      }
      if (this.#priority[child]! <= priority) return slot;
      this.#move(child, slot);
      slot = child;
    }
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#priority[from]!, this.#item[from]!);
  }

  #set(slot: number, priority: number, item: number): void {
    this.#priority[slot] = priority;
    this.#item[slot] = item;
  }
}
