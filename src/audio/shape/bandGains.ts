/** Gains by mel band, made gains by bin of a transform. */

/** How values of bands are spread over bins: made once for a bank, used for every frame. */
export class BandSpread {
  /** Bands and weights of bin after bin: few of them are not 0. */
  readonly #band: Uint16Array;
  readonly #weight: Float32Array;
  /** Where those of each bin end. */
  readonly #end: Uint32Array;

  /** @param bank [bins, bands] */
  constructor(
    bank: Float32Array,
    readonly bands: number,
  ) {
    const entries = Uint32Array.from(bank.keys()).filter((i) => bank[i] !== 0);
    this.#band = Uint16Array.from(entries, (i) => i % bands);
    this.#weight = Float32Array.from(entries, (i) => bank[i]!);
    const counts = new Uint32Array(bank.length / bands);
    for (const i of entries) counts[Math.floor(i / bands)]!++;
    let end = 0;
    this.#end = counts.map((count) => {
      end += count;
      return end;
    });
  }

  /**
   * Values of bands [bands] over bins [bins]: a mean of the bands that a bin belongs to, weighted by its share in them; bins outside
   * all bands take the value of the nearest bin inside.
   */
  overBins(values: Float32Array): Float32Array {
    const spread = new Float32Array(this.#end.length).fill(Number.NaN);
    let entry = 0;
    for (let bin = 0; bin < spread.length; bin++) {
      let sum = 0;
      let weights = 0;
      for (; entry < this.#end[bin]!; entry++) {
        const weight = this.#weight[entry]!;
        weights += weight;
        sum += weight * values[this.#band[entry]!]!;
      }
      if (weights > 0) spread[bin] = sum / weights;
    }
    return fillEnds(spread);
  }
}

/** The same for a single frame. @param bank [bins, bands] */
export function spreadOverBins(values: Float32Array, bank: Float32Array): Float32Array {
  return new BandSpread(bank, values.length).overBins(values);
}

function fillEnds(values: Float32Array): Float32Array {
  const first = values.findIndex((x) => !Number.isNaN(x));
  for (let i = 0; i < first; i++) values[i] = values[first]!;
  for (let i = first + 1; i < values.length; i++) {
    if (Number.isNaN(values[i])) values[i] = values[i - 1]!;
  }
  return values;
}
