/** Voices and instruments that play one note at a time lie in between. */
export const PITCH_RANGE_HZ = { low: 50, high: 1600 } as const;

/** What may be the pitch of a frame. */
export interface PitchCandidate {
  readonly pitchHz: number;
  /** 0..1; those of a frame add up to 1 at most. */
  readonly probability: number;
}
