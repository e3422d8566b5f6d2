import { sha256Hex } from '../digest.js';
import { NstError } from '../errors.js';
import type { MinimizeResult } from '../optim/minimize.js';
import { deviceError, type Provider } from './device.js';
import type { Engine, ForwardProgram, MinimizeHooks, ModelProgram, Program } from './engine.js';
import { LaneSessions, type LaneWorker } from './laneSessions.js';
import type { Evaluation, ForwardFunction, InputSpec, Objective } from './objective.js';
import { OnnxGraph } from './onnxGraph.js';
import { evaluationOf } from './outputs.js';
import type { Feeds, MinimizeTask, Progress } from './protocol.js';
import { SessionShelf } from './sessionShelf.js';
import { WorkerHost } from './workerHost.js';

/** Objectives as ONNX graphs, run by ONNX Runtime in worker threads of the engine's own: one for each lane. */
export class CompiledEngine implements Engine {
  readonly #workers: readonly LaneWorker[];
  /** Undefined: programs are freed as soon as they are let go of. */
  #shelf: SessionShelf | undefined;

  private constructor(
    readonly device: Provider,
    readonly threads: number,
    lanes: number,
  ) {
    this.#workers = Array.from({ length: lanes }, () => ({ host: new WorkerHost(), runs: 0 }));
  }

  get lanes(): number {
    return this.#workers.length;
  }

  /** Accelerators choose by themselves how they convolve. */
  get #trace() {
    return { usesTiles: this.device === 'cpu' };
  }

  /**
   * @param threads of each lane, for one operator; 0: one for each core
   * @throws NstError NST_DEVICE when ONNX Runtime cannot use the device
   */
  static async open(device: Provider, threads: number, lanes = 1): Promise<CompiledEngine> {
    const engine = new CompiledEngine(device, threads, lanes);
    try {
      const check = await engine.loadModel(sumModel());
      const input = { shape: [1], data: Float32Array.of(1) };
      await check.run({ x: input });
      await check.release();
      return engine;
    } catch (error) {
      await engine.close();
      // What the worker says is about the device; anything else is a fault on this side and no advice helps.
      throw error instanceof NstError ? deviceError(device, error) : error;
    }
  }

  async compile(objective: Objective, inputs: Readonly<Record<string, InputSpec>>): Promise<Program> {
    const { traceObjective } = await import('./trace.js');
    const { bytes } = traceObjective(objective, inputs, this.#trace);
    // The graph itself is handed over.
    const digest = sha256Hex(bytes);
    return new CompiledProgram(await this.#open(bytes, digest), digest);
  }

  async compileForward(
    forward: ForwardFunction,
    inputs: Readonly<Record<string, Omit<InputSpec, 'role'>>>,
  ): Promise<ForwardProgram> {
    const { traceForward } = await import('./trace.js');
    const sessions = await this.#open(traceForward(forward, inputs, this.#trace).bytes);
    return {
      run: (feeds) =>
        sessions.use(({ host }, session) => host.request<'run'>({ kind: 'run', session, feeds })),
      release: () => sessions.release(),
    };
  }

  async loadModel(model: Uint8Array<ArrayBuffer>): Promise<ModelProgram> {
    const sessions = await this.#open(model);
    return {
      run: (values) => {
        const entries = Object.entries(values);
        const feeds = Object.fromEntries(entries.map(([name, { data }]) => [name, data]));
        const shapes = Object.fromEntries(entries.map(([name, { shape }]) => [name, shape]));
        return sessions.use(({ host }, session) =>
          host.request<'run'>({ kind: 'run', session, feeds, shapes }),
        );
      },
      release: () => sessions.release(),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map(({ host }) => host.close()));
  }

  /** Whether nothing goes on, and nothing has failed. */
  get isAtRest(): boolean {
    return this.#workers.every(({ host }) => host.isAtRest);
  }

  /** The engine for one run; its programs are kept for the next one that wants the same. @param giveBack is called in place of `close` */
  leased(giveBack: () => Promise<void>): Engine {
    this.#shelf ??= new SessionShelf();
    const shelf = this.#shelf;
    return {
      device: this.device,
      lanes: this.lanes,
      compile: (objective, inputs) => this.compile(objective, inputs),
      compileForward: (forward, inputs) => this.compileForward(forward, inputs),
      loadModel: (model) => this.loadModel(model),
      close: () => {
        shelf.endRun();
        return giveBack();
      },
    };
  }

  /** A model that may be on the shelf, and goes there when it is let go of. */
  async #open(model: Uint8Array<ArrayBuffer>, known?: string): Promise<Sessions> {
    const shelf = this.#shelf;
    if (!shelf) return this.#create(model);
    const digest = known ?? sha256Hex(model);
    const sessions = await shelf.take(digest, () => this.#create(model));
    return {
      lanes: sessions.lanes,
      use: (run) => sessions.use(run),
      release: async () => shelf.put(sessions),
    };
  }

  /** A session in every worker. */
  async #create(model: Uint8Array<ArrayBuffer>): Promise<LaneSessions> {
    const { device: provider, threads } = this;
    const create = ({ host }: LaneWorker, bytes: Uint8Array<ArrayBuffer>) =>
      host.request<'create'>({ kind: 'create', model: bytes, provider, threads }, [bytes.buffer]);
    // Copies first: the model itself is handed over.
    const [first, ...others] = this.#workers;
    const models = others.map(() => model.slice());
    const ids = await Promise.all([
      create(first!, model),
      ...others.map((worker, i) => create(worker, models[i]!)),
    ]);
    return new LaneSessions(this.#workers, ids);
  }
}

/** What programs need of their models. */
type Sessions = Pick<LaneSessions, 'lanes' | 'use' | 'release'>;

class CompiledProgram implements Program {
  constructor(
    readonly sessions: Sessions,
    readonly digest: string,
  ) {}

  async evaluate(values: Feeds): Promise<Evaluation> {
    const run = ({ host }: LaneWorker, session: number) =>
      host.request<'run'>({ kind: 'run', session, feeds: values });
    return evaluationOf(await this.sessions.use(run));
  }

  async minimize(
    task: MinimizeTask,
    { onStep, signal, snapshots }: MinimizeHooks = {},
  ): Promise<MinimizeResult> {
    // What an optimiser knows is in the lane where it ran, which another run may have taken by now.
    if (task.resume && this.sessions.lanes > 1) throw new Error('expected one lane to go on in');
    // Shared memory, because the worker reads no messages while a run goes on.
    const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const abort = () => Atomics.store(stop, 0, 1);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    let failure: { readonly error: unknown } | undefined;
    // Thrown where messages arrive, it would end the process.
    const tell = (progress: Progress) => {
      if (failure) return;
      try {
        if (progress.kind === 'step') onStep?.(progress.step);
        else snapshots?.onSnapshot(progress.snapshot);
      } catch (error) {
        failure = { error };
        abort();
      }
    };
    try {
      const snapshotEveryMs = snapshots?.everyMs;
      const result = await this.sessions.use(({ host }, session) =>
        host.request<'minimize'>({ kind: 'minimize', session, task, stop, snapshotEveryMs }, [], tell),
      );
      if (failure) throw failure.error;
      return result;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async release(): Promise<void> {
    await this.sessions.release();
  }
}

/** The least that a device must be able to do: x + 1. */
function sumModel(): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const port = { shape: [1], type: 'float32' } as const;
  const value = graph.node('Add', ['x', graph.scalar(1)]);
  return graph.encode([{ name: 'x', ...port }], [{ name: 'y', value, ...port }]);
}
