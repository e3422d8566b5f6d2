/** Shadows that are drawn out from the letter to where they end, as those of flat lettering. */
import { shadowMask } from './castShadow.js';
import { bestOf, errorOf, type Fit, UNMOVED, type View } from './shadowView.js';

/** Ways that are tried first, all around. */
const WAYS = 24;
/** The longest, in radii of the strokes. */
const FARTHEST = 4;
/** Edges of a drawn-out shadow are hard, or as soft as so many radii. */
const SOFTNESSES = [0, 0.06, 0.15] as const;
/** Steps around what was found, in pixels of the view, from the first on. */
const STEPS_PX = [2, 1, 0.5, 0.25] as const;
const AROUND = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
] as const;

/** Lays a silhouette, moved, over what is covered, where the ground is seen: as by `shift`, which would move all pixels. */
function cover(covered: Float32Array, view: View, dx: number, dy: number): void {
  const { caster, width, height, seenThrough, columns, rows } = view;
  const [left, top] = [Math.floor(-dx), Math.floor(-dy)];
  const [fx, fy] = [-dx - left, -dy - top];
  const valueAt = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : caster[y * width + x]!;
  for (let s = 0; s < seenThrough.length; s++) {
    const [x, y] = [columns[s]! + left, rows[s]! + top];
    if (x < -1 || y < -1 || x >= width || y >= height) continue;
    const upper = (1 - fx) * valueAt(x, y) + fx * valueAt(x + 1, y);
    const lower = (1 - fx) * valueAt(x, y + 1) + fx * valueAt(x + 1, y + 1);
    const value = (1 - fy) * upper + fy * lower;
    const i = seenThrough[s]!;
    if (value > covered[i]!) covered[i] = value;
  }
}

/** The best of drawn-out shadows of all ways and lengths, roughly. */
export function longStart(view: View): Fit {
  const { caster, radiusPx } = view;
  const fits: Fit[] = [];
  for (let way = 0; way < WAYS; way++) {
    const [dx, dy] = [Math.cos((2 * Math.PI * way) / WAYS), Math.sin((2 * Math.PI * way) / WAYS)];
    const covered = Float32Array.from(caster);
    for (let pixels = 1; pixels <= FARTHEST * radiusPx; pixels++) {
      cover(covered, view, pixels * dx, pixels * dy);
      const error = errorOf(view, covered, UNMOVED);
      const length = pixels / radiusPx;
      fits.push({ across: length * dx, down: length * dy, softness: 0, isLong: true, error });
    }
  }
  return bestOf(fits);
}

/** A drawn-out shadow that was found roughly, to parts of a pixel of a finer view. */
export function longShadow(view: View, start: Fit): Fit {
  const { caster, radiusPx } = view;
  const fitAt = (across: number, down: number, softness: number): Fit => {
    const laid = { across, down, softness, isLong: true };
    return { ...laid, error: errorOf(view, shadowMask(caster, view, laid, radiusPx), UNMOVED) };
  };
  let best = fitAt(start.across, start.down, start.softness);
  for (const stepPx of STEPS_PX) {
    const step = stepPx / radiusPx;
    for (let last: Fit | undefined; last !== best; ) {
      last = best;
      const { across, down, softness } = best;
      best = bestOf([best, ...AROUND.map(([x, y]) => fitAt(across + x * step, down + y * step, softness))]);
    }
  }
  return bestOf([best, ...SOFTNESSES.map((softness) => fitAt(best.across, best.down, softness))]);
}
