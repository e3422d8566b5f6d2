import type { ArrayValue } from '../engine/objective.js';
import { firstRows, type MeanBlend } from './blend.js';

/** What has to be kept of a part. */
export interface KeptPart {
  /** Its first rows. */
  readonly rows: ArrayValue;
  /** For each region. */
  readonly shares: readonly number[];
}

/** A statistic of a whole, of those of its parts, in each region with another share. */
export class PartPool {
  readonly parts: KeptPart[] = [];
  #sums: Float64Array | undefined;
  #shape: readonly number[] = [];
  #shares: number[] = [];

  constructor(readonly blend: MeanBlend) {}

  /** @param statistic [regions, rows, channels] @param shares of the whole that the part has, in each region */
  add(statistic: ArrayValue, shares: readonly number[]): void {
    const means = this.blend.toMeans(statistic);
    this.#shape = statistic.shape;
    this.#sums ??= new Float64Array(means.length);
    const sums = this.#sums;
    const length = means.length / shares.length;
    for (let i = 0; i < means.length; i++) sums[i]! += shares[Math.floor(i / length)]! * means[i]!;
    this.#shares = shares.map((share, region) => share + (this.#shares[region] ?? 0));
    this.parts.push({ rows: firstRows(statistic, this.blend.rowsOfPart), shares });
  }

  /** What is measured of the whole. */
  whole(): ArrayValue {
    const length = this.#sums!.length / this.#shares.length;
    const means = new Float32Array(this.#sums!.map((sum, i) => sum / this.#shares[Math.floor(i / length)]!));
    return { shape: this.#shape, data: this.blend.fromMeans(means, this.#shape) };
  }
}

/** How a function of the whole changes with the statistic of a part. @param slope in the statistic of the whole */
export function slopeOfPart(
  blend: MeanBlend,
  slope: ArrayValue,
  whole: ArrayValue,
  { rows, shares }: KeptPart,
): ArrayValue {
  const changed = blend.slopeOfPart(slope, whole, rows);
  const length = changed.length / shares.length;
  return { shape: slope.shape, data: changed.map((value, i) => value * shares[Math.floor(i / length)]!) };
}
