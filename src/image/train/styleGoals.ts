import type { Engine } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import type { Network } from '../../shared/networks/network.js';
import type { Picture, Size } from '../../shared/pictures/picture.js';
import type { OpenTerm } from '../../shared/terms/openTerm.js';
import type { Balance } from '../../shared/transfer/balance.js';
import type { Goals, Measures } from '../../shared/transfer/goals.js';
import { arrayInputs } from '../../shared/transfer/graph.js';
import { factorsOf } from '../../shared/transfer/task.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import { pictureView } from '../pictureView.js';

/** What the losses aim at for one style, and how they are weighed. */
export interface StyleGoal {
  /** Inputs `TERM/NAME` of the losses. */
  readonly inputs: Readonly<Record<string, ArrayValue>>;
  /** On the loss of each term. */
  readonly factors: Float32Array;
}

/** What is measured of a photo, and the photo. */
interface Sample {
  readonly pixels: Float32Array;
  readonly measures: Measures;
}

/**
 * Looks at styles and at some photos, so that a strength means in training what it means for a single picture: each loss is divided by how
 * far the style is from photos, or by its range.
 */
export class StyleGoals {
  readonly #transfer: Transfer;

  constructor(
    engine: Engine,
    readonly network: Network,
    readonly terms: readonly OpenTerm[],
    readonly balance: Balance,
  ) {
    this.#transfer = new Transfer(engine, terms);
  }

  /**
   * @param styles at the size at which they are to be seen
   * @param photos squares of `sidePx`, [side, side, 3] each
   */
  async find(
    styles: readonly Picture[],
    photos: readonly Float32Array[],
    sidePx: number,
  ): Promise<StyleGoal[]> {
    const side = { width: sidePx, height: sidePx };
    const samples: Sample[] = [];
    for (const pixels of photos) {
      const measures = await this.#transfer.measure(pictureView(this.network, side), pixels, {
        sides: ['style', 'content'],
      });
      samples.push({ pixels, measures });
    }
    const goals: StyleGoal[] = [];
    for (const style of styles) goals.push(await this.#goalOf(style, samples, side));
    await this.#transfer.release();
    return goals;
  }

  async #goalOf(style: Picture, samples: readonly Sample[], side: Size): Promise<StyleGoal> {
    const transfer = this.#transfer;
    const view = pictureView(this.network, style);
    const measured = await transfer.measure(view, style.pixels, { sides: ['style'] });
    const goals = await transfer.prepare(measured);
    const gaps = await this.#meanGaps(goals, samples, side);
    const byTerm = Object.fromEntries(
      Object.entries(gaps).map(([term, gap]) => [term, Float32Array.of(gap)]),
    );
    const { terms, balance } = this;
    const factors = factorsOf(terms, { balance, goals, gaps: byTerm, shares: Float32Array.of(1) });
    return { inputs: arrayInputs(goals.arrays), factors };
  }

  /** How far the style is from photos, by term, on the mean. */
  async #meanGaps(goals: Goals, samples: readonly Sample[], side: Size) {
    const sums: Record<string, number> = {};
    for (const { pixels, measures } of samples) {
      const task = { view: pictureView(this.network, side), start: pixels, goals, places: {} };
      const gaps = await this.#transfer.gaps(task, measures);
      for (const [term, [gap = 0]] of Object.entries(gaps))
        sums[term] = (sums[term] ?? 0) + gap / samples.length;
    }
    return sums;
  }
}
