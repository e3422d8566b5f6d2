import { rm } from 'node:fs/promises';
import { messageOf, NstError } from '../errors.js';
import type { MinimizeResult, Snapshot } from '../optim/minimize.js';
import { firstDifference, type Manifest } from '../saved/manifest.js';
import { readSafetensors } from '../weights/safetensors.js';
import { parseSafetensorsHeader } from '../weights/safetensorsHeader.js';
import { writeSafetensors } from '../weights/safetensorsWriter.js';
import { addToLog, readLog, recordBytes, writeLog } from './checkpointLog.js';
import type { MinimizationKeeper } from './keeper.js';
import { packData, unpackData } from './plainData.js';

/** A run loses no more than half a minute. */
const EVERY_MS = 30_000;
/** Of the time, that writing may take: where a disk is slow, snapshots are rarer. */
const WRITING_SHARE = 0.05;

/** One thing that is kept. */
type Kept =
  | { readonly kind: 'run'; readonly manifest: Manifest }
  | { readonly kind: 'result'; readonly key: string; readonly result: MinimizeResult }
  | { readonly kind: 'snapshot'; readonly key: string; readonly snapshot: Snapshot };

/** How a checkpoint is kept. */
export interface CheckpointOptions {
  /** What the run depends on: its settings, and digests of its inputs. */
  readonly manifest: Manifest;
  /** At least so long between two snapshots. */
  readonly everyMs?: number;
  /** Is told, once, if it cannot be written: the run goes on without. */
  readonly onProblem?: (text: string) => void;
}

/**
 * What a run has done so far, in a file, so that the same run can go on from there when its process has ended, for whatever
 * reason. The result has the same bytes as that of a run that was never broken off, on the same machine.
 *
 * It holds what the optimiser remembers: with twelve pairs of L-BFGS up to 26 times the picture in float32, which is 80 MB at
 * 512 x 512 pixels.
 */
export class Checkpoint implements MinimizationKeeper {
  readonly #results = new Map<string, Uint8Array>();
  readonly #snapshots = new Map<string, Uint8Array>();
  /** Results that are not in the file yet. */
  #added: Uint8Array[] = [];
  /** Whether something is not in the file yet. */
  #isDirty = false;
  #sizeBytes = 0;
  #writing: Promise<void> | undefined;
  #nextMs = 0;
  #isBroken = false;
  #hasGoneOn = false;

  private constructor(
    readonly path: string,
    private readonly options: CheckpointOptions,
    private readonly run: Uint8Array,
  ) {}

  /**
   * Opens a checkpoint, or begins one.
   *
   * @throws NstError NST_BAD_INPUT for a file that is none, or that is of another run, which it names; NST_BAD_OUTPUT where none
   *   can be written
   */
  static async open(path: string, options: CheckpointOptions): Promise<Checkpoint> {
    const checkpoint = new Checkpoint(path, options, recordOf({ kind: 'run', manifest: options.manifest }));
    const log = await readLog(path);
    for (const record of log?.records ?? []) checkpoint.#take(record);
    if (log) checkpoint.#sizeBytes = log.endBytes;
    else await checkpoint.#rewrite();
    return checkpoint;
  }

  /** Whether it had something that this run went on from. */
  get hasGoneOn(): boolean {
    return this.#hasGoneOn;
  }

  /** Whether there is something to go on from. */
  get isEmpty(): boolean {
    return this.#results.size === 0 && this.#snapshots.size === 0;
  }

  get everyMs(): number {
    return this.options.everyMs ?? EVERY_MS;
  }

  resultOf(key: string): MinimizeResult | undefined {
    return this.#goOn(this.#results.get(key), (kept) => (kept.kind === 'result' ? kept.result : undefined));
  }

  snapshotOf(key: string): Snapshot | undefined {
    return this.#goOn(this.#snapshots.get(key), (kept) =>
      kept.kind === 'snapshot' ? kept.snapshot : undefined,
    );
  }

  keepResult(key: string, result: MinimizeResult): void {
    const record = recordOf({ kind: 'result', key, result });
    this.#results.set(key, record);
    this.#snapshots.delete(key);
    this.#added.push(record);
    this.#isDirty = true;
  }

  keepSnapshot(key: string, snapshot: Snapshot): void {
    this.#snapshots.set(key, recordOf({ kind: 'snapshot', key, snapshot }));
    this.#isDirty = true;
    // One that comes while another is written is written by the next.
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Waits until what is kept is in the file. */
  async settle(): Promise<void> {
    await this.#writing;
    await this.#write(true);
  }

  /** Removes the file: the run has ended. */
  async remove(): Promise<void> {
    await this.#writing;
    await rm(this.path, { force: true });
  }

  #goOn<Value>(record: Uint8Array | undefined, pick: (kept: Kept) => Value | undefined): Value | undefined {
    if (!record) return undefined;
    const value = pick(keptIn(record, this.path));
    this.#hasGoneOn ||= value !== undefined;
    return value;
  }

  #take(record: Uint8Array): void {
    const kept = keptIn(record, this.path);
    if (kept.kind === 'run') this.#check(kept.manifest);
    else if (kept.kind === 'result') {
      this.#results.set(kept.key, record);
      this.#snapshots.delete(kept.key);
    } else this.#snapshots.set(kept.key, record);
  }

  #check(before: Manifest): void {
    const difference = firstDifference(before, this.options.manifest);
    if (!difference) return;
    const { name, before: theirs, now } = difference;
    const problem = `expected a checkpoint of this run, found one of another (${name}: ${theirs} there, ${now} here)`;
    const advice = 'give the settings and files of that run, or name another checkpoint';
    throw new NstError('NST_BAD_INPUT', `${this.path}: ${problem}; ${advice}`);
  }

  async #write(isLast = false): Promise<void> {
    const begin = performance.now();
    if (this.#isBroken || !this.#isDirty || (!isLast && begin < this.#nextMs)) return;
    this.#isDirty = false;
    try {
      await this.#add();
    } catch (error) {
      this.#isBroken = true;
      this.options.onProblem?.(messageOf(error));
    }
    const end = performance.now();
    this.#nextMs = end + (end - begin) / WRITING_SHARE;
  }

  /** Adds what is new; once more than half of the file is out of date, the whole is written anew. */
  async #add(): Promise<void> {
    const records = [...this.#added, ...this.#snapshots.values()];
    const live = [this.run, ...this.#results.values(), ...this.#snapshots.values()];
    const liveBytes = live.reduce((sum, record) => sum + recordBytes(record), 0);
    if (this.#sizeBytes > 2 * liveBytes) return this.#rewrite();
    this.#added = [];
    this.#sizeBytes = await addToLog(this.path, this.#sizeBytes, records);
  }

  async #rewrite(): Promise<void> {
    this.#added = [];
    const records = [this.run, ...this.#results.values(), ...this.#snapshots.values()];
    this.#sizeBytes = await writeLog(this.path, records);
  }
}

function recordOf(kept: Kept): Uint8Array {
  const { json, tensors } = packData(kept);
  return writeSafetensors(tensors, { kept: json });
}

function keptIn(record: Uint8Array, path: string): Kept {
  const { metadata } = parseSafetensorsHeader(record, path);
  // It has the digest that this very program wrote.
  return unpackData({ json: metadata.get('kept') ?? '', tensors: readSafetensors(record, path) }) as Kept;
}
