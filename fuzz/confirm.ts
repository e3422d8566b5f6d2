/** Runs faults once more, each alone, and makes their inputs smaller. */
import { type Input, inputBytes } from './input.js';
import { type Budget, reduceInput } from './reduce.js';
import { type ReaderOptions, ReaderProcess } from './run/readerProcess.js';
import type { Failure, Group, Read } from './run/tally.js';
import type { Fault, Outcome } from './verdict.js';

/** A kind of fault with the smallest input that shows it. */
export interface Finding extends Read {
  readonly fault: Fault;
  readonly outcome: Outcome;
  readonly number: number;
  /** How many inputs did it. */
  readonly count: number;
  /** Whether the input does it in a process of its own. */
  readonly isRepeated: boolean;
}

/** Reduction does not wait for hangs as long as the run does; the smallest input is tried at full length. */
const HANG_SHARE = 0.25;

/** Failures of a group that are tried until one repeats. */
const CANDIDATES = 3;

/** Reads inputs alone, in processes that nothing else has used. */
export class Confirmer {
  readonly #options: ReaderOptions;
  readonly #reader: ReaderProcess;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#reader = new ReaderProcess(options, 'alone');
  }

  close(): void {
    this.#reader.close();
  }

  /** What comes of an input in a fresh process. */
  async readAlone({ target, input }: Read): Promise<Outcome> {
    this.#reader.close();
    return this.#reader.read(target.name, input, this.#options.settleMs);
  }

  /**
   * The finding that a group of faults amounts to.
   *
   * @returns undefined if nothing but time was the matter, and there is enough of it when the input is read alone
   */
  async confirm({ failures }: Group, budget: Budget): Promise<Finding | undefined> {
    const smallFirst = failures.toSorted((a, b) => inputBytes(a.input) - inputBytes(b.input));
    const [first] = smallFirst;
    if (!first) return undefined;
    const fault = first.outcome.verdict as Fault;
    const count = failures.length;
    const plain = { ...first, fault, count };
    if (first.isSeedFault) return { ...plain, isRepeated: true };
    for (const failure of smallFirst.slice(0, CANDIDATES)) {
      const repeated = await this.#repeat(failure, fault);
      if (!repeated) continue;
      const input = await this.#reduce(repeated, fault, budget);
      const outcome = await this.readAlone({ ...repeated, input });
      return { ...plain, ...repeated, input, outcome, isRepeated: true };
    }
    return fault === 'hang' ? undefined : { ...plain, isRepeated: false };
  }

  /** The read that has the fault by itself: the input's, or, of what came late, one before it. */
  async #repeat({ target, input, before }: Failure, fault: Fault): Promise<Read | undefined> {
    const suspects = fault === 'late' ? [{ target, input }, ...before.toReversed()] : [{ target, input }];
    for (const suspect of suspects) {
      const { verdict } = await this.readAlone(suspect);
      if (verdict === fault) return suspect;
    }
    return undefined;
  }

  async #reduce({ target, input }: Read, fault: Fault, budget: Budget): Promise<Input> {
    const { limits, settleMs: lateMs } = this.#options;
    const timeMs = fault === 'hang' ? limits.timeMs * HANG_SHARE : limits.timeMs;
    const settleMs = fault === 'late' ? lateMs : 0;
    const probe = async (candidate: Input) => {
      const { verdict } = await this.#reader.read(target.name, candidate, settleMs, { ...limits, timeMs });
      return verdict === fault;
    };
    const smallest = await reduceInput(input, probe, budget, target.unitBytes);
    const { verdict } = await this.readAlone({ target, input: smallest });
    return verdict === fault ? smallest : input;
  }
}
