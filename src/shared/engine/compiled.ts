import { NstError } from '../errors.js';
import type { MinimizeResult, StepReport } from '../optim/minimize.js';
import { deviceError, type Provider } from './device.js';
import type { Engine, ForwardProgram, MinimizeHooks, Program } from './engine.js';
import type { Evaluation, ForwardFunction, InputSpec, Objective } from './objective.js';
import { evaluationOf } from './outputs.js';
import type { Feeds, MinimizeTask } from './protocol.js';
import { tf } from './tf.js';
import type { TracedModel } from './trace.js';
import { WorkerHost } from './workerHost.js';

/** Objectives as ONNX graphs, run by ONNX Runtime in a worker thread of the engine's own. */
export class CompiledEngine implements Engine {
  readonly #host: WorkerHost;

  private constructor(
    readonly device: Provider,
    readonly threads: number,
    host: WorkerHost,
  ) {
    this.#host = host;
  }

  /** @throws NstError NST_DEVICE when ONNX Runtime cannot use the device */
  static async open(device: Provider, threads: number): Promise<CompiledEngine> {
    const engine = new CompiledEngine(device, threads, new WorkerHost());
    try {
      const check = await engine.compileForward(({ x }) => ({ y: tf.add(x!, 1) }), {
        x: { shape: [1] },
      });
      await check.run({ x: Float32Array.of(1) });
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
    return new CompiledProgram(this.#host, await this.#create(traceObjective(objective, inputs)));
  }

  async compileForward(
    forward: ForwardFunction,
    inputs: Readonly<Record<string, Omit<InputSpec, 'role'>>>,
  ): Promise<ForwardProgram> {
    const host = this.#host;
    const { traceForward } = await import('./trace.js');
    const session = await this.#create(traceForward(forward, inputs));
    return {
      run: (feeds) => host.request<'run'>({ kind: 'run', session, feeds }),
      release: async () => {
        await host.request<'release'>({ kind: 'release', session });
      },
    };
  }

  async close(): Promise<void> {
    await this.#host.close();
  }

  #create({ bytes: model }: TracedModel): Promise<number> {
    return this.#host.request<'create'>(
      { kind: 'create', model, provider: this.device, threads: this.threads },
      [model.buffer],
    );
  }
}

class CompiledProgram implements Program {
  constructor(
    readonly host: WorkerHost,
    readonly session: number,
  ) {}

  async evaluate(values: Feeds): Promise<Evaluation> {
    const { host, session } = this;
    return evaluationOf(await host.request<'run'>({ kind: 'run', session, feeds: values }));
  }

  async minimize(task: MinimizeTask, { onStep, signal }: MinimizeHooks = {}): Promise<MinimizeResult> {
    const { host, session } = this;
    // Shared memory, because the worker reads no messages while a run goes on.
    const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const abort = () => Atomics.store(stop, 0, 1);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    let failure: { readonly error: unknown } | undefined;
    // Thrown where messages arrive, it would end the process.
    const tell = (report: StepReport) => {
      if (failure) return;
      try {
        onStep?.(report);
      } catch (error) {
        failure = { error };
        abort();
      }
    };
    try {
      const result = await host.request<'minimize'>({ kind: 'minimize', session, task, stop }, [], tell);
      if (failure) throw failure.error;
      return result;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async release(): Promise<void> {
    await this.host.request<'release'>({ kind: 'release', session: this.session });
  }
}
