/** Delta debugging: the smallest input that still does what an input did. */
import { type Input, withFile } from './input.js';
import { joinBytes } from './mutate/bytes.js';

/** How much may be tried. */
export interface Budget {
  readonly tries: number;
  readonly timeMs: number;
}

/** Whether an input still has the fault. */
export type Probe = (input: Input) => Promise<boolean>;

/** Counts tries, and says when they are used up. */
class Tries {
  #left: number;
  readonly #endMs: number;

  constructor({ tries, timeMs }: Budget) {
    this.#left = tries;
    this.#endMs = performance.now() + timeMs;
  }

  get isUsedUp(): boolean {
    return this.#left <= 0 || performance.now() > this.#endMs;
  }

  async run(probe: Probe, input: Input): Promise<boolean> {
    this.#left -= 1;
    return probe(input);
  }
}

/** Takes parts of one file away, half of it first, then smaller ones, as long as the fault stays. */
async function reduceFile(
  input: Input,
  name: string,
  unitBytes: number,
  probe: Probe,
  tries: Tries,
): Promise<Input> {
  let smallest = input;
  const sizeOf = () => Math.floor((smallest.get(name)?.length ?? 0) / unitBytes);
  for (let part = Math.ceil(sizeOf() / 2); part >= 1 && !tries.isUsedUp; part = Math.floor(part / 2)) {
    // From the end: what is cut off there moves nothing else.
    for (let end = sizeOf(); end > 0 && !tries.isUsedUp; end -= part) {
      const bytes = smallest.get(name) ?? new Uint8Array();
      const begin = Math.max(0, end - part) * unitBytes;
      const without = joinBytes(bytes.subarray(0, begin), bytes.subarray(end * unitBytes));
      const candidate = withFile(smallest, name, without);
      if (await tries.run(probe, candidate)) smallest = candidate;
    }
  }
  return smallest;
}

/**
 * Makes an input smaller, file by file, for as long as the probe says that it still has the fault.
 *
 * @param unitBytes smallest part that is taken away
 * @returns at worst the input itself
 */
export async function reduceInput(input: Input, probe: Probe, budget: Budget, unitBytes = 1): Promise<Input> {
  const tries = new Tries(budget);
  let smallest = input;
  for (const name of input.keys()) smallest = await reduceFile(smallest, name, unitBytes, probe, tries);
  return smallest;
}
