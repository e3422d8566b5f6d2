/** One note after another: a pitch that may glide, and pauses. */
export interface Voice {
  /** 0 where it is silent, [frames]. */
  readonly pitchHz: Float32Array;
  /**
   * About the amplitudes of its partials, by which voices share what they have in common, [frames, PARTIALS]. Left out: it is
   * alone.
   */
  readonly expected?: Float32Array;
}
