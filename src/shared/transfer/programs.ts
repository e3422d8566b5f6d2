import type { Engine, ForwardProgram, Program } from '../engine/engine.js';
import type { ArrayValue, ForwardFunction, InputSpec, Objective } from '../engine/objective.js';

type Inputs = Readonly<Record<string, ArrayValue>>;

/** Names and shapes of inputs: programs of one name and equal signatures are the same. */
function signatureOf(inputs: Readonly<Record<string, Pick<InputSpec, 'shape'>>>): string {
  return Object.entries(inputs)
    .map(([name, { shape }]) => `${name}[${shape.join()}]`)
    .sort()
    .join(' ');
}

/** What is known by a key, made if it is not; what could not be made may be tried again. */
function onceFor<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(key) ?? make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}

/** Everything that was compiled for a transfer, once for each shape of its inputs. */
export class Programs {
  // Promises, so that what is asked for again while it is compiled is not compiled twice.
  readonly #objectives = new Map<string, Promise<Program>>();
  readonly #forward = new Map<string, Promise<ForwardProgram>>();
  readonly #measures = new Map<string, Promise<ForwardProgram>>();

  constructor(private readonly engine: Engine) {}

  /** Losses with their gradient. @param name tells objectives apart */
  objective(
    name: string,
    inputs: Readonly<Record<string, InputSpec>>,
    objective: Objective,
  ): Promise<Program> {
    const compile = () => this.engine.compile(objective, inputs);
    return onceFor(this.#objectives, `${name} ${signatureOf(inputs)}`, compile);
  }

  /** A function of what a view shows. @param name tells functions apart */
  forward(name: string, inputs: Inputs, compute: ForwardFunction): Promise<ForwardProgram> {
    const compile = () => this.engine.compileForward(compute, inputs);
    return onceFor(this.#forward, `${name} ${signatureOf(inputs)}`, compile);
  }

  /** A function of what was measured, which is alike for views of all sizes. @param name tells functions apart */
  ofMeasures(name: string, inputs: Inputs, compute: ForwardFunction): Promise<ForwardProgram> {
    const compile = () => this.engine.compileForward(compute, inputs);
    return onceFor(this.#measures, `${name} ${signatureOf(inputs)}`, compile);
  }

  /** Frees the programs of views that have no gradient, which hold a third as much memory as the objective that comes after them. */
  async releaseForward(): Promise<void> {
    await releaseAll(this.#forward);
  }

  /** Frees the programs of views: those of measures are small, and the next view needs them, too. */
  async releaseViews(): Promise<void> {
    await this.releaseForward();
    await releaseAll(this.#objectives);
  }

  /** Frees the programs; they are compiled anew when they are needed again. */
  async release(): Promise<void> {
    await this.releaseViews();
    await releaseAll(this.#measures);
  }
}

async function releaseAll(
  programs: Map<string, Promise<{ readonly release: () => Promise<void> }>>,
): Promise<void> {
  for (const program of programs.values()) await (await program).release();
  programs.clear();
}
