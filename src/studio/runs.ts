/** Runs: one at a time in the order in which they come, and a history of them in the work folder. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jobValues } from '../jobs/jobValues.js';
import type { PlannedJob } from '../jobs/kind.js';
import { writeAtomically } from '../shared/atomicFile.js';
import { messageOf, NstError } from '../shared/errors.js';
import { makeOutputFolder } from '../shared/outputFolder.js';
import { commandLine } from './commandLine.js';
import { runFields } from './fields.js';
import { isId, newId } from './ids.js';
import type { Medium } from './medium.js';
import { readNote } from './note.js';
import { RunWatch } from './runWatch.js';
import type { Uploads } from './uploads.js';
import type { FieldValues, MediumName, RunInfo, StudioEvent } from './wire.js';

/** More than anybody lets wait. */
const MAX_WAITING = 50;
const [INFO, VIEW] = ['run.json', 'view.png'] as const;

const RUN_INFO = z.object({
  id: z.string(),
  medium: z.enum(['picture', 'sound', 'word']),
  fields: z.record(z.string(), z.unknown()),
  state: z.enum(['done', 'stopped', 'failed']),
  addedMs: z.number(),
  seconds: z.number(),
  step: z.number(),
  steps: z.number(),
  stage: z.string(),
  warnings: z.array(z.string()),
  problem: z.string().optional(),
  summary: z.string().optional(),
  curve: z.array(z.tuple([z.number(), z.number()])),
  previews: z.number(),
  result: z.enum(['result.png', 'result.wav']).optional(),
  commandLine: z.string(),
});

const NOTE = { of: 'a run', schema: RUN_INFO, maxBytes: 2 ** 20 };

/** A run that is not over. */
interface Job {
  readonly medium: Medium;
  readonly planned: PlannedJob;
  readonly stop: AbortController;
}

/** All runs of a work folder. */
export class Runs {
  readonly #infos = new Map<string, RunInfo>();
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<(event: StudioEvent) => void>();
  #tail: Promise<void> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly media: readonly Medium[],
    private readonly uploads: Uploads,
  ) {}

  /** Opens a folder with the history in it. @throws NstError NST_BAD_OUTPUT */
  static async open(folder: string, media: readonly Medium[], uploads: Uploads): Promise<Runs> {
    await makeOutputFolder(folder);
    const runs = new Runs(folder, media, uploads);
    const notes = await Promise.all((await readdir(folder)).filter(isId).map((id) => runs.#read(id)));
    const known = notes.filter((info) => info !== undefined).sort((a, b) => a.addedMs - b.addedMs);
    for (const info of known) runs.#infos.set(info.id, info);
    return runs;
  }

  /** What is damaged, or was broken off by the end of the studio, is not shown. */
  async #read(id: string): Promise<RunInfo | undefined> {
    const info = await readNote(join(this.folder, id, INFO), NOTE);
    return info?.id === id ? (info as RunInfo) : undefined;
  }

  get all(): RunInfo[] {
    return [...this.#infos.values()];
  }

  get(id: string): RunInfo | undefined {
    return this.#infos.get(id);
  }

  /** Tells of every change. @returns what ends that */
  listen(listener: (event: StudioEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(event: StudioEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #set(info: RunInfo): void {
    this.#infos.set(info.id, info);
    this.#tell({ kind: 'run', run: info });
  }

  #update(id: string, change: Partial<RunInfo>): void {
    const info = this.#infos.get(id);
    if (info) this.#set({ ...info, ...change });
  }

  /** Checks a run and puts it into the queue. @throws NstError as the command would say it */
  async add(name: MediumName, fields: FieldValues): Promise<RunInfo> {
    const medium = this.media.find((each) => each.name === name);
    if (!medium) throw new NstError('NST_BAD_OPTION', 'medium: expected picture, sound or word');
    if (this.#jobs.size >= MAX_WAITING)
      throw new NstError('NST_BAD_OPTION', `queue: expected at most ${MAX_WAITING} runs; wait for some`);
    const id = newId();
    const folder = join(this.folder, id);
    const result = `result${medium.ending}` as const;
    const asked = runFields(medium, fields, this.uploads.pathOf);
    await makeOutputFolder(folder);
    try {
      const planned = await this.#plan(medium, folder, asked);
      this.#jobs.set(id, { medium, planned, stop: new AbortController() });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    const { command, table } = medium.kind;
    this.#set({
      ...{ id, medium: name, fields, state: 'waiting', addedMs: Date.now(), seconds: 0, step: 0, steps: 0 },
      ...{ stage: '', warnings: [], curve: [], previews: 0 },
      commandLine: commandLine(command, table, { ...asked, output: result }),
    });
    this.#tail = this.#tail.then(() => this.#run(id, result));
    return this.#infos.get(id)!;
  }

  async #plan(medium: Medium, folder: string, asked: FieldValues): Promise<PlannedJob> {
    const { command, table, plan } = medium.kind;
    const preview = join(folder, `preview${medium.ending}`);
    const extras = { output: join(folder, `result${medium.ending}`), ...medium.extras(preview) };
    return plan(jobValues(command, table, { ...asked, ...extras }));
  }

  async #run(id: string, result: 'result.png' | 'result.wav'): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job) return;
    const { medium, planned, stop } = job;
    const folder = join(this.folder, id);
    const watch = new RunWatch(join(folder, `preview${medium.ending}`), (change) => this.#update(id, change));
    this.#update(id, { state: 'running', stage: 'Starting' });
    let end: Partial<RunInfo>;
    try {
      let isStopped = false;
      const lines: string[] = [];
      const tell = (report: { readonly lines: readonly string[]; readonly isStopped: boolean }) => {
        lines.push(...report.lines);
        isStopped ||= report.isStopped;
      };
      await planned.run({ reporter: watch.reporter, signal: stop.signal, keepsUnfinished: true, tell });
      const path = join(folder, result);
      if (medium.view) await writeAtomically(join(folder, VIEW), await medium.view(path));
      const summary = lines
        .join('; ')
        .replaceAll(folder, '')
        .replaceAll(/(^|\s)[/\\](?=result)/g, '$1');
      end = { state: isStopped ? 'stopped' : 'done', result, summary };
    } catch (error) {
      const isStop = error instanceof NstError && error.code === 'NST_ABORTED';
      end = isStop
        ? { state: 'stopped', problem: 'stopped before there was anything to keep' }
        : { state: 'failed', problem: messageOf(error).replaceAll(`${folder}/`, '') };
    }
    await watch.end();
    this.#jobs.delete(id);
    await this.#finish(id, { ...end, seconds: watch.seconds });
  }

  async #finish(id: string, end: Partial<RunInfo>): Promise<void> {
    const info = this.#infos.get(id);
    if (!info) return;
    const { leftMs: _, ...ended } = { ...info, ...end, stage: '' };
    // A full disk is no reason to lose what is in memory.
    await writeAtomically(join(this.folder, id, INFO), JSON.stringify(ended)).catch(() => undefined);
    this.#set(ended);
  }

  /** Ends a run; what there is of its result is kept. @returns whether there was anything to end */
  async stop(id: string): Promise<boolean> {
    const job = this.#jobs.get(id);
    if (!job) return false;
    job.stop.abort();
    if (this.#infos.get(id)?.state === 'waiting') {
      this.#jobs.delete(id);
      await this.#finish(id, { state: 'stopped', problem: 'taken out of the queue' });
    }
    return true;
  }

  /** Removes a run that is over, with its files. */
  async remove(id: string): Promise<boolean> {
    if (!this.#infos.has(id) || this.#jobs.has(id)) return false;
    this.#infos.delete(id);
    await rm(join(this.folder, id), { recursive: true, force: true });
    this.#tell({ kind: 'removed', id });
    return true;
  }

  /** Where a file of a run lies, if it has it. */
  async pathOf(id: string, part: 'result' | 'preview' | 'view'): Promise<string | undefined> {
    const info = this.#infos.get(id);
    const medium = this.media.find(({ name }) => name === info?.medium);
    if (!info || !medium) return undefined;
    const path = join(this.folder, id, part === 'view' ? VIEW : `${part}${medium.ending}`);
    return stat(path).then(
      () => path,
      () => undefined,
    );
  }

  /** Ends all runs, and waits for what they write. */
  async close(): Promise<void> {
    await Promise.all([...this.#jobs.keys()].reverse().map((id) => this.stop(id)));
    await this.#tail;
  }
}
