/** From coarse to fine: what is far apart is settled while the picture is small. */
export interface StagePlan {
  /** Size of a stage relative to the one before, above 1. */
  readonly growth: number;
  /** The longer side of the first stage is at least this. */
  readonly smallestPx: number;
  /** At most this many stages. */
  readonly most: number;
  /** Iterations of the last stage, at full size. */
  readonly lastIterations: number;
  /** Iterations of a stage relative to those of the next larger one. */
  readonly coarseShare: number;
  /** Iterations of the first stage, at least: it has the longest way to go. 0, if left out. */
  readonly leastFirst?: number | undefined;
}

/** One stage of a run. */
export interface Stage {
  /** Longer side of the picture. */
  readonly sizePx: number;
  readonly iterations: number;
}

/** The longer sides of the stages for a picture of `sizePx`, the smallest first. */
function stageSizes({ growth, smallestPx, most }: StagePlan, sizePx: number): number[] {
  const sizes = [sizePx];
  while (sizes.length < most) {
    const next = Math.round(sizePx / growth ** sizes.length);
    if (next < smallestPx) break;
    sizes.unshift(next);
  }
  return sizes;
}

/** Iterations of each stage relative to those of the last, as the plan has them. */
function iterationShares(
  { coarseShare, lastIterations, leastFirst = 0 }: StagePlan,
  stages: number,
): number[] {
  return Array.from({ length: stages }, (_, i) => {
    const share = coarseShare ** (stages - 1 - i);
    return i === 0 ? Math.max(share, leastFirst / lastIterations) : share;
  });
}

/**
 * The stages of a run.
 *
 * @param iterations how many to make in all, at least one in each stage; those of the plan if left out
 */
export function planStages(plan: StagePlan, sizePx: number, iterations?: number): Stage[] {
  const sizes = stageSizes(plan, sizePx);
  const shares = iterationShares(plan, sizes.length);
  if (iterations === undefined) {
    return sizes.map((size, i) => ({
      sizePx: size,
      iterations: Math.max(1, Math.round(plan.lastIterations * shares[i]!)),
    }));
  }
  // Too few for all stages: the coarse ones are left out.
  const kept = Math.min(sizes.length, iterations);
  const keptShares = shares.slice(-kept);
  const total = keptShares.reduce((sum, share) => sum + share, 0);
  const counts = keptShares.map((share) => 1 + Math.floor(((iterations - kept) * share) / total));
  const remainder = iterations - counts.reduce((sum, count) => sum + count, 0);
  return sizes
    .slice(-kept)
    .map((size, i) => ({ sizePx: size, iterations: counts[i]! + (i === kept - 1 ? remainder : 0) }));
}
