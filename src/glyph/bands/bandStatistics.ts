/** Statistics that may be compared by band; the first one is taken unless another is asked for (docs/methods.md). */
export const BAND_STATISTICS = ['moments', 'gram', 'wasserstein'] as const;
/** One of `BAND_STATISTICS`. */
export type BandStatistic = (typeof BAND_STATISTICS)[number];
