import type { Engine, MinimizeHooks, Program } from '../engine/engine.js';
import type { ArrayValue, Evaluation } from '../engine/objective.js';
import type { MinimizeResult } from '../optim/minimize.js';
import type { OpenTerm } from '../terms/openTerm.js';
import type { Side } from '../terms/term.js';
import type { Goals, Measures } from './goals.js';
import {
  arrayInputs,
  comparing,
  DISTANCE,
  feedsOf,
  finding,
  INPUT,
  MEASURED,
  measuresOf,
  measuring,
  minimising,
  type Places,
  placeInputs,
  preparing,
  RANGE,
  specsOf,
} from './graph.js';
import { Programs } from './programs.js';
import { minimizeRefreshed } from './refresh.js';
import { factorsOf, objectiveInputs, type TransferTask } from './task.js';
import type { View } from './view.js';

type Inputs = Readonly<Record<string, ArrayValue>>;

/** What is measured of an example. */
export interface MeasuringOptions {
  readonly sides: readonly Side[];
  readonly places?: Places;
  readonly only?: (term: OpenTerm) => boolean;
}

/**
 * Terms on an engine, with everything that was compiled for them. What is measured, aimed at and weighed goes in as data, so
 * a program is compiled once for each shape, however many pictures, styles and strengths it serves.
 */
export class Transfer {
  readonly #programs: Programs;

  /** @param terms of the recipe, each with another id */
  constructor(
    readonly engine: Engine,
    readonly terms: readonly OpenTerm[],
  ) {
    this.#programs = new Programs(engine);
  }

  /** The terms of some sides that learn from an example. */
  #measuredTerms(sides: readonly Side[], only: (term: OpenTerm) => boolean): OpenTerm[] {
    return this.terms.filter((term) => term.measure && sides.includes(term.side) && only(term));
  }

  /**
   * What terms keep of an example.
   *
   * @param variable as the view takes it
   * @param options.sides whose terms are asked
   * @param options.only those of them that are; all, if left out
   */
  async measure(
    view: View,
    variable: Float32Array,
    { sides, places = {}, only = () => true }: MeasuringOptions,
  ): Promise<Measures> {
    const terms = this.#measuredTerms(sides, only);
    const raw = await this.#measureRaw(view, variable, terms, places);
    const digested = terms.map(({ id, digest }) => [id, digest?.(raw[id] ?? {}) ?? raw[id] ?? {}] as const);
    return Object.fromEntries(digested);
  }

  async #measureRaw(
    view: View,
    variable: Float32Array,
    terms: readonly OpenTerm[],
    places: Places,
  ): Promise<Measures> {
    if (terms.length === 0) return {};
    const inputs = { [INPUT.variable]: { shape: view.shape, data: variable }, ...placeInputs(places) };
    const names = terms.map(({ id }) => id).join();
    const program = await this.#programs.forward(
      `measure ${view.key} ${names}`,
      inputs,
      measuring(view, terms),
    );
    return measuresOf(await program.run(feedsOf(inputs)));
  }

  /** Makes goals of what was measured of examples, by the terms that it was measured for. */
  async prepare(measures: Measures): Promise<Goals> {
    const terms = this.terms.filter(({ id }) => measures[id]);
    const inputs = arrayInputs(measures);
    if (Object.keys(inputs).length === 0) return { arrays: measures, ranges: {} };
    const names = terms.map(({ id }) => id).join();
    const program = await this.#programs.ofMeasures(`prepare ${names}`, inputs, preparing(terms));
    const outputs = measuresOf(await program.run(feedsOf(inputs)));
    const ranges: Record<string, Float32Array> = {};
    for (const [term, arrays] of Object.entries(outputs)) {
      const range = arrays[RANGE];
      if (range) ranges[term] = range.data;
      delete arrays[RANGE];
    }
    return { arrays: outputs, ranges };
  }

  /**
   * How far the style is from what was measured of the content, by term that has a goal, for each region. For terms that cannot tell from
   * measures alone, the objective is evaluated at the content.
   */
  async gaps(
    task: Pick<TransferTask, 'view' | 'start' | 'goals' | 'places'>,
    measures: Measures,
  ): Promise<Record<string, Float32Array>> {
    const style = this.terms.filter(({ id, side }) => side === 'style' && task.goals.arrays[id]);
    const gaps = await this.distances(measures, task.goals);
    const others = style.filter(({ distance }) => !distance);
    return others.length === 0 ? gaps : { ...gaps, ...(await this.#gapsByLoss(others, task)) };
  }

  /** The part of the same that measures tell, of style terms that have a goal. */
  async distances(measures: Measures, goals: Goals): Promise<Record<string, Float32Array>> {
    const terms = this.terms.filter(
      ({ id, side, distance }) => side === 'style' && goals.arrays[id] && distance,
    );
    if (terms.length === 0) return {};
    const measured = terms.map(({ id }) => {
      const entries = Object.entries(measures[id] ?? {}).map(
        ([key, value]) => [MEASURED + key, value] as const,
      );
      return [id, { ...Object.fromEntries(entries), ...goals.arrays[id] }] as const;
    });
    const inputs = arrayInputs(Object.fromEntries(measured));
    const names = terms.map(({ id }) => id).join();
    const program = await this.#programs.ofMeasures(`compare ${names}`, inputs, comparing(terms));
    const outputs = measuresOf(await program.run(feedsOf(inputs)));
    return Object.fromEntries(
      Object.entries(outputs).map(([term, arrays]) => [term, arrays[DISTANCE]?.data ?? new Float32Array()]),
    );
  }

  /** The losses of the objective at the start, term by term and region by region. */
  async #gapsByLoss(
    terms: readonly OpenTerm[],
    { view, start, goals, places }: Pick<TransferTask, 'view' | 'start' | 'goals' | 'places'>,
  ): Promise<Record<string, Float32Array>> {
    const regions = places.style?.shape[0] ?? 1;
    const refreshed = await this.#refreshedArrays(view, start, goals, places);
    const gaps = Object.fromEntries(terms.map(({ id }) => [id, new Float32Array(regions)]));
    for (const term of terms) {
      const factors = Float32Array.from(this.terms, ({ id }) => (id === term.id ? 1 : 0));
      for (let region = 0; region < regions; region++) {
        const shares = Float32Array.from({ length: regions }, (_, i) => (i === region ? 1 : 0));
        const inputs = objectiveInputs({ goals, places, shares, factors, refreshed });
        const { total } = await this.#evaluate(view, start, inputs);
        (gaps[term.id] as Float32Array)[region] = total;
      }
    }
    return gaps;
  }

  /** The weighed losses of all terms, with their gradient. */
  #objective(view: View, inputs: Inputs): Promise<Program> {
    return this.#programs.objective(view.key, specsOf(inputs, view), minimising(view, this.terms));
  }

  async #evaluate(view: View, variable: Float32Array, inputs: Inputs): Promise<Evaluation> {
    const program = await this.#objective(view, inputs);
    return program.evaluate({ [INPUT.variable]: variable, ...feedsOf(inputs) });
  }

  /** The weighed losses at the start of a task. */
  async evaluate(task: Omit<TransferTask, 'optimizer' | 'settings'>): Promise<Evaluation> {
    const { view, start, goals, places, shares } = task;
    const factors = factorsOf(this.terms, task);
    const refreshed = await this.#refreshedArrays(view, start, goals, places);
    return this.#evaluate(view, start, objectiveInputs({ goals, places, shares, factors, refreshed }));
  }

  /** Minimises the weighed losses. */
  async minimise(task: TransferTask, hooks: MinimizeHooks = {}): Promise<MinimizeResult> {
    const { view, start, goals, places, shares, optimizer, settings } = task;
    const factors = factorsOf(this.terms, task);
    const inputsFor = (refreshed: Measures) => objectiveInputs({ goals, places, shares, factors, refreshed });
    const refresh = (variable: Float32Array) => this.#refreshedArrays(view, variable, goals, places);
    const first = inputsFor(await refresh(start));
    const program = await this.#objective(view, first);
    const run = { variable: INPUT.variable, start, frozen: feedsOf(first), optimizer, settings };
    const everies = this.terms.flatMap(({ refresh: interval }) => (interval ? [interval.every] : []));
    if (everies.length === 0) return program.minimize(run, hooks);
    const frozenAt = async (variable: Float32Array) => feedsOf(inputsFor(await refresh(variable)));
    return minimizeRefreshed(program, run, { every: Math.min(...everies), frozenAt }, hooks);
  }

  /** What goals that depend on the picture have at a point. */
  async #refreshedArrays(
    view: View,
    variable: Float32Array,
    goals: Goals,
    places: Places,
  ): Promise<Measures> {
    const updated = this.terms.filter(({ refresh }) => refresh?.update);
    const current = await this.#measureRaw(view, variable, updated, places);
    const arrays = updated.map(({ id, refresh }) => [
      id,
      refresh?.update?.(current[id] ?? {}, goals.arrays[id] ?? {}) ?? {},
    ]);
    return { ...Object.fromEntries(arrays), ...(await this.#foundArrays(view, variable, goals, places)) };
  }

  /** The part of the same that is found by graphs. */
  async #foundArrays(view: View, variable: Float32Array, goals: Goals, places: Places): Promise<Measures> {
    const terms = this.terms.filter(({ refresh }) => refresh?.find);
    if (terms.length === 0) return {};
    const theirs = Object.fromEntries(terms.map(({ id }) => [id, goals.arrays[id] ?? {}]));
    const inputs = {
      [INPUT.variable]: { shape: view.shape, data: variable },
      ...placeInputs(places),
      ...arrayInputs(theirs),
    };
    const names = terms.map(({ id }) => id).join();
    const program = await this.#programs.forward(`find ${view.key} ${names}`, inputs, finding(view, terms));
    return measuresOf(await program.run(feedsOf(inputs)));
  }

  /** Frees the programs without a gradient: see `Programs`. */
  async releaseForward(): Promise<void> {
    await this.#programs.releaseForward();
  }

  /** Frees the programs of views, not those of measures: see `Programs`. */
  async releaseViews(): Promise<void> {
    await this.#programs.releaseViews();
  }

  /** Frees the programs; they are compiled anew when they are needed again. */
  async release(): Promise<void> {
    await this.#programs.release();
  }
}
