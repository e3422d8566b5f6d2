/** How the colour of a paint meets the one beneath it (W3C Compositing and Blending, separable modes). */

export const BLEND_MODES = ['normal', 'multiply', 'screen', 'overlay', 'add'] as const;
export type BlendMode = (typeof BLEND_MODES)[number];

const multiply = (below: number, paint: number) => below * paint;
const screen = (below: number, paint: number) => below + paint - below * paint;

/** Straight values in 0..1 of the colour beneath and of the paint, to the mixed one. */
export const BLENDS: Readonly<Record<BlendMode, (below: number, paint: number) => number>> = {
  normal: (_, paint) => paint,
  multiply,
  screen,
  overlay: (below, paint) => (below <= 0.5 ? multiply(2 * below, paint) : screen(2 * below - 1, paint)),
  add: (below, paint) => Math.min(1, below + paint),
};
