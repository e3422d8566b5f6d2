import { resolve } from 'node:path';
import { NstError } from '../shared/errors.js';
import { digestOfJob, FileDigests } from './digest.js';
import { type Job, kindOf } from './job.js';
import type { ListedJob } from './jobList.js';
import { jobValues } from './jobValues.js';
import type { JobKind, PlannedJob } from './kind.js';
import { failureOf, type JobOutcome } from './outcome.js';
import { piecesOf } from './pieces.js';
import type { JobQueue } from './queue.js';
import type { JobFacts, ResultsFile } from './results.js';
import type { FileStore } from './store.js';

/** What becomes of a line of the list, and of its pieces if it is split. */
export type BatchEvent =
  | { readonly kind: 'skipped'; readonly line: number; readonly why: 'done' | 'not-failed' | 'twice' }
  | {
      readonly kind: 'ended';
      readonly line: number;
      /** Of a job that was split, which of its pieces: `1/3`. */
      readonly piece?: string | undefined;
      readonly outcome: JobOutcome;
    };

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
  /** Where files are whose names are addresses. */
  readonly store?: FileStore | undefined;
  /** What people read of a job, by its line: `line 3`. */
  nameOf(line: number): string;
  tell(event: BatchEvent): void;
}

/** A line that can be tried. */
interface ReadyJob {
  readonly line: number;
  readonly piece?: string | undefined;
  readonly job: Job;
  readonly kind: JobKind;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A job that was given away, or was not to be. */
interface GivenJob {
  /** Whether it is done, when it has ended. */
  readonly isDone: Promise<boolean>;
}

/** Jobs of a list through a queue. */
class Batch {
  readonly #facts = new Map<string, JobFacts>();
  /** How jobs ended that were given away, as far as somebody waits for that. */
  readonly #waited = new Map<string, (outcome: JobOutcome) => void>();
  /** Lines by what they write. */
  readonly #outputs = new Map<string, number>();

  readonly #files: FileDigests;

  constructor(readonly options: BatchOptions) {
    this.#files = new FileDigests(options.store);
  }

  async run(): Promise<void> {
    const { queue, signal } = this.options;
    // Broken lines are told at once, and not when it is their turn.
    const ready = await this.#readyJobs();
    let failure: unknown;
    const consumed = this.#consume().catch((error: unknown) => {
      failure = error;
      // What waits for pieces would wait for ever.
      for (const end of this.#waited.values()) end({ id: '', seconds: 0, state: 'stopped' });
    });
    const joins: Promise<void>[] = [];
    try {
      for (const item of ready) {
        if (signal.aborted || failure !== undefined) break;
        const { pieces } = item.job;
        if (pieces === undefined || pieces === 1) await this.#give(item);
        else joins.push(...(await this.#giveSplit(item)));
      }
      await Promise.all(joins);
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
          piecesOf(job, kind);
          ready.push({ line, job, kind, values: jobValues(kind.command, kind.table, job.fields) });
        } catch (error) {
          await this.#fail({ line, id: `line-${line}`, command: job.command, outputs: [] }, error);
        }
    }
    return ready.sort((a, b) => (a.job.priority ?? 0) - (b.job.priority ?? 0));
  }

  /** Gives the pieces of a job away. @returns what joins them when they are done, unless there is nothing to do */
  async #giveSplit(item: ReadyJob): Promise<Promise<void>[]> {
    const { line, job, kind } = item;
    const { retry, tell } = this.options;
    const id = await this.#idOf(item);
    if (id === undefined) return [];
    if (await this.#isDone(id)) {
      tell({ kind: 'skipped', line, why: retry ? 'not-failed' : 'done' });
      return [];
    }
    const ends: Promise<boolean>[] = [];
    for (const piece of piecesOf(job, kind)) {
      const values = jobValues(kind.command, kind.table, piece.fields);
      const share = String(piece.fields.share);
      const { isDone } = await this.#give({ line, piece: share, job: piece, kind, values });
      ends.push(isDone);
    }
    const join = async () => {
      const count = (await Promise.all(ends)).filter((isDone) => !isDone).length;
      if (this.options.signal.aborted) return;
      if (count === 0) return void (await this.#give({ ...item, job: { ...job, pieces: 1 } }));
      const problem = `${count} of its ${ends.length} pieces are not there`;
      const facts = { line, id, command: kind.command, outputs: [] };
      await this.#fail(facts, new NstError('NST_BAD_INPUT', `pieces: ${problem}; see what is said of them`));
    };
    const joined = join();
    joined.catch(() => undefined);
    return [joined];
  }

  async #isDone(id: string): Promise<boolean> {
    const last = this.options.results?.last(id);
    return last?.state === 'done' && (await this.#areThere(last.outputs));
  }

  /** The digest of a job; of one whose inputs cannot be asked for, it is told that it has failed. */
  async #idOf({ line, piece, kind, values }: ReadyJob): Promise<string | undefined> {
    const { version } = this.options;
    try {
      return await digestOfJob(kind.command, kind.table, values, { files: this.#files, version });
    } catch (error) {
      await this.#fail({ line, piece, id: `line-${line}`, command: kind.command, outputs: [] }, error);
      return undefined;
    }
  }

  async #give({ line, piece, job, kind, values }: ReadyJob): Promise<GivenJob> {
    const { results, retry, force, queue, tell } = this.options;
    const id = await this.#idOf({ line, piece, job, kind, values });
    if (id === undefined) return { isDone: Promise.resolve(false) };
    const last = results?.last(id);
    const skip = (why: 'done' | 'not-failed' | 'twice', isDone: boolean) => {
      if (piece === undefined) tell({ kind: 'skipped', line, why });
      return { isDone: Promise.resolve(isDone) };
    };
    if (this.#facts.has(id)) return skip('twice', false);
    // A piece that was never begun has not failed, but whoever waits for it has.
    if (retry && last?.state !== 'failed' && (piece === undefined || last?.state === 'done'))
      return skip('not-failed', last?.state === 'done');
    if (await this.#isDone(id)) return skip('done', true);
    // What was broken off may have left a result of its own.
    const mayReplace = force === true || last?.state === 'begun' || last?.state === 'stopped';
    const facts = { line, piece, id, command: kind.command, outputs: [] };
    try {
      const planned = await this.#plan({ line, job, kind, values }, mayReplace);
      const known = { ...facts, outputs: planned.outputs };
      this.#facts.set(id, known);
      await results?.begin(known);
      const ended = new Promise<JobOutcome>((end) => this.#waited.set(id, end));
      await queue.submit({ ...job, id, planned });
      return { isDone: ended.then(({ state }) => state === 'done') };
    } catch (error) {
      if (this.#facts.has(id)) throw error;
      await this.#fail(facts, error);
      return { isDone: Promise.resolve(false) };
    }
  }

  async #areThere(outputs: readonly string[] = []): Promise<boolean> {
    for (const path of outputs) if (!(await this.#files.has(path))) return false;
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
      tell({ kind: 'ended', line: facts.line, piece: facts.piece, outcome });
      this.#waited.get(outcome.id)?.(outcome);
    }
  }

  async #fail(facts: JobFacts, error: unknown): Promise<void> {
    const { code, problem } = failureOf(error);
    const outcome: JobOutcome = { id: facts.id, seconds: 0, state: 'failed', code, problem };
    await this.options.results?.end(facts, outcome);
    this.options.tell({ kind: 'ended', line: facts.line, piece: facts.piece, outcome });
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
