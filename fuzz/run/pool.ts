/** Children that read all inputs of all targets. */
import { generate } from '../generate.js';
import type { Seed, Target } from '../targets/target.js';
import type { Outcome } from '../verdict.js';
import { type ReaderOptions, ReaderProcess } from './readerProcess.js';
import type { Read, Tally } from './tally.js';

/** What is to be run. */
export interface Plan {
  readonly targets: readonly Target[];
  /** Changed inputs of each target, beside its sound ones. */
  readonly perTarget: number;
  readonly seed: number;
  readonly children: number;
}

interface Task {
  readonly target: Target;
  readonly seeds: readonly Seed[];
  readonly number: number;
}

/** Inputs that are remembered as having been read just before. */
const REMEMBERED = 4;

async function* tasksOf(
  { targets, perTarget }: Plan,
  onTarget: (name: string) => void,
): AsyncGenerator<Task> {
  for (const target of targets) {
    onTarget(target.name);
    const seeds = await target.seeds();
    for (let number = 0; number < seeds.length + perTarget; number++) yield { target, seeds, number };
  }
}

/** A sound input that is refused is a fault, and so is a refusal that did not come. */
export function judgeSeed(outcome: Outcome, { name, isRefused = false }: Seed): Outcome {
  const expected = isRefused ? 'refused' : 'accepted';
  if (outcome.verdict === expected || (outcome.verdict !== 'accepted' && outcome.verdict !== 'refused')) {
    return outcome;
  }
  const detail = `the sound input "${name}" is ${outcome.verdict}: ${outcome.detail}`;
  return { ...outcome, verdict: 'wrong', detail };
}

async function work(
  reader: ReaderProcess,
  tasks: AsyncIterable<Task>,
  seed: number,
  tally: Tally,
): Promise<void> {
  const before: Read[] = [];
  for await (const { target, seeds, number } of tasks) {
    const generated = generate(target, seeds, seed, number);
    const { input } = generated;
    const found = await reader.read(target.name, input);
    const outcome = generated.isSeed ? judgeSeed(found, generated.seed) : found;
    const isSeedFault = outcome !== found;
    tally.add({ target, number, input, outcome, isSeedFault, before: before.slice() });
    before.push({ target, input });
    if (before.length > REMEMBERED) before.shift();
  }
}

/** Reads every input of a plan and counts what came of it. */
export async function runPool(
  plan: Plan,
  options: ReaderOptions,
  tally: Tally,
  onTarget: (name: string) => void = () => undefined,
): Promise<void> {
  const tasks = tasksOf(plan, onTarget);
  const readers = Array.from({ length: plan.children }, (_, i) => new ReaderProcess(options, `child-${i}`));
  try {
    // Each takes the next input when it is free: `for await` would end the generator for all when one stops.
    const shared: AsyncIterable<Task> = { [Symbol.asyncIterator]: () => ({ next: () => tasks.next() }) };
    await Promise.all(readers.map((reader) => work(reader, shared, plan.seed, tally)));
  } finally {
    for (const reader of readers) reader.close();
  }
}
