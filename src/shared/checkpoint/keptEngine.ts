import type { Engine, MinimizeHooks, Program } from '../engine/engine.js';
import type { InputSpec } from '../engine/objective.js';
import type { MinimizeTask } from '../engine/protocol.js';
import type { MinimizeResult } from '../optim/minimize.js';
import type { MinimizationKeeper } from './keeper.js';
import { keptMinimisation, minimisationKey } from './keptMinimisation.js';
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

  minimize(task: MinimizeTask, hooks: MinimizeHooks = {}): Promise<MinimizeResult> {
    this.#last = this.#keyOf(task);
    return keptMinimisation(this.keeper, this.#last, (from, snapshots) =>
      this.program.minimize({ ...task, from }, { ...hooks, snapshots }),
    );
  }

  #keyOf({ variable, start, frozen, optimizer, settings, resume }: MinimizeTask): string {
    const { previewEvery, ...settled } = settings;
    const { json, tensors } = packData(optimizer);
    const last = resume ? this.#last : '';
    return minimisationKey(
      [this.digest, this.inputs, variable, json, settled, resume, last],
      [...[...tensors.values()].map(({ data }) => data), start, ...Object.values(frozen)],
    );
  }

  release(): Promise<void> {
    return this.program.release();
  }
}
