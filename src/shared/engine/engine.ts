import type { MinimizeResult, Snapshot, StepReport } from '../optim/minimize.js';
import type { ArrayValue, Evaluation, ForwardFunction, InputSpec, Objective } from './objective.js';
import type { Feeds, MinimizeTask } from './protocol.js';

/** What a minimisation tells while it runs, and how it is stopped. */
export interface MinimizeHooks {
  onStep?(report: StepReport): void;
  /** Stops within one step; the result is then the best point so far. */
  signal?: AbortSignal | undefined;
  /** What wants to know where it stands, at most so often, and where it was stopped. */
  readonly snapshots?:
    | { readonly everyMs: number; readonly onSnapshot: (snapshot: Snapshot) => void }
    | undefined;
}

/** An objective made ready for a device. */
export interface Program {
  /** A digest of what it computes; undefined where it was not written down. */
  readonly digest?: string | undefined;
  /** Value, terms and gradients at a point: one array for each input. */
  evaluate(values: Feeds): Promise<Evaluation>;
  /** Runs an optimiser on one variable, next to the computation, without coming back for every step. */
  minimize(task: MinimizeTask, hooks?: MinimizeHooks): Promise<MinimizeResult>;
  /** Frees what the program holds. */
  release(): Promise<void>;
}

/** A function made ready for a device. */
export interface ForwardProgram {
  run(values: Feeds): Promise<Record<string, ArrayValue>>;
  release(): Promise<void>;
}

/** A graph that was drawn elsewhere, made ready for a device. */
export interface ModelProgram {
  /** @param values of all inputs, with their shapes where the graph leaves them open */
  run(values: Readonly<Record<string, ArrayValue>>): Promise<Record<string, ArrayValue>>;
  release(): Promise<void>;
}

/** Runs objectives on one device. */
export interface Engine {
  /** The device that was found, e.g. `cpu`, `webgpu` or `tfjs:cpu`. */
  readonly device: string;
  /** Runs that go on at the same time; more wait for their turn. */
  readonly lanes: number;
  /** @throws NstError NST_KERNEL_MISSING if the objective needs a kernel that the engine does not have */
  compile(objective: Objective, inputs: Readonly<Record<string, InputSpec>>): Promise<Program>;
  compileForward(
    forward: ForwardFunction,
    inputs: Readonly<Record<string, Omit<InputSpec, 'role'>>>,
  ): Promise<ForwardProgram>;
  /**
   * Takes a finished ONNX graph. Nothing of tfjs is loaded for it.
   *
   * @param model not needed any more when this returns
   * @throws NstError NST_DEVICE on the device `tfjs`, which runs no graphs
   */
  loadModel(model: Uint8Array<ArrayBuffer>): Promise<ModelProgram>;
  /** Ends the engine's worker; its programs are gone with it. */
  close(): Promise<void>;
}
