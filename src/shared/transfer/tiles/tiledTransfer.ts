import type { Engine } from '../../engine/engine.js';
import type { ArrayValue, InputSpec } from '../../engine/objective.js';
import type { PointValue } from '../../optim/minimize.js';
import type { OpenTerm } from '../../terms/openTerm.js';
import type { Goals, Measures } from '../goals.js';
import { arrayInputs, feedsOf, INPUT, MEASURED, measuresByName, measuresOf, measuring } from '../graph.js';
import { Programs } from '../programs.js';
import { lossesOfWhole, PULLED, placesName, pulling, scaledGoals, tileParts } from './graph.js';
import { keyOf, type TiledPicture, variableOf } from './tiledPicture.js';
import { stepsOf, type TiledView } from './tiledView.js';
import { addTile, type Tile, type TileGrid } from './tileGrid.js';
import { addMeasures, type Pools, poolOf, slopesOf, wholesOf } from './tilePools.js';

type Inputs = Readonly<Record<string, ArrayValue>>;

/** What is minimised, tile by tile. */
export interface TiledTask {
  readonly content: TiledPicture;
  readonly goals: Goals;
  /** Of each region of style, in all 1. */
  readonly shares: Float32Array;
  /** Of each term. */
  readonly factors: Float32Array;
}

/** The output that holds a range. */
const RANGE = '@range';

/** Thrown where a signal ends the work. */
export class Stopped extends Error {}

function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Stopped();
}

const isPooled = ({ tiles }: OpenTerm) => tiles?.kind === 'pooled';
const isSummed = ({ tiles }: OpenTerm) => tiles?.kind === 'summed';
const namesOf = (terms: readonly OpenTerm[]) => terms.map(({ id }) => id).join();

/**
 * Terms on an engine that is shown one tile at a time. A loss and its gradient take two sweeps: the first sums up what is measured of all tiles;
 * of that the losses of the whole and their slopes are worked out, which the second pulls back to the pixels of each tile, with the losses that are
 * sums over places. Both are those of the picture in one piece.
 */
export class TiledTransfer {
  readonly #programs: Programs;

  /** @param terms that have `tiles` */
  constructor(
    engine: Engine,
    readonly terms: readonly OpenTerm[],
    readonly view: TiledView,
  ) {
    this.#programs = new Programs(engine);
  }

  /** What pooled terms measure of a picture. @throws Stopped */
  async measure(picture: TiledPicture, signal?: AbortSignal): Promise<Measures> {
    const terms = this.terms.filter(isPooled);
    return wholesOf(await this.#pools(picture, picture.pixels, terms, signal));
  }

  /** What terms that are summed aim at in a content, but for what is measured of each of its tiles. @throws Stopped */
  async scale(content: TiledPicture, signal?: AbortSignal): Promise<Goals> {
    const terms = this.terms.filter((term) => term.tiles?.kind === 'summed' && term.tiles.scale);
    if (terms.length === 0) return { arrays: {}, ranges: {} };
    const scales = await this.#scales(content, terms, signal);
    const inputs = arrayInputs(scales);
    const program = await this.#programs.forward(
      `scale ${namesOf(terms)}`,
      inputs,
      scaledGoals(terms, RANGE),
    );
    const arrays = measuresOf(await program.run(feedsOf(inputs)));
    const ranges: Record<string, Float32Array> = {};
    for (const [id, made] of Object.entries(arrays)) {
      if (made[RANGE]) ranges[id] = made[RANGE].data;
      delete made[RANGE];
    }
    return { arrays, ranges };
  }

  /**
   * The weighed losses with their gradient.
   *
   * @param pixels [height, width, 3] of the whole
   * @throws Stopped
   */
  async evaluate(
    { content, goals, shares, factors }: TiledTask,
    pixels: Float32Array,
    signal?: AbortSignal,
  ): Promise<PointValue> {
    const pooled = this.terms.filter(isPooled);
    const pools = await this.#pools(content, pixels, pooled, signal);
    const whole = await this.#lossesOfWhole(pools, { goals, shares, factors });
    // In the order of the terms.
    const terms = Object.fromEntries(this.terms.map(({ name }) => [name, whole.terms[name] ?? 0]));
    const gradient = new Float32Array(pixels.length);
    let { total } = whole;
    for (const [i, tile] of content.grid.tiles.entries()) {
      checkSignal(signal);
      const slopes = slopesOf(pools, whole, i);
      const part = await this.#pull(content, pixels, tile, { goals, slopes, factors });
      for (const [name, loss] of Object.entries(part.terms)) {
        if (name === PULLED) continue;
        terms[name] = (terms[name] ?? 0) + loss;
        total += loss;
      }
      addTile(gradient, part.gradients[INPUT.variable]!, content.grid, tile);
    }
    return { total, terms, gradient };
  }

  /** Frees the programs without a gradient: those for examples are not needed again. */
  async releaseForward(): Promise<void> {
    await this.#programs.releaseForward();
  }

  /** Frees the programs; they are compiled anew when they are needed again. */
  async release(): Promise<void> {
    await this.#programs.release();
  }

  /** What is measured of each tile, pooled. */
  async #pools(
    picture: TiledPicture,
    pixels: Float32Array,
    terms: readonly OpenTerm[],
    signal?: AbortSignal,
  ): Promise<Pools> {
    const pools: Pools = new Map();
    if (terms.length === 0) return pools;
    for (const tile of picture.grid.tiles) {
      checkSignal(signal);
      const { inputs, shares } = this.#places(picture, terms, tile);
      const parts = await this.#parts(picture.grid, pixels, tile, terms, inputs);
      for (const term of terms) {
        for (const [name, statistic] of Object.entries(parts[term.id] ?? {}))
          poolOf(pools, term, name).add(statistic, shares.get(this.view.stepOf(name))!);
      }
    }
    return pools;
  }

  /** What tiles add to the scales of terms that are summed, added up. */
  async #scales(
    { grid, pixels, places }: TiledPicture,
    terms: readonly OpenTerm[],
    signal?: AbortSignal,
  ): Promise<Measures> {
    let sums: Measures = {};
    const steps = new Set(terms.flatMap((term) => stepsOf(term, this.view)));
    for (const tile of grid.tiles) {
      checkSignal(signal);
      const inputs = [...steps].map((stepPx) => [
        placesName('prior', stepPx),
        matrixOf(places.prior.sums(tile, stepPx), 1),
      ]);
      const weights = Object.fromEntries(inputs) as Inputs;
      sums = addMeasures(sums, await this.#parts(grid, pixels, tile, terms, weights));
    }
    return sums;
  }

  /** What is measured of a tile. */
  async #parts(
    grid: TileGrid,
    pixels: Float32Array,
    tile: Tile,
    terms: readonly OpenTerm[],
    places: Inputs,
  ): Promise<Measures> {
    const inputs = { [INPUT.variable]: variableOf(grid, pixels, tile), ...places };
    const program = await this.#programs.forward(
      `parts ${keyOf(grid)} ${namesOf(terms)}`,
      inputs,
      tileParts(this.view, grid, terms),
    );
    return measuresOf(await program.run(feedsOf(inputs)));
  }

  /** How much the places of a tile count, and its shares of what counts in the whole, by step. */
  #places({ places }: TiledPicture, terms: readonly OpenTerm[], tile: Tile) {
    const inputs: Record<string, ArrayValue> = {};
    const shares = new Map<number, readonly number[]>();
    for (const term of terms) {
      const { side } = term;
      for (const stepPx of stepsOf(term, this.view)) {
        const name = placesName(side, stepPx);
        if (inputs[name]) continue;
        if (isPooled(term)) {
          const weights = places[side].statistics(tile, stepPx);
          inputs[name] = matrixOf(weights.means, places[side].regions);
          shares.set(stepPx, weights.shares);
        } else {
          inputs[name] = matrixOf(places[side].sums(tile, stepPx), 1);
        }
      }
    }
    return { inputs, shares };
  }

  /** Losses of pooled terms, and their slopes in what was measured. */
  async #lossesOfWhole(
    pools: Pools,
    { goals, shares, factors }: Pick<TiledTask, 'goals' | 'shares' | 'factors'>,
  ) {
    const terms = this.terms.filter(isPooled);
    if (terms.length === 0) return { total: 0, terms: {}, slopes: {}, wholes: {} };
    const wholes = wholesOf(pools);
    const measured = arrayInputs(
      Object.fromEntries(
        Object.entries(wholes).map(([id, arrays]) => [
          id,
          Object.fromEntries(Object.entries(arrays).map(([name, value]) => [MEASURED + name, value])),
        ]),
      ),
    );
    const frozen: Inputs = {
      ...arrayInputs(Object.fromEntries(terms.map(({ id }) => [id, goals.arrays[id] ?? {}]))),
      [INPUT.factors]: { shape: [factors.length], data: factors },
      [INPUT.shares]: { shape: [shares.length], data: shares },
    };
    const program = await this.#programs.objective(
      `whole ${namesOf(terms)}`,
      { ...specsOf(measured, 'variable'), ...specsOf(frozen, 'frozen') },
      // Factors are by the number of a term among all.
      lossesOfWhole(this.terms),
    );
    const evaluation = await program.evaluate(feedsOf({ ...measured, ...frozen }));
    const slopes = Object.entries(evaluation.gradients).map(([name, data]) => [
      name.replace(MEASURED, ''),
      { shape: measured[name]!.shape, data },
    ]);
    const { total, terms: losses } = evaluation;
    return { total, terms: losses, wholes, slopes: measuresByName(Object.fromEntries(slopes) as Inputs) };
  }

  /** The losses of a tile that are summed, and the gradient of all. */
  async #pull(
    content: TiledPicture,
    pixels: Float32Array,
    tile: Tile,
    {
      goals,
      slopes,
      factors,
    }: { readonly goals: Goals; readonly slopes: Measures; readonly factors: Float32Array },
  ) {
    const { grid } = content;
    const targets = await this.#targets(content, tile);
    const summed = this.terms.filter(isSummed).map(({ id }) => [id, { ...targets[id], ...goals.arrays[id] }]);
    const frozen: Inputs = {
      ...this.#places(content, this.terms, tile).inputs,
      ...arrayInputs(Object.fromEntries(summed)),
      ...arrayInputs(slopes),
      [INPUT.factors]: { shape: [factors.length], data: factors },
    };
    const variable = { [INPUT.variable]: variableOf(grid, pixels, tile) };
    const program = await this.#programs.objective(
      `pull ${keyOf(grid)}`,
      { ...specsOf(variable, 'variable'), ...specsOf(frozen, 'frozen') },
      pulling(this.view, grid, this.terms),
    );
    return program.evaluate(feedsOf({ ...variable, ...frozen }));
  }

  /** What terms that are summed aim at in a tile: measured anew each time, since that of the whole would not fit. */
  async #targets({ grid, pixels }: TiledPicture, tile: Tile): Promise<Measures> {
    const terms = this.terms.filter((term) => isSummed(term) && term.measure);
    if (terms.length === 0) return {};
    const inputs = { [INPUT.variable]: variableOf(grid, pixels, tile) };
    const view = this.view.view(grid.tile);
    const program = await this.#programs.forward(
      `targets ${view.key} ${namesOf(terms)}`,
      inputs,
      measuring(view, terms),
    );
    return measuresOf(await program.run(feedsOf(inputs)));
  }
}

const matrixOf = (data: Float32Array, rows: number): ArrayValue => ({
  shape: [rows, data.length / rows],
  data,
});

const specsOf = (inputs: Inputs, role: InputSpec['role']): Record<string, InputSpec> =>
  Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, { shape, role }]));
