import { createHash, type Hash } from 'node:crypto';
import type { Engine, MinimizeHooks, Program } from '../engine/engine.js';
import type { InputSpec } from '../engine/objective.js';
import type { MinimizeTask } from '../engine/protocol.js';
import type { MinimizeResult } from '../optim/minimize.js';
import type { MinimizationKeeper } from './keeper.js';
import { packData } from './plainData.js';

/**
 * An engine whose minimisations are kept: those that ended are not made again, and one that was broken off goes on where it
 * was. All else is computed anew, which gives the same numbers on the same machine; where it does not, keys differ, and a
 * minimisation is made from its start.
 */
export function keptEngine(engine: Engine, keeper: MinimizationKeeper): Engine {
  return {
    device: engine.device,
    lanes: engine.lanes,
    compile: async (objective, inputs) =>
      new KeptProgram(await engine.compile(objective, inputs), inputs, keeper),
    compileForward: (forward, inputs) => engine.compileForward(forward, inputs),
    loadModel: (model) => engine.loadModel(model),
    close: () => engine.close(),
  };
}

class KeptProgram implements Program {
  /** The key of the last minimisation: one that goes on with what its optimiser learnt depends on it. */
  #last = '';

  constructor(
    private readonly program: Program,
    private readonly inputs: Readonly<Record<string, InputSpec>>,
    private readonly keeper: MinimizationKeeper,
  ) {}

  get digest(): string | undefined {
    return this.program.digest;
  }

  evaluate: Program['evaluate'] = (values) => this.program.evaluate(values);

  async minimize(task: MinimizeTask, hooks: MinimizeHooks = {}): Promise<MinimizeResult> {
    const { keeper } = this;
    const key = this.#keyOf(task);
    this.#last = key;
    const done = keeper.resultOf(key);
    if (done) return done;
    const { everyMs } = keeper;
    const result = await this.program.minimize(
      { ...task, from: keeper.snapshotOf(key) },
      { ...hooks, snapshots: { everyMs, onSnapshot: (snapshot) => keeper.keepSnapshot(key, snapshot) } },
    );
    if (result.ended !== 'stopped') keeper.keepResult(key, result);
    return result;
  }

  #keyOf({ variable, start, frozen, optimizer, settings, resume }: MinimizeTask): string {
    const hash = createHash('sha256');
    const { previewEvery, ...settled } = settings;
    const { json, tensors } = packData(optimizer);
    const last = resume ? this.#last : '';
    hash.update(JSON.stringify([this.digest, this.inputs, variable, json, settled, resume, last]));
    for (const { data } of tensors.values()) add(hash, data);
    for (const data of [start, ...Object.values(frozen)]) add(hash, data);
    return hash.digest('hex');
  }

  release(): Promise<void> {
    return this.program.release();
  }
}

function add(hash: Hash, { buffer, byteOffset, byteLength }: Float32Array): void {
  hash.update(new Uint8Array(buffer, byteOffset, byteLength));
}
