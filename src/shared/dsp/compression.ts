/**
 * c = ln(1 + KAPPA a) for amplitudes a: a full-scale sine maps to 6.9, and what is 60 dB below it to 0.7. Close to
 * loudness, and with a bounded slope at silence.
 */
export const KAPPA = 1000;

/** The compressed amplitude. */
export function compressed(amplitude: number): number {
  return Math.log1p(KAPPA * amplitude);
}

/** The inverse of `compressed`. */
export function expanded(level: number): number {
  return Math.expm1(level) / KAPPA;
}
