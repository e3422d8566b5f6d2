import { closeSync, existsSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { writeProblem } from '../../shared/atomicFile.js';
import { messageOf, NstError } from '../../shared/errors.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import type { Manifest } from '../../shared/saved/manifest.js';
import { readAll } from '../scratch/readAll.js';
import type { PieceResult } from '../synthesis/pieceSynthesiser.js';
import type { KeptPieces } from '../transfer/runPieces.js';
import { differenceOf } from './manifest.js';
import { readRecord, recordOf } from './record.js';

/** Where pieces are kept, and whether those that are there already are used. */
export interface KeepRules {
  readonly path: string;
  readonly resume?: boolean | undefined;
  /** Files of runs that made shares of the same: what is in them is taken as it is; those that are not there, or of something else, are left. */
  readonly others?: readonly string[] | undefined;
}

/**
 * Finished pieces in a file, one behind the other, after a manifest of what they were made of. It is made with the first piece. What is
 * half written when a program is ended is left out when the file is opened again. Where there is no room for them, the run goes on
 * without.
 */
export class PieceFile {
  /** Where those of an earlier run begin in the file. */
  readonly #pieces = new Map<string, number>();
  #others: readonly PieceFile[] = [];
  #file: number | undefined;
  #end = 0;
  #isGivenUp = false;

  private constructor(
    private readonly path: string,
    private readonly manifest: Manifest,
    private readonly reporter: Reporter,
  ) {}

  /**
   * @param reporter is warned if pieces cannot be kept
   * @throws NstError NST_BAD_INPUT if it is to go on and the file holds pieces of other sounds or settings, or is none of these
   *   files; NST_BAD_OUTPUT if it cannot be opened
   */
  static open(
    { path, resume = false, others = [] }: KeepRules,
    manifest: Manifest,
    reporter = SILENT,
  ): PieceFile {
    const pieces = new PieceFile(path, manifest, reporter);
    try {
      if (resume && existsSync(path)) pieces.#goOn();
      pieces.#others = others.flatMap((other) => PieceFile.#ofShare(other, manifest, reporter));
    } catch (error) {
      pieces.close();
      throw error;
    }
    return pieces;
  }

  static #ofShare(path: string, manifest: Manifest, reporter: Reporter): PieceFile[] {
    if (!existsSync(path)) return [];
    try {
      return [PieceFile.open({ path, resume: true }, manifest, reporter)];
    } catch (error) {
      reporter.warn(`left out: ${messageOf(error)}`);
      return [];
    }
  }

  /** How many pieces there are. */
  get count(): number {
    return this.#others.reduce((sum, { count }) => sum + count, this.#pieces.size);
  }

  /** The pieces of a part of the sound. */
  ofPart(part: number): KeptPieces {
    return {
      get: (index) => this.#get(`${part} ${index}`),
      put: (index, result) => this.#put(`${part} ${index}`, result),
    };
  }

  /** The file stays, for another run to go on. */
  close(): void {
    for (const other of this.#others) other.close();
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #goOn(): void {
    this.#file = this.#orFail(() => openSync(this.path, 'r+'));
    const first = readRecord(this.#readAt, 0);
    const before = first?.head as Manifest | undefined;
    if (!first || before === undefined) {
      throw new NstError(
        'NST_BAD_INPUT',
        `${this.path}: no pieces of an unfinished run; delete it, and start again`,
      );
    }
    const difference = differenceOf(before, this.manifest);
    if (difference !== undefined) {
      throw new NstError(
        'NST_BAD_INPUT',
        `${this.path}: its pieces were made with ${difference}; go on with the same sounds and settings, or start again without --resume`,
      );
    }
    this.#end = first.end;
    for (let next = readRecord(this.#readAt, this.#end); next; next = readRecord(this.#readAt, this.#end)) {
      this.#pieces.set(String(next.head.key), this.#end);
      this.#end = next.end;
    }
    ftruncateSync(this.#file, this.#end);
  }

  readonly #readAt = (start: number, bytes: number): Uint8Array => {
    const buffer = new Uint8Array(bytes);
    return buffer.subarray(0, readAll(this.#file!, buffer, start));
  };

  #get(key: string): PieceResult | undefined {
    const start = this.#pieces.get(key);
    const record = start === undefined || this.#isGivenUp ? undefined : readRecord(this.#readAt, start);
    if (!record) return this.#ofOthers(key);
    const { total, terms, iterations, ended } = record.head as unknown as PieceResult;
    return { x: record.samples, total, terms, iterations, ended };
  }

  #ofOthers(key: string): PieceResult | undefined {
    for (const other of this.#others) {
      const result = other.#get(key);
      if (result) return result;
    }
    return undefined;
  }

  #put(key: string, { x, total, terms, iterations, ended }: PieceResult): void {
    if (this.#isGivenUp) return;
    try {
      if (this.#file === undefined) {
        this.#file = openSync(this.path, 'w+');
        this.#append(recordOf(this.manifest, new Float32Array(0)));
      }
      this.#append(recordOf({ key, total, terms, iterations, ended }, x));
    } catch (error) {
      this.#giveUp(writeProblem(error));
    }
  }

  /** The result may have room where pieces have none: what is kept is given back. */
  #giveUp(problem: string): void {
    this.#isGivenUp = true;
    this.close();
    removePieceFile(this.path);
    this.reporter.warn(
      `${this.path}: pieces are not kept, so --resume will not go on after them: ${problem}`,
    );
  }

  #append(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#file!, bytes, done, bytes.length - done, this.#end + done);
    }
    this.#end += bytes.length;
  }

  #orFail<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const problem = `${this.path}: pieces cannot be kept: ${writeProblem(error)}`;
      throw new NstError('NST_BAD_OUTPUT', problem, { cause: error });
    }
  }
}

/** Takes the file of a run away that has come to its end. */
export function removePieceFile(path: string): void {
  rmSync(path, { force: true });
}
