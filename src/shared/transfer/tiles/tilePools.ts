/** What is measured of tiles, pooled by term and name. */
import type { ArrayValue } from '../../engine/objective.js';
import type { MeanBlend } from '../../terms/blend.js';
import type { OpenTerm } from '../../terms/openTerm.js';
import { PartPool, slopeOfPart } from '../../terms/partPool.js';
import type { Measures } from '../goals.js';

/** Statistics of a whole, each with what has to be kept of its parts. */
export type Pools = Map<string, Map<string, PartPool>>;

/** The pool of a statistic, made if there is none. */
export function poolOf(pools: Pools, term: OpenTerm, name: string): PartPool {
  const ofTerm = pools.get(term.id) ?? new Map<string, PartPool>();
  pools.set(term.id, ofTerm);
  // Terms that are pooled have no collections.
  const pool = ofTerm.get(name) ?? new PartPool(term.blend(name) as MeanBlend);
  ofTerm.set(name, pool);
  return pool;
}

/** Changes every pool, by term and name. */
function mapPools(
  pools: Pools,
  change: (pool: PartPool, term: string, name: string) => ArrayValue,
): Measures {
  return Object.fromEntries(
    [...pools].map(([term, byName]) => [
      term,
      Object.fromEntries([...byName].map(([name, pool]) => [name, change(pool, term, name)])),
    ]),
  );
}

/** What is measured of the whole. */
export const wholesOf = (pools: Pools): Measures => mapPools(pools, (pool) => pool.whole());

/** How the losses of the whole change with what was measured of one tile. */
export const slopesOf = (
  pools: Pools,
  { slopes, wholes }: { readonly slopes: Measures; readonly wholes: Measures },
  tile: number,
): Measures =>
  mapPools(pools, ({ blend, parts }, term, name) =>
    slopeOfPart(blend, slopes[term]![name]!, wholes[term]![name]!, parts[tile]!),
  );

/** Adds arrays up, by term and name. */
export function addMeasures(sums: Measures, more: Measures): Measures {
  const added = Object.entries(more).map(([term, arrays]) => {
    const byName = Object.entries(arrays).map(([name, { shape, data }]) => {
      const before = sums[term]?.[name]?.data;
      return [name, { shape, data: data.map((value, i) => value + (before?.[i] ?? 0)) }];
    });
    return [term, Object.fromEntries(byName)];
  });
  return { ...sums, ...(Object.fromEntries(added) as Measures) };
}
