/** Runs: one at a time in the order in which they come, and a history of them in the work folder. */
import { readdir, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { jobValues } from '../jobs/jobValues.js';
import type { PlannedJob } from '../jobs/kind.js';
import { writeAtomically, writeProblem } from '../shared/atomicFile.js';
import { messageOf, NstError } from '../shared/errors.js';
import { makeOutputFolder } from '../shared/outputFolder.js';
import { commandLine } from './commandLine.js';
import { fileIdsIn, runFields } from './fields.js';
import { isId, newId } from './ids.js';
import type { Medium } from './medium.js';
import { readNote } from './note.js';
import { BEFORE, INFO, RESULT_NAME, RUN_NOTE, type RunPart, VIEW } from './runNote.js';
import { RunWatch } from './runWatch.js';
import { isThere, performRun, type RunWork } from './runWork.js';
import type { Uploads } from './uploads.js';
import type { FieldValues, RunInfo, StudioEvent } from './wire.js';

/** More than anybody lets wait. */
const MAX_WAITING = 50;

/** What the file system said of what could not be written. */
const reasonOf = (error: unknown) => (error instanceof NstError ? error.cause : error);

/** All runs of a work folder. */
export class Runs {
  readonly #infos = new Map<string, RunInfo>();
  readonly #jobs = new Map<string, RunWork>();
  /** Uploads of runs that are being checked. */
  readonly #adding = new Set<readonly string[]>();
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
    const ids = (await readdir(folder)).filter(isId);
    await Promise.all(ids.map((id) => runs.#removeBroken(id)));
    const notes = await Promise.all(ids.map((id) => runs.#read(id)));
    const known = notes.filter((info) => info !== undefined).sort((a, b) => a.addedMs - b.addedMs);
    for (const info of known) runs.#infos.set(info.id, info);
    return runs;
  }

  /** What was broken off by the end of the studio, and has no result: nobody would see it, and it takes room. */
  async #removeBroken(id: string): Promise<void> {
    const files = await readdir(join(this.folder, id));
    const isKept = files.some((name) => name === INFO || RESULT_NAME.test(name));
    if (!isKept) await rm(join(this.folder, id), { recursive: true, force: true });
  }

  /** What is damaged, of no medium that is known, or was broken off by the end of the studio, is not shown. */
  async #read(id: string): Promise<RunInfo | undefined> {
    const info = await readNote(join(this.folder, id, INFO), RUN_NOTE);
    const isKnown = info?.id === id && this.media.some(({ name }) => name === info.medium);
    return isKnown ? (info as RunInfo) : undefined;
  }

  get all(): RunInfo[] {
    return [...this.#infos.values()];
  }

  get(id: string): RunInfo | undefined {
    return this.#infos.get(id);
  }

  /** Whether a run is on. */
  get isBusy(): boolean {
    return this.#jobs.size > 0;
  }

  /** Uploads that runs are made of, also those that are only being added. */
  get files(): ReadonlySet<string> {
    const ids = [...this.#infos.values()].flatMap(({ fields }) => fileIdsIn(fields));
    return new Set([...ids, ...[...this.#adding].flat()]);
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
  async add(name: string, fields: FieldValues): Promise<RunInfo> {
    const medium = this.media.find((each) => each.name === name);
    if (!medium) {
      const names = this.media.map((each) => each.name).join(', ');
      throw new NstError('NST_BAD_OPTION', `medium: expected one of ${names}; load the page again`);
    }
    if (this.#jobs.size >= MAX_WAITING)
      throw new NstError('NST_BAD_OPTION', `queue: expected at most ${MAX_WAITING} runs; wait for some`);
    const ids = fileIdsIn(fields);
    this.#adding.add(ids);
    try {
      return await this.#add(medium, fields);
    } finally {
      this.#adding.delete(ids);
    }
  }

  async #add(medium: Medium, fields: FieldValues): Promise<RunInfo> {
    const id = newId();
    const folder = join(this.folder, id);
    const asked = runFields(medium, fields, this.uploads.pathOf);
    const result = `result${medium.ending(asked)}`;
    await makeOutputFolder(folder);
    try {
      const planned = await this.#plan(medium, folder, { ...asked, output: join(folder, result) });
      this.#jobs.set(id, { medium, result, planned, stop: new AbortController() });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    const { command, table } = medium.kind;
    this.#set({
      id,
      medium: medium.name,
      fields,
      state: 'waiting',
      addedMs: Date.now(),
      seconds: 0,
      step: 0,
      steps: 0,
      stage: '',
      stages: [],
      warnings: [],
      curve: [],
      previews: 0,
      figures: [],
      hasBefore: false,
      commandLine: commandLine(command, table, { ...asked, output: result }),
    });
    this.#tail = this.#tail.then(() => this.#run(id));
    return this.#infos.get(id)!;
  }

  async #plan(medium: Medium, folder: string, asked: FieldValues): Promise<PlannedJob> {
    const { command, table, plan } = medium.kind;
    const extras = medium.extras(folder, join(folder, `preview${medium.previewEnding}`));
    return plan(jobValues(command, table, { ...asked, ...extras }));
  }

  async #run(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job) return;
    const { medium, stop } = job;
    const folder = join(this.folder, id);
    const preview = join(folder, `preview${medium.previewEnding}`);
    const watch = new RunWatch(preview, (change) => this.#update(id, change));
    this.#update(id, { state: 'running', stage: 'Starting' });
    const shown = (text: string) => text.replaceAll(`${folder}${sep}`, '');
    let end: Partial<RunInfo>;
    try {
      end = await performRun(job, folder, watch.reporter);
      if (end.summary !== undefined) end = { ...end, summary: shown(end.summary) };
    } catch (error) {
      const isStop = stop.signal.aborted && error instanceof NstError && error.code === 'NST_ABORTED';
      end = isStop
        ? { state: 'stopped', problem: 'stopped before there was anything to keep' }
        : { state: 'failed', problem: shown(messageOf(error)) };
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
    const unkept = await writeAtomically(join(this.folder, id, INFO), JSON.stringify(ended)).then(
      () => undefined,
      (error: unknown) => `history: this run will be gone with the studio: ${writeProblem(reasonOf(error))}`,
    );
    this.#set(unkept === undefined ? ended : { ...ended, warnings: [...ended.warnings, unkept] });
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
  async pathOf(id: string, part: RunPart): Promise<string | undefined> {
    const info = this.#infos.get(id);
    const medium = this.media.find(({ name }) => name === info?.medium);
    if (!info || !medium) return undefined;
    const names: Readonly<Record<RunPart, string | undefined>> = {
      result: info.result,
      preview: `preview${medium.previewEnding}`,
      view: VIEW,
      before: BEFORE,
    };
    const name = names[part];
    return name !== undefined && (await isThere(join(this.folder, id, name)))
      ? join(this.folder, id, name)
      : undefined;
  }

  /** Ends all runs, and waits for what they write. */
  async close(): Promise<void> {
    await Promise.all([...this.#jobs.keys()].reverse().map((id) => this.stop(id)));
    await this.#tail;
  }
}
