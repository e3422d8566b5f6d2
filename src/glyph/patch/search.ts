import { patchOf, pixelAround, reachesIn } from '../../shared/patches/lookAround.js';
import type { Rng } from '../../shared/rng.js';
import { BUCKETS, bucketAt, type Level, NO_PATCH, PATCH_RADIUS, STENCIL } from './level.js';
import { guideCost, PatchCost } from './patchCost.js';
import type { Strip } from './strips.js';
import type { PatchTerms } from './terms.js';

/** Patches that fit better count more in votes; this keeps a perfect one from counting alone. */
const COST_SOFTNESS = 0.01;
/** Source patches that a pixel is offered at the very start. */
const FIRST_DRAWS = 24;

/** What a search is about. */
export interface SearchSetting {
  readonly level: Level;
  readonly terms: PatchTerms;
  readonly goodEnough: number;
}

/** A random source centre whose guide is about that of pixel p. */
function drawAlike({ level }: SearchSetting, p: number, rng: Rng): number {
  const { centres, starts } = level.source.buckets;
  const bucket = bucketAt(level.target.guide[p * STENCIL]!);
  for (let reach = 0; reach < BUCKETS; reach++) {
    const first = starts[Math.max(0, bucket - reach)]!;
    const end = starts[Math.min(BUCKETS, bucket + reach + 1)]!;
    if (end > first) return centres[first + rng.integer(end - first)]!;
  }
  return NO_PATCH;
}

/** The best by its guide of some source patches. */
export function guessAt(setting: SearchSetting, p: number, rng: Rng): number {
  let [best, least] = [NO_PATCH, Number.POSITIVE_INFINITY];
  for (let draw = 0; draw < FIRST_DRAWS; draw++) {
    const q = drawAlike(setting, p, rng);
    const cost = guideCost(setting.level, setting.terms, p, q);
    if (cost < least) [best, least] = [q, cost];
  }
  return best;
}

/** Guesses the patches of a strip. */
export function guess(setting: SearchSetting, { top, bottom }: Strip, rng: Rng): void {
  const { target, field } = setting.level;
  for (let p = top * target.width; p < bottom * target.width; p++) {
    if (!target.isActive[p]) continue;
    field.nearest[p] = guessAt(setting, p, rng);
    field.trust[p] = 1;
  }
}

/** One strip's search: its pixels look at what their neighbours found, and around. */
export class StripSearch {
  /** Uses as this strip sees them: those of the round before, and its own changes. */
  readonly #uses: Int32Array;
  readonly #cost: PatchCost;
  readonly #reaches: readonly number[];

  constructor(
    private readonly setting: SearchSetting,
    uses: Int32Array,
    private readonly strip: Strip,
    private readonly rng: Rng,
  ) {
    this.#uses = uses.slice();
    this.#reaches = reachesIn(setting.level.source);
    this.#cost = new PatchCost(setting.level, setting.terms, this.#uses);
  }

  /** Looks for better patches, from the upper left on and back from the lower right. */
  run(): void {
    this.#measure();
    this.#sweep(true);
    this.#sweep(false);
    this.#trust();
  }

  /** What the patches cost that are there; the picture has changed since they were chosen. */
  #measure(): void {
    const { target, field } = this.setting.level;
    for (let p = this.strip.top * target.width; p < this.strip.bottom * target.width; p++) {
      if (!target.isActive[p]) continue;
      const q = field.nearest[p]!;
      // Its own use of a patch is none against it.
      this.#count(q, -1);
      field.cost[p] = this.#cost.of(p, q, Number.POSITIVE_INFINITY);
      this.#count(q, 1);
    }
  }

  #trust(): void {
    const { target, field } = this.setting.level;
    for (let p = this.strip.top * target.width; p < this.strip.bottom * target.width; p++) {
      field.trust[p] = 1 / (COST_SOFTNESS + field.cost[p]!);
    }
  }

  #sweep(isForward: boolean): void {
    const { width, isActive } = this.setting.level.target;
    const { top, bottom } = this.strip;
    const [first, last, step] = isForward
      ? [top * width + PATCH_RADIUS, bottom * width - PATCH_RADIUS - 1, 1]
      : [bottom * width - PATCH_RADIUS - 1, top * width + PATCH_RADIUS, -1];
    for (let p = first; p !== last + step; p += step) if (isActive[p]) this.#improve(p, step);
  }

  #improve(p: number, step: number): void {
    const { level, goodEnough } = this.setting;
    const { nearest, cost } = level.field;
    this.#count(nearest[p]!, -1);
    this.#offer(p, this.#patchAt(p - step) + step);
    this.#offer(p, this.#patchAt(p - step * level.target.width) + step * level.source.width);
    if (cost[p]! >= goodEnough) {
      this.#offer(p, drawAlike(this.setting, p, this.rng));
      for (const reachPx of this.#reaches) {
        this.#offer(p, pixelAround(nearest[p]!, reachPx, level.source, this.rng));
      }
    }
    this.#count(nearest[p]!, 1);
  }

  /** Takes source patch q for pixel p if it costs less than what is there. */
  #offer(p: number, q: number): void {
    const { source, field } = this.setting.level;
    if (q < 0 || q >= source.isCentre.length || !source.isCentre[q] || q === field.nearest[p]) return;
    const least = field.cost[p]!;
    const cost = this.#cost.of(p, q, least);
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
