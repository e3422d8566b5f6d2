import type { Rng } from '../../shared/rng.js';
import { BUCKETS, bucketAt, type Level, NO_PATCH, PATCH_RADIUS, STENCIL } from './level.js';
import { guideCost, patchCost } from './patchCost.js';
import type { Strip } from './strips.js';
import type { PatchTerms } from './terms.js';

/** Each draw of the random search is from a window so many halvings smaller than the one before. */
const SHRINK = 2;
/** Patches that fit better count more in votes; this keeps a perfect one from counting alone. */
const COST_SOFTNESS = 0.01;
/** Source patches that a pixel is offered at the very start. */
const FIRST_DRAWS = 24;

/** So far below 0 that no step from it leads to a pixel. */
const NOTHING = -0x4000_0000;

/** What a search is about. */
export interface SearchSetting {
  readonly level: Level;
  readonly terms: PatchTerms;
  readonly goodEnough: number;
}

/** A random source centre whose guide is about that of pixel p. */
function drawAlike({ level }: SearchSetting, p: number, rng: Rng): number {
  const { bucketStart, bucketOf } = level;
  const bucket = bucketAt(level.guide[p * STENCIL]!);
  for (let reach = 0; reach < BUCKETS; reach++) {
    const first = bucketStart[Math.max(0, bucket - reach)]!;
    const end = bucketStart[Math.min(BUCKETS, bucket + reach + 1)]!;
    if (end > first) return bucketOf[first + rng.integer(end - first)]!;
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
  const { level } = setting;
  const { width } = level.target;
  for (let p = top * width; p < bottom * width; p++) {
    if (!level.isActive[p]) continue;
    level.nearest[p] = guessAt(setting, p, rng);
    level.trust[p] = 1;
  }
}

/** One strip's search: its pixels look at what their neighbours found, and around. */
export class StripSearch {
  /** Uses as this strip sees them: those of the round before, and its own changes. */
  readonly #uses: Int32Array;

  constructor(
    private readonly setting: SearchSetting,
    uses: Int32Array,
    private readonly strip: Strip,
    private readonly rng: Rng,
  ) {
    this.#uses = uses.slice();
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
    const { level, terms } = this.setting;
    const { width } = level.target;
    for (let p = this.strip.top * width; p < this.strip.bottom * width; p++) {
      if (!level.isActive[p]) continue;
      const q = level.nearest[p]!;
      // Its own use of a patch is none against it.
      this.#count(q, -1);
      level.cost[p] = patchCost(level, terms, this.#uses, p, q, Number.POSITIVE_INFINITY);
      this.#count(q, 1);
    }
  }

  #trust(): void {
    const { level } = this.setting;
    const { width } = level.target;
    for (let p = this.strip.top * width; p < this.strip.bottom * width; p++) {
      level.trust[p] = 1 / (COST_SOFTNESS + level.cost[p]!);
    }
  }

  #sweep(isForward: boolean): void {
    const { width } = this.setting.level.target;
    const { top, bottom } = this.strip;
    const [first, last, step] = isForward
      ? [top * width + PATCH_RADIUS, bottom * width - PATCH_RADIUS - 1, 1]
      : [bottom * width - PATCH_RADIUS - 1, top * width + PATCH_RADIUS, -1];
    const { isActive } = this.setting.level;
    for (let p = first; p !== last + step; p += step) if (isActive[p]) this.#improve(p, step);
  }

  #improve(p: number, step: number): void {
    const { level, goodEnough } = this.setting;
    const { nearest, cost } = level;
    this.#count(nearest[p]!, -1);
    this.#offer(p, this.#foundAt(p - step) + step);
    this.#offer(p, this.#foundAt(p - step * level.target.width) + step * level.source.width);
    if (cost[p]! >= goodEnough) {
      this.#offer(p, drawAlike(this.setting, p, this.rng));
      const { width, height } = level.source;
      for (let reach = Math.max(width, height) >> SHRINK; reach >= 1; reach >>= SHRINK) {
        this.#offer(p, this.#around(nearest[p]!, reach));
      }
    }
    this.#count(nearest[p]!, 1);
  }

  /** Takes source patch q for pixel p if it costs less than what is there. */
  #offer(p: number, q: number): void {
    const { level, terms } = this.setting;
    if (q < 0 || q >= level.isCentre.length || !level.isCentre[q] || q === level.nearest[p]) return;
    const least = level.cost[p]!;
    const cost = patchCost(level, terms, this.#uses, p, q, least);
    if (cost >= least) return;
    level.cost[p] = cost;
    level.nearest[p] = q;
  }

  /** What a neighbour found; beyond the strip, in the round before. Far below 0 if nothing. */
  #foundAt(p: number): number {
    const { level } = this.setting;
    const { top, bottom } = this.strip;
    const { width } = level.target;
    const isOwn = p >= top * width && p < bottom * width;
    const q = (isOwn ? level.nearest : level.before)[p]!;
    return q === NO_PATCH ? NOTHING : q;
  }

  /** A random place up to `reach` away, by one random number: its digits in base `side` are the two coordinates. */
  #around(q: number, reach: number): number {
    const { width, height } = this.setting.level.source;
    const side = 2 * reach + 1;
    const cell = this.rng.integer(side * side);
    const x = (q % width) + (cell % side) - reach;
    const y = Math.floor(q / width) + Math.floor(cell / side) - reach;
    return x < 0 || y < 0 || x >= width || y >= height ? NO_PATCH : y * width + x;
  }

  #count(q: number, more: number): void {
    this.#uses[q] = this.#uses[q]! + more;
  }
}
