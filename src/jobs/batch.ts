import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { NstError } from '../shared/errors.js';
import { digestOfJob, FileDigests } from './digest.js';
import { type Job, kindOf } from './job.js';
import type { ListedJob } from './jobList.js';
import { jobValues } from './jobValues.js';
import type { JobKind, PlannedJob } from './kind.js';
import { failureOf, type JobOutcome } from './outcome.js';
import type { JobQueue } from './queue.js';
import type { JobFacts, ResultsFile } from './results.js';

/** What becomes of a line of the list. */
export type BatchEvent =
  | { readonly kind: 'skipped'; readonly line: number; readonly why: 'done' | 'not-failed' | 'twice' }
  | { readonly kind: 'ended'; readonly line: number; readonly outcome: JobOutcome };

/** What a batch works with. */
export interface BatchOptions {
  readonly list: readonly ListedJob[];
  readonly kinds: readonly JobKind[];
  readonly queue: JobQueue;
  /** Where it is noted what became of each job; what stands there as done is not done again. */
  readonly results?: ResultsFile | undefined;
  /** Only jobs that have failed before. */
  readonly retry?: boolean | undefined;
  /** Whether results that exist may be replaced. */
  readonly force?: boolean | undefined;
  /** As of `jobValues`, for work in this process. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /** Of the program: another one may make other results. */
  readonly version: string;
  /** No further jobs are given away once it is aborted. */
  readonly signal: AbortSignal;
  /** What people read of a job, by its line: `line 3`. */
  nameOf(line: number): string;
  tell(event: BatchEvent): void;
}

/** A line that can be tried. */
interface ReadyJob {
  readonly line: number;
  readonly job: Job;
  readonly kind: JobKind;
  readonly values: Readonly<Record<string, unknown>>;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Jobs of a list through a queue. */
class Batch {
  readonly #files = new FileDigests();
  readonly #facts = new Map<string, JobFacts>();
  /** Lines by what they write. */
  readonly #outputs = new Map<string, number>();

  constructor(readonly options: BatchOptions) {}

  async run(): Promise<void> {
    const { queue, signal } = this.options;
    // Broken lines are told at once, and not when it is their turn.
    const ready = await this.#readyJobs();
    let failure: unknown;
    const consumed = this.#consume().catch((error: unknown) => {
      failure = error;
    });
    try {
      for (const item of ready) {
        if (signal.aborted || failure !== undefined) break;
        await this.#give(item);
      }
    } finally {
      queue.end();
      await consumed;
    }
    if (failure !== undefined) throw failure;
  }

  async #readyJobs(): Promise<ReadyJob[]> {
    const ready: ReadyJob[] = [];
    for (const { line, job, problem } of this.options.list) {
      if (!job) await this.#fail({ line, id: `line-${line}`, command: '', outputs: [] }, problem);
      else
        try {
          const kind = kindOf(job, this.options.kinds);
          ready.push({ line, job, kind, values: jobValues(kind.command, kind.table, job.fields) });
        } catch (error) {
          await this.#fail({ line, id: `line-${line}`, command: job.command, outputs: [] }, error);
        }
    }
    return ready.sort((a, b) => (a.job.priority ?? 0) - (b.job.priority ?? 0));
  }

  async #give({ line, job, kind, values }: ReadyJob): Promise<void> {
    const { results, retry, force, version, queue, tell } = this.options;
    const id = await digestOfJob(kind.command, kind.table, values, { files: this.#files, version });
    const last = results?.last(id);
    if (this.#facts.has(id)) return tell({ kind: 'skipped', line, why: 'twice' });
    if (retry && last?.state !== 'failed') return tell({ kind: 'skipped', line, why: 'not-failed' });
    if (last?.state === 'done' && (await this.#areThere(last.outputs)))
      return tell({ kind: 'skipped', line, why: 'done' });
    // What was broken off may have left a result of its own.
    const mayReplace = force === true || last?.state === 'begun' || last?.state === 'stopped';
    const facts = { line, id, command: kind.command, outputs: [] };
    try {
      const planned = await this.#plan({ line, job, kind, values }, mayReplace);
      const known = { ...facts, outputs: planned.outputs };
      this.#facts.set(id, known);
      await results?.begin(known);
      await queue.submit({ ...job, id, planned });
    } catch (error) {
      if (this.#facts.has(id)) throw error;
      await this.#fail(facts, error);
    }
  }

  async #areThere(outputs: readonly string[] = []): Promise<boolean> {
    for (const path of outputs) if (!(await exists(path))) return false;
    return true;
  }

  /** @throws NstError as the command would say it, or NST_BAD_OPTION for a result that another line writes, too */
  async #plan({ line, job, kind, values }: ReadyJob, mayReplace: boolean): Promise<PlannedJob> {
    const ours = jobValues(kind.command, kind.table, job.fields, this.options.defaults);
    const force = values.force === true || mayReplace;
    try {
      const planned = await kind.plan({ ...ours, force });
      this.#refuseTwice(planned);
      for (const path of planned.outputs) this.#outputs.set(resolve(path), line);
      return planned;
    } catch (error) {
      // What is there may be the result of another line, which says more.
      if (error instanceof NstError && error.code === 'NST_WOULD_OVERWRITE')
        this.#refuseTwice(await kind.plan({ ...ours, force: true }));
      throw error;
    }
  }

  /** @throws NstError NST_BAD_OPTION for a result that another line writes, too */
  #refuseTwice({ outputs }: PlannedJob): void {
    for (const path of outputs.map((output) => resolve(output))) {
      const other = this.#outputs.get(path);
      if (other !== undefined)
        throw new NstError(
          'NST_BAD_OPTION',
          `output: ${path} is written by ${this.options.nameOf(other)}, too; choose another name`,
        );
    }
  }

  async #consume(): Promise<void> {
    const { queue, results, tell } = this.options;
    for await (const outcome of queue.outcomes()) {
      const facts = this.#facts.get(outcome.id);
      if (!facts) continue;
      await results?.end(facts, outcome);
      tell({ kind: 'ended', line: facts.line, outcome });
    }
  }

  async #fail(facts: JobFacts, error: unknown): Promise<void> {
    const { code, problem } = failureOf(error);
    const outcome: JobOutcome = { id: facts.id, seconds: 0, state: 'failed', code, problem };
    await this.options.results?.end(facts, outcome);
    this.options.tell({ kind: 'ended', line: facts.line, outcome });
  }
}

/**
 * Has all jobs of a list done that are not done yet. A job that fails is no reason to leave out the others.
 *
 * @throws NstError if the queue cannot be reached, or results cannot be noted
 */
export async function runBatch(options: BatchOptions): Promise<void> {
  await new Batch(options).run();
}
