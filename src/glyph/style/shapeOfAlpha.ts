import type { Grid } from '../../shared/fields/grid.js';

/** Share of the visible pixels that may be half transparent in a picture whose alpha is a shape by itself. */
const MAX_SOFT = 0.2;
const SOFT = { min: 0.05, max: 0.95 } as const;
/** In a soft picture the shape is what is opaque, or nearly. */
const SOLID = { from: 0.8, to: 1 } as const;

/**
 * The shape that a picture's alpha shows: alpha itself where that is a plain cut-out, else what is opaque; around it is the
 * effect's halo.
 *
 * @returns undefined if nothing is transparent, or nothing opaque
 */
export function shapeOfAlpha(alpha: Grid): Grid | undefined {
  const visible = alpha.data.filter((value) => value > SOFT.min);
  if (visible.length === 0 || visible.length > 0.98 * alpha.data.length) return undefined;
  const soft = visible.filter((value) => value < SOFT.max).length;
  if (soft <= MAX_SOFT * visible.length) return alpha;
  const data = alpha.data.map((value) =>
    Math.min(1, Math.max(0, (value - SOLID.from) / (SOLID.to - SOLID.from))),
  );
  return data.some((value) => value >= 0.5) ? { ...alpha, data } : undefined;
}
