import type { Labels } from './slic.js';

/** Sums of the colours of each region, and its pixels behind them. */
const SUMS = 4;

function sumsOf({ labels, count }: Labels, lab: Float32Array): Float64Array {
  const sums = new Float64Array(count * SUMS);
  for (let i = 0; i < labels.length; i++) {
    const first = labels[i]! * SUMS;
    for (let c = 0; c < 3; c++) sums[first + c] = sums[first + c]! + lab[i * 3 + c]!;
    sums[first + 3] = sums[first + 3]! + 1;
  }
  return sums;
}

/** Distance of the mean colours of two regions. */
function meanDistance(sums: Float64Array, a: number, b: number): number {
  let square = 0;
  for (let c = 0; c < 3; c++) {
    square += (sums[a * SUMS + c]! / sums[a * SUMS + 3]! - sums[b * SUMS + c]! / sums[b * SUMS + 3]!) ** 2;
  }
  return Math.sqrt(square);
}

/** Pairs of regions that touch, each once. */
function neighbours({ width, labels, count }: Labels): (readonly [number, number])[] {
  const pairs = new Set<number>();
  for (let i = 0; i < labels.length; i++) {
    for (const j of [(i + 1) % width > 0 ? i + 1 : i, i + width]) {
      const [a, b] = [labels[i]!, labels[j] ?? labels[i]!];
      if (a !== b) pairs.add(Math.min(a, b) * count + Math.max(a, b));
    }
  }
  return [...pairs].map((pair) => [Math.floor(pair / count), pair % count] as const);
}

/**
 * Joins neighbouring regions whose mean colours are alike, the most alike first.
 *
 * @param lab [height, width, 3], Oklab
 * @param farthest the distance of colours up to which they are joined
 */
export function mergeRegions(regions: Labels, lab: Float32Array, farthest: number): Labels {
  const sums = sumsOf(regions, lab);
  const parents = Int32Array.from({ length: regions.count }, (_, i) => i);
  const root = (i: number): number => {
    let top = i;
    while (parents[top] !== top) top = parents[top]!;
    return top;
  };
  const pairs = neighbours(regions).map(([a, b]) => [a, b, meanDistance(sums, a, b)] as const);
  for (const [first, second] of pairs.sort((p, q) => p[2] - q[2])) {
    const [a, b] = [root(first), root(second)];
    if (a === b || meanDistance(sums, a, b) > farthest) continue;
    parents[b] = a;
    for (let c = 0; c < SUMS; c++) sums[a * SUMS + c] = sums[a * SUMS + c]! + sums[b * SUMS + c]!;
  }
  const numbers = new Map<number, number>();
  const labels = regions.labels.map((label) => {
    const top = root(label);
    const number = numbers.get(top) ?? numbers.size;
    numbers.set(top, number);
    return number;
  });
  return { ...regions, labels, count: numbers.size };
}
