import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import type { Correspondence } from './correspondence.js';
import { type Descriptors, likeness } from './descriptors.js';

/** How a round looks around and smooths, in cells. */
interface Round {
  /** A place is looked for this far from where it is thought to be. */
  readonly radius: number;
  /** Deviation of the bell that moves are averaged by. */
  readonly sigma: number;
}

/** From large moves that whole faces make together to small ones of single features. */
const ROUNDS: readonly Round[] = [
  { radius: 8, sigma: 12 },
  { radius: 8, sigma: 12 },
  { radius: 6, sigma: 8 },
  { radius: 5, sigma: 8 },
  { radius: 4, sigma: 6 },
  { radius: 3, sigma: 4 },
  { radius: 3, sigma: 4 },
  { radius: 2, sigma: 3 },
  { radius: 2, sigma: 3 },
  { radius: 2, sigma: 2 },
  { radius: 2, sigma: 2 },
];
/** Likenesses this far below the best one count e times less: about how much neighbouring places of a face differ. */
const TEMPERATURE = 0.02;
/** Everybody has a little say, or empty ground would be left behind. */
const LEAST_CONFIDENCE = 1e-3;

/** The move that a place wants, in cells, and how sure it is. */
interface Wish {
  readonly dx: number;
  readonly dy: number;
  readonly confidence: number;
}

/** The mean of all moves within the radius by how alike they make the place, as a soft maximum. */
function wishOf(a: Descriptors, i: number, b: Descriptors, u: number, v: number, radius: number): Wish {
  const moves: [dx: number, dy: number, alike: number][] = [];
  let [best, mean] = [Number.NEGATIVE_INFINITY, 0];
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const [x, y] = [Math.round(u) + dx, Math.round(v) + dy];
      if (x < 0 || y < 0 || x >= b.width || y >= b.height || dx ** 2 + dy ** 2 > radius ** 2) continue;
      const alike = likeness(a, i, b, y * b.width + x);
      moves.push([x - u, y - v, alike]);
      best = Math.max(best, alike);
      mean += alike;
    }
  }
  if (moves.length === 0) return { dx: 0, dy: 0, confidence: 0 };
  let [sum, dx, dy] = [0, 0, 0];
  for (const [mx, my, alike] of moves) {
    const weight = Math.exp((alike - best) / TEMPERATURE);
    [sum, dx, dy] = [sum + weight, dx + weight * mx, dy + weight * my];
  }
  return { dx: dx / sum, dy: dy / sum, confidence: Math.max(0, best - mean / moves.length) ** 2 };
}

/** One round: every place says where it would rather be, and moves with its neighbours' mean, the sure ones counting more. */
function moveOnce(x: Float32Array, y: Float32Array, a: Descriptors, b: Descriptors, round: Round): void {
  const count = a.width * a.height;
  const sums = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    const { dx, dy, confidence } = wishOf(a, i, b, x[i]!, y[i]!, round.radius);
    const weight = confidence + LEAST_CONFIDENCE;
    sums.set([weight * dx, weight * dy, weight], 3 * i);
  }
  const smooth = gaussianBlur(sums, a, round.sigma, { channels: 3 });
  for (let i = 0; i < count; i++) {
    x[i] = x[i]! + smooth[3 * i]! / smooth[3 * i + 2]!;
    y[i] = y[i]! + smooth[3 * i + 1]! / smooth[3 * i + 2]!;
  }
}

/**
 * Bends a correspondence until what corresponds looks alike, as smoothly as can be: each place looks around, and moves are averaged
 * over neighbourhoods that shrink from round to round (as in Thirion’s demons, 1998, on features of a network).
 *
 * @param start on any grid; what comes back is on that of `a`, of the same size as `start`
 */
export function refineCorrespondence(a: Descriptors, b: Descriptors, start: Correspondence): Correspondence {
  const x = start.x.map((value) => value * b.width - 0.5);
  const y = start.y.map((value) => value * b.height - 0.5);
  for (const round of ROUNDS) moveOnce(x, y, a, b, round);
  return {
    width: a.width,
    height: a.height,
    x: x.map((value) => (value + 0.5) / b.width),
    y: y.map((value) => (value + 0.5) / b.height),
  };
}
