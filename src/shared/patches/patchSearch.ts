import type { Rng } from '../rng.js';
import { patchOf, pixelAround, reachesIn } from './lookAround.js';
import { PatchDistance } from './patchDistance.js';
import { centreArea, type PatchLevel } from './patchLevel.js';
import type { Strip } from './strips.js';

/** What a search is about. */
export interface SearchSetting {
  readonly level: PatchLevel;
  /** Cost of using a patch as often again as each would be used on average. */
  readonly repetition: number;
}

/**
 * One strip's search for better patches: its pixels look at what their neighbours have, and around (PatchMatch; Barnes et al.,
 * SIGGRAPH 2009).
 */
export class PatchSearch {
  /** Uses as this strip sees them: those of the round before, and its own changes. */
  readonly #uses: Int32Array;
  readonly #distance: PatchDistance;
  /** What one use of a patch costs. */
  readonly #useCost: number;

  constructor(
    private readonly setting: SearchSetting,
    uses: Int32Array,
    private readonly strip: Strip,
    private readonly rng: Rng,
  ) {
    const { level, repetition } = setting;
    const { left, right, top, bottom } = centreArea(level);
    this.#uses = uses.slice();
    this.#distance = new PatchDistance(level);
    this.#useCost = (repetition * level.source.centres.length) / ((right - left) * (bottom - top));
  }

  /** From the upper left on, and back from the lower right. */
  run(): void {
    this.#measure();
    this.#sweep(1);
    this.#sweep(-1);
  }

  #eachPixel(step: 1 | -1, visit: (p: number) => void): void {
    const { level } = this.setting;
    const { left, right } = centreArea(level);
    const { top, bottom } = this.strip;
    const { width } = level.target;
    for (let row = 0; row < bottom - top; row++) {
      const y = step > 0 ? top + row : bottom - 1 - row;
      const first = y * width + (step > 0 ? left : right - 1);
      for (let i = 0; i < right - left; i++) visit(first + i * step);
    }
  }

  /** What the patches cost that are there; the picture has changed since they were chosen. */
  #measure(): void {
    const { nearest, cost } = this.setting.level.field;
    this.#eachPixel(1, (p) => {
      const q = nearest[p]!;
      // Its own use of a patch is none against it.
      const fixed = this.#useCost * (this.#uses[q]! - 1);
      cost[p] = fixed + this.#distance.of(p, q, Number.POSITIVE_INFINITY);
    });
  }

  #sweep(step: 1 | -1): void {
    const { level } = this.setting;
    const { nearest } = level.field;
    const { source } = level;
    const { width, centres } = source;
    const reaches = reachesIn(source);
    this.#eachPixel(step, (p) => {
      this.#count(nearest[p]!, -1);
      this.#offer(p, this.#patchAt(p - step) + step);
      this.#offer(p, this.#patchAt(p - step * level.target.width) + step * width);
      this.#offer(p, centres[this.rng.integer(centres.length)]!);
      for (const reachPx of reaches) this.#offer(p, pixelAround(nearest[p]!, reachPx, source, this.rng));
      this.#count(nearest[p]!, 1);
    });
  }

  /** Takes source patch q for pixel p if it costs less than what is there. */
  #offer(p: number, q: number): void {
    const { source, field } = this.setting.level;
    if (q < 0 || q >= source.isCentre.length || !source.isCentre[q] || q === field.nearest[p]) return;
    const least = field.cost[p]!;
    const fixed = this.#useCost * this.#uses[q]!;
    if (fixed >= least) return;
    const cost = fixed + this.#distance.of(p, q, least - fixed);
    if (cost >= least) return;
    field.cost[p] = cost;
    field.nearest[p] = q;
  }

  #patchAt(p: number): number {
    const { target, field } = this.setting.level;
    return patchOf(field, this.strip, target.width, p);
  }

  #count(q: number, more: number): void {
    this.#uses[q] = this.#uses[q]! + more;
  }
}
