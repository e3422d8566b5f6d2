/** Barnes, Shechtman, Finkelstein & Goldman, “PatchMatch” (SIGGRAPH 2009), on maps of features. */
import { setImmediate } from 'node:timers/promises';
import type { Rng } from '../../shared/rng.js';
import type { FeatureMap } from './featureMap.js';
import type { NearestField } from './nearestField.js';

/** How a search goes. */
export interface SearchPlan {
  /** Of the patches that are compared. */
  readonly patchRadius: number;
  /** Passes over the picture, every second one backwards. */
  readonly passes: number;
  /** The farthest that is looked at random, in places; each further look goes half as far. */
  readonly reach: number;
}

const clamp = (value: number, length: number) => Math.min(length - 1, Math.max(0, value));

/** Squared distance of two patches, or something of at least `most`; borders go on beyond the picture. */
export function patchDistance(
  a: FeatureMap,
  [x, y]: readonly [number, number],
  b: FeatureMap,
  [u, v]: readonly [number, number],
  radius: number,
  most = Number.POSITIVE_INFINITY,
): number {
  const { channels } = a;
  let sum = 0;
  for (let dy = -radius; dy <= radius; dy++) {
    const [row, otherRow] = [clamp(y + dy, a.height) * a.width, clamp(v + dy, b.height) * b.width];
    for (let dx = -radius; dx <= radius; dx++) {
      const i = (row + clamp(x + dx, a.width)) * channels;
      const j = (otherRow + clamp(u + dx, b.width)) * channels;
      for (let k = 0; k < channels; k++) {
        const difference = a.data[i + k]! - b.data[j + k]!;
        sum += difference * difference;
      }
      if (sum >= most) return sum;
    }
  }
  return sum;
}

/** A search under way: the best place so far for each, and its distance. */
class Search {
  readonly nearest: Int32Array;
  readonly #distances: Float64Array;

  constructor(
    readonly a: FeatureMap,
    readonly b: FeatureMap,
    start: NearestField,
    readonly plan: SearchPlan,
    readonly rng: Rng,
  ) {
    this.nearest = start.nearest.slice();
    this.#distances = new Float64Array(this.nearest.length).fill(Number.NaN);
  }

  /** The distance of what a place has; counted when it is first asked for. */
  #distance(x: number, y: number): number {
    const i = y * this.a.width + x;
    if (Number.isNaN(this.#distances[i]!)) {
      const j = this.nearest[i]!;
      const position = [j % this.b.width, Math.floor(j / this.b.width)] as const;
      this.#distances[i] = patchDistance(this.a, [x, y], this.b, position, this.plan.patchRadius);
    }
    return this.#distances[i]!;
  }

  #try(x: number, y: number, u: number, v: number): void {
    const { a, b, plan } = this;
    if (u < 0 || v < 0 || u >= b.width || v >= b.height) return;
    const i = y * a.width + x;
    const most = this.#distance(x, y);
    if (this.nearest[i] === v * b.width + u) return;
    const distance = patchDistance(a, [x, y], b, [u, v], plan.patchRadius, most);
    if (distance >= most) return;
    this.nearest[i] = v * b.width + u;
    this.#distances[i] = distance;
  }

  /** What a neighbour has, moved along: neighbours go to neighbours. @param step 1 forwards, -1 backwards */
  #propagate(x: number, y: number, step: number): void {
    const { a, b } = this;
    for (const [dx, dy] of [
      [step, 0],
      [0, step],
    ] as const) {
      const [column, row] = [x - dx, y - dy];
      if (column < 0 || row < 0 || column >= a.width || row >= a.height) continue;
      const j = this.nearest[row * a.width + column]!;
      this.#try(x, y, (j % b.width) + dx, Math.floor(j / b.width) + dy);
    }
  }

  #lookAround(x: number, y: number): void {
    const { a, b, plan, rng } = this;
    for (let reach = plan.reach; reach >= 1; reach /= 2) {
      const j = this.nearest[y * a.width + x]!;
      const shift = () => Math.round((2 * rng.uniform() - 1) * reach);
      this.#try(x, y, (j % b.width) + shift(), Math.floor(j / b.width) + shift());
    }
  }

  /** One row of a pass. */
  row(y: number, step: number): void {
    const { width } = this.a;
    for (let k = 0; k < width; k++) {
      const x = step > 0 ? k : width - 1 - k;
      this.#propagate(x, y, step);
      this.#lookAround(x, y);
    }
  }
}

/**
 * Betters a field until patches of `a` lie on patches of `b` that are like them. No place ever gets a worse one. Others are
 * let in after each row.
 */
export async function searchField(
  a: FeatureMap,
  b: FeatureMap,
  start: NearestField,
  plan: SearchPlan,
  rng: Rng,
): Promise<NearestField> {
  const search = new Search(a, b, start, plan, rng);
  for (let pass = 0; pass < plan.passes; pass++) {
    const step = pass % 2 === 0 ? 1 : -1;
    for (let k = 0; k < a.height; k++) {
      search.row(step > 0 ? k : a.height - 1 - k, step);
      await setImmediate();
    }
  }
  return {
    width: a.width,
    height: a.height,
    other: { width: b.width, height: b.height },
    nearest: search.nearest,
  };
}
