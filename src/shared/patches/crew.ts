/** Values of the shared state: threads that have arrived, turns made, strips taken, a wish to stop, and whether it is heard. */
const ARRIVED = 0;
const TURN = 1;
const TAKEN = 2;
const STOP = 3;
const HEARD = 4;
const LENGTH = 5;

/** Where threads wait for each other, take turns at strips, and learn that they should stop. */
export class Crew {
  /** @param state shared by all threads */
  constructor(
    readonly size: number,
    readonly state = new Int32Array(new SharedArrayBuffer(LENGTH * Int32Array.BYTES_PER_ELEMENT)),
  ) {}

  /**
   * Every strip is done by one of the threads, and all are done when it returns. Which thread takes which is open; the
   * work on a strip must not depend on it.
   */
  share(count: number, work: (index: number) => void): void {
    for (;;) {
      const index = Atomics.add(this.state, TAKEN, 1);
      if (index >= count) break;
      work(index);
    }
    this.#wait(() => Atomics.store(this.state, TAKEN, 0));
  }

  /** Done by one of the threads while the others wait. */
  once(work: () => void): void {
    this.#wait(work);
  }

  /** Asks all threads to come to an end. */
  stop(): void {
    Atomics.store(this.state, STOP, 1);
  }

  /** Whether `stop` was called before all threads last met: the same answer in all of them. */
  get isStopped(): boolean {
    return Atomics.load(this.state, HEARD) !== 0;
  }

  /** @param last done by the last to arrive, before all go on */
  #wait(last: () => void): void {
    const turn = Atomics.load(this.state, TURN);
    if (Atomics.add(this.state, ARRIVED, 1) === this.size - 1) {
      last();
      Atomics.store(this.state, HEARD, Atomics.load(this.state, STOP));
      Atomics.store(this.state, ARRIVED, 0);
      Atomics.add(this.state, TURN, 1);
      Atomics.notify(this.state, TURN);
    } else {
      while (Atomics.load(this.state, TURN) === turn) Atomics.wait(this.state, TURN, turn);
    }
  }
}
