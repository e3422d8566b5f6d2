/** What can be a job: a command of the command line, with its table of options. */
import type { MinimizationKeeper } from '../shared/checkpoint/keeper.js';
import type { OptionTable } from '../shared/options/option.js';
import type { Reporter } from '../shared/reporter.js';

/** What is told of a result that was written. */
export interface JobReport {
  /** For people, a line each. */
  readonly lines: readonly string[];
  /** For programs: what `--json` prints. */
  readonly json: object;
  /** Whether it was ended early, so that what was written is less than was asked for. */
  readonly isStopped: boolean;
}

/** How a job is watched and ended. */
export interface JobTools {
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  /** Whether what there is of a result is written when the signal ends the work early. */
  readonly keepsUnfinished: boolean;
  /** Keeps what is done, for a run that goes on with it. */
  readonly checkpoint?: MinimizationKeeper | undefined;
  /** Told of each result as soon as it is written. */
  tell(report: JobReport): void;
}

/** A job with checked options and outputs: all that is left is to do it. */
export interface PlannedJob {
  /** Files and folders that it writes, as far as they are known beforehand. */
  readonly outputs: readonly string[];
  /** Files and folders that it reads. */
  readonly inputs: readonly string[];
  /** Bytes of memory that it takes, if that can be told. */
  readonly memoryBytes?: number | undefined;
  /** Does the work and writes its files. @throws NstError as the command would say it; NST_ABORTED if nothing was to be kept */
  run(tools: JobTools): Promise<void>;
}

/** A command whose runs can be jobs. */
export interface JobKind {
  /** The command, e.g. `image`. */
  readonly command: string;
  /** Arguments and flags that a job may have. */
  readonly table: OptionTable;
  /**
   * Checks everything that can be found wrong before the work begins.
   *
   * @param values of the table, checked by it
   * @throws NstError as the command would say it
   */
  plan(values: Readonly<Record<string, unknown>>): Promise<PlannedJob>;
}
