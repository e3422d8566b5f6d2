/** What the main thread and the engine's worker say to each other. */
import type { ErrorCode } from '../errors.js';
import type { MinimizeResult, MinimizeSettings, Snapshot, StepReport } from '../optim/minimize.js';
import type { OptimizerSpec } from '../optim/optimizerSpec.js';
import type { Provider } from './device.js';
import type { ArrayValue } from './objective.js';

export type Feeds = Readonly<Record<string, Float32Array>>;

/** Shapes of inputs that the model leaves open. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** A request is answered once, under its id; minimisations report progress in between. */
export type Request =
  | { kind: 'create'; model: Uint8Array; provider: Provider; threads: number }
  | { kind: 'run'; session: number; feeds: Feeds; shapes?: Shapes | undefined }
  | {
      kind: 'minimize';
      session: number;
      task: MinimizeTask;
      stop: Int32Array;
      /** At least so long between two snapshots; left out: none are wanted. */
      snapshotEveryMs?: number | undefined;
    }
  | { kind: 'release'; session: number }
  /** The last request: the worker ends. */
  | { kind: 'close' };

/** One minimisation, as plain data. */
export interface MinimizeTask {
  /** The input that is varied. */
  readonly variable: string;
  readonly start: Float32Array;
  /** Values of the other inputs. */
  readonly frozen: Feeds;
  readonly optimizer: OptimizerSpec;
  readonly settings: MinimizeSettings;
  /**
   * Whether to go on with the state that the last minimisation of this program left behind, its curvature and moments,
   * from `start` and with the inputs as they are now. `false`: this one is the first of several; left out: nothing is kept.
   */
  readonly resume?: boolean;
  /** Where the same minimisation was broken off. */
  readonly from?: Snapshot | undefined;
}

/** What a minimisation tells on its way. */
export type Progress =
  | { readonly kind: 'step'; readonly step: StepReport }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot };

/** Results by request kind. */
export interface Results {
  create: number;
  run: Record<string, ArrayValue>;
  minimize: MinimizeResult;
  release: null;
  close: null;
}

export type Message = { id: number } & (
  | { kind: 'result'; result: Results[keyof Results] }
  | { kind: 'progress'; progress: Progress }
  | { kind: 'error'; code: ErrorCode; message: string }
);
