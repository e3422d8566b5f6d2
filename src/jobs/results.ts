/** The file in which a batch keeps what became of its jobs: one JSON object a line, added to as jobs begin and end. */
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { writeProblem } from '../shared/atomicFile.js';
import { messageOf, NstError } from '../shared/errors.js';
import type { JobOutcome } from './outcome.js';

const RECORD = z.object({
  id: z.string(),
  state: z.enum(['begun', 'done', 'failed', 'stopped']),
  outputs: z.array(z.string()).optional(),
});

/** What is known of a job from earlier runs. */
export type JobRecord = z.infer<typeof RECORD>;

/** What stands in the file about a job beside its outcome. */
export interface JobFacts {
  readonly id: string;
  /** In the list of jobs, from 1. */
  readonly line: number;
  /** Of a job that was split, which of its pieces. */
  readonly piece?: string | undefined;
  readonly command: string;
  readonly outputs: readonly string[];
}

/** A line that was cut off by the end of a process is as good as none. */
function recordOf(line: string): JobRecord | undefined {
  try {
    return RECORD.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** More is no file of results: 10,000 jobs make 10 MB. */
const MAX_BYTES = 2 ** 30;

/** A file of results, open for what is to come. */
export class ResultsFile {
  readonly #last: Map<string, JobRecord>;

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    text: string,
  ) {
    const records = text.split('\n').map(recordOf);
    this.#last = new Map(
      records.filter((record) => record !== undefined).map((record) => [record.id, record]),
    );
  }

  /** Opens a file, which is made if it is not there. @throws NstError NST_BAD_OUTPUT */
  static async open(path: string): Promise<ResultsFile> {
    const reject = (problem: string, cause?: unknown): never => {
      throw new NstError('NST_BAD_OUTPUT', `${path}: ${problem}`, { cause });
    };
    const handle = await open(path, 'a+').catch((error: unknown) =>
      reject(`cannot be written: ${writeProblem(error)}`, error),
    );
    try {
      const info = await handle.stat();
      if (!info.isFile() || info.size > MAX_BYTES)
        reject('expected a file of results, found something else; choose another name');
      const text = await handle.readFile('utf8');
      // A last line that was cut off must not swallow the next one.
      if (text !== '' && !text.endsWith('\n')) await handle.appendFile('\n');
      return new ResultsFile(path, handle, text);
    } catch (error) {
      await handle.close();
      throw error instanceof NstError ? error : reject(`cannot be read: ${messageOf(error)}`, error);
    }
  }

  /** What the file says last of a job. */
  last(id: string): JobRecord | undefined {
    return this.#last.get(id);
  }

  /** Notes that a job begins: if nothing follows, it was broken off, and its files may be replaced. */
  async begin({ id, ...facts }: JobFacts): Promise<void> {
    await this.#add({ id, state: 'begun' }, facts);
  }

  /** Notes how a job ended. */
  async end({ id: _, ...facts }: JobFacts, outcome: JobOutcome): Promise<void> {
    await this.#add(outcome, facts);
  }

  async #add(
    record: Pick<JobRecord, 'id' | 'state'>,
    { line, ...facts }: Omit<JobFacts, 'id'>,
  ): Promise<void> {
    this.#last.set(record.id, { ...record, outputs: [...facts.outputs] });
    await this.handle
      .appendFile(`${JSON.stringify({ line, ...facts, ...record })}\n`)
      .catch((error: unknown) => {
        throw new NstError('NST_BAD_OUTPUT', `${this.path}: cannot be written: ${writeProblem(error)}`, {
          cause: error,
        });
      });
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
