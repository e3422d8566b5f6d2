import type { ArrayValue } from '../engine/objective.js';
import { BlendPool, isUnion, stackRows } from '../terms/blend.js';
import type { OpenTerm } from '../terms/openTerm.js';
import type { ArraysByName } from '../terms/term.js';

/** What was measured of an example, by term and name. */
export type Measures = Readonly<Record<string, ArraysByName>>;

/** Changes the arrays of every term that `from` has, by name. */
function mapTerms(
  terms: readonly OpenTerm[],
  from: Measures,
  change: (term: OpenTerm, name: string) => ArrayValue,
): Measures {
  const changed = terms.flatMap((term) => {
    const arrays = from[term.id];
    if (!arrays) return [];
    const entries = Object.keys(arrays).map((name) => [name, change(term, name)] as const);
    return [[term.id, Object.fromEntries(entries)] as const];
  });
  return Object.fromEntries(changed);
}

const arrayOf = (measures: Measures, term: OpenTerm, name: string): ArrayValue => measures[term.id]![name]!;

/**
 * Several examples as one, each with its share: what varies between them counts, where a term says so.
 *
 * @param shares one for each example; only their ratios count
 */
export function blendMeasures(
  terms: readonly OpenTerm[],
  examples: readonly Measures[],
  shares: readonly number[],
): Measures {
  const [first = {}] = examples;
  if (examples.length === 1) return first;
  return mapTerms(terms, first, (term, name) => {
    const pool = new BlendPool(term.blend(name));
    examples.forEach((example, i) => {
      pool.add(arrayOf(example, term, name), shares[i]!);
    });
    return pool.result();
  });
}

/** Examples of one region each as one of many regions, in their order. */
export function stackMeasures(terms: readonly OpenTerm[], examples: readonly Measures[]): Measures {
  const [first = {}] = examples;
  if (examples.length === 1) return first;
  return mapTerms(terms, first, (term, name) => {
    const arrays = examples.map((example) => arrayOf(example, term, name));
    const blend = term.blend(name);
    return stackRows(arrays, isUnion(blend) ? blend.padding : 0);
  });
}

/** What terms are compared with, ready to be fed. */
export interface Goals {
  readonly arrays: Measures;
  /** About the loss of what has nothing of the goal, by term, for each region. */
  readonly ranges: Readonly<Record<string, Float32Array>>;
}

/** The goals of both sides together. */
export function joinGoals(a: Goals, b: Goals): Goals {
  return { arrays: { ...a.arrays, ...b.arrays }, ranges: { ...a.ranges, ...b.ranges } };
}
