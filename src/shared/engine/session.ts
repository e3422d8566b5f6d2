import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import type { Provider } from './device.js';
import { feedOf } from './feeds.js';
import type { ArrayValue } from './objective.js';
import type { Feeds, Shapes } from './protocol.js';

// What a provider cannot do is told by the exception, and need not be printed as well.
env.logLevel = 'fatal';

/** An ONNX Runtime session over named float32 arrays. Its runs block the thread that calls them. */
export class OnnxSession {
  readonly #session: InferenceSession;
  readonly #shapes: ReadonlyMap<string, readonly number[]>;

  private constructor(session: InferenceSession) {
    this.#session = session;
    this.#shapes = new Map(
      session.inputMetadata.map((port) => [port.name, port.isTensor ? port.shape.map(Number) : []]),
    );
  }

  /**
   * @param model an ONNX model; not needed any more when this returns
   * @param threads threads for one operator; 0: one for each core
   */
  static async create(model: Uint8Array, provider: Provider, threads: number): Promise<OnnxSession> {
    const session = await InferenceSession.create(model, {
      executionProviders: [provider],
      graphOptimizationLevel: 'all',
      intraOpNumThreads: threads,
      logSeverityLevel: 3,
      // The planned pattern takes a third more memory at 512 px, and saves no time that could be told from noise.
      enableMemPattern: false,
      // Threads that wait in a loop take a tenth (512 px) to a quarter (sounds) more CPU, and the cores of whatever else is at work, for 3 %
      // of the time at 512 px and nothing that could be told from noise elsewhere (two cores).
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
    return new OnnxSession(session);
  }

  /** @param shapes of inputs that the model leaves open */
  async run(feeds: Feeds, shapes: Shapes = {}): Promise<Record<string, ArrayValue>> {
    const tensors = [...this.#shapes].map(([name, declared]): [string, Tensor] => {
      const shape = shapes[name] ?? declared;
      return [name, new Tensor('float32', feedOf(feeds, name, shape), [...shape])];
    });
    const results = await this.#session.run(Object.fromEntries(tensors));
    return Object.fromEntries(
      Object.entries(results).map(([name, { data, dims }]) => [
        name,
        {
          shape: [...dims],
          data: data as Float32Array,
        },
      ]),
    );
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}
