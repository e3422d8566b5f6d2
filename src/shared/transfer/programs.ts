import type { Engine, ForwardProgram, Program } from '../engine/engine.js';
import type { ArrayValue, ForwardFunction } from '../engine/objective.js';
import type { OpenTerm } from '../terms/openTerm.js';
import { minimising, specsOf } from './graph.js';
import type { View } from './view.js';

type Inputs = Readonly<Record<string, ArrayValue>>;

/** Names and shapes of inputs: programs of one view and equal signatures are the same. */
function signatureOf(inputs: Inputs): string {
  return Object.entries(inputs)
    .map(([name, { shape }]) => `${name}[${shape.join()}]`)
    .sort()
    .join(' ');
}

/** Everything that was compiled for some terms, once for each shape of its inputs. */
export class Programs {
  readonly #objectives = new Map<string, Program>();
  readonly #forward = new Map<string, ForwardProgram>();

  constructor(
    private readonly engine: Engine,
    private readonly terms: readonly OpenTerm[],
  ) {}

  /** The weighed losses of all terms, with their gradient. */
  async objective(view: View, inputs: Inputs): Promise<Program> {
    const key = `${view.key} ${signatureOf(inputs)}`;
    const known = this.#objectives.get(key);
    if (known) return known;
    const program = await this.engine.compile(minimising(view, this.terms), specsOf(inputs, view));
    this.#objectives.set(key, program);
    return program;
  }

  /** @param name tells functions apart */
  async forward(name: string, inputs: Inputs, compute: ForwardFunction): Promise<ForwardProgram> {
    const key = `${name} ${signatureOf(inputs)}`;
    const known = this.#forward.get(key);
    if (known) return known;
    const program = await this.engine.compileForward(compute, inputs);
    this.#forward.set(key, program);
    return program;
  }

  /** Frees the programs without a gradient, which hold a third as much memory as the objective that comes after them. */
  async releaseForward(): Promise<void> {
    for (const program of this.#forward.values()) await program.release();
    this.#forward.clear();
  }

  /** Frees the programs; they are compiled anew when they are needed again. */
  async release(): Promise<void> {
    await this.releaseForward();
    for (const program of this.#objectives.values()) await program.release();
    this.#objectives.clear();
  }
}
