import { describe, expect, it } from 'vitest';
import type { OpenTerm } from '../../../src/shared/terms/openTerm.js';
import type { TermSpec } from '../../../src/shared/terms/registry.js';
import {
  blendMeasures,
  joinGoals,
  type Measures,
  stackMeasures,
} from '../../../src/shared/transfer/goals.js';
import { type Features, randomFeatures, tensorOf } from '../../support/features.js';
import { arraysOf, termOf } from '../../support/terms.js';

const SPECS: readonly TermSpec[] = [
  { kind: 'gram', layers: { a: 1 } },
  { kind: 'moments', layers: { a: 1 } },
  { kind: 'wasserstein', layers: { a: 1 } },
];
const opened = SPECS.map((spec) => termOf(spec));
const terms: readonly OpenTerm[] = opened.map(({ term }) => term);

const measuresOf = (features: Features): Measures =>
  Object.fromEntries(
    opened.map(({ term, measure }) => [term.id, arraysOf(measure({ layers: { a: tensorOf(features) } }))]),
  );

const [first, second, third] = [3, 5, 2].map((width, i) => randomFeatures(i + 1, 4, width, 3)) as [
  Features,
  Features,
  Features,
];
/** Positions of several examples in one row. */
const together = (...all: readonly Features[]): Features => {
  const data = Float32Array.from(all.flatMap((features) => [...features.data]));
  return { height: 1, width: data.length / 3, channels: 3, data };
};
const examples = [first, second, third].map(measuresOf);
const sizes = [12, 20, 8];

function expectAlike(found: Measures, expected: Measures) {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [id, arrays] of Object.entries(expected)) {
    expect(Object.keys(found[id]!)).toEqual(Object.keys(arrays));
    for (const [name, { data, shape }] of Object.entries(arrays)) {
      expect(found[id]![name]!.shape).toEqual(shape);
      expect(found[id]![name]!.data).toBeAllclose(data, 1e-3, 1e-4);
    }
  }
}

describe('blendMeasures', () => {
  it('of examples that share by their size is what was measured of all of them together', () => {
    // The law of total covariance: what varies between the examples counts as well.
    expectAlike(blendMeasures(terms, examples, sizes), measuresOf(together(first, second, third)));
  });

  it('looks at the ratios of shares alone, and at no order', () => {
    const blend = blendMeasures(terms, examples, sizes);
    expectAlike(
      blendMeasures(
        terms,
        examples,
        sizes.map((size) => size / 40),
      ),
      blend,
    );
    expectAlike(blendMeasures(terms, examples.toReversed(), sizes.toReversed()), blend);
  });

  it('of equal examples is each of them, whatever their shares', () => {
    expectAlike(blendMeasures(terms, [examples[1]!, examples[1]!], [0.9, 0.1]), examples[1]!);
  });

  it('leaves out what has no share, and one alone as it is', () => {
    expectAlike(blendMeasures(terms, examples, [0, 2, 0]), examples[1]!);
    expect(blendMeasures(terms, [examples[2]!], [0.1])).toBe(examples[2]);
  });

  it('passes over terms that measured nothing', () => {
    const [gram, ...others] = terms;
    const part = examples.map((example) => ({ [gram!.id]: example[gram!.id]! }));
    expect(Object.keys(blendMeasures([...others, gram!], part, sizes))).toEqual([gram!.id]);
  });
});

describe('stackMeasures', () => {
  it('has the examples one below the other, in their order', () => {
    const stacked = stackMeasures(terms, examples);
    for (const { id } of terms) {
      const { data, shape } = stacked[id]!.a!;
      expect(shape).toEqual([3, ...examples[0]![id]!.a!.shape.slice(1)]);
      expect([...data]).toEqual(examples.flatMap((example) => [...example[id]!.a!.data]));
    }
  });

  it('leaves one alone as it is', () => {
    expect(stackMeasures(terms, [examples[0]!])).toBe(examples[0]);
  });
});

describe('joinGoals', () => {
  it('has what either side has', () => {
    const array = { shape: [1], data: Float32Array.of(1) };
    const goals = (id: string, range: number) => ({
      arrays: { [id]: { a: array } },
      ranges: { [id]: Float32Array.of(range) },
    });
    expect(joinGoals(goals('style', 2), goals('content', 3))).toEqual({
      arrays: { style: { a: array }, content: { a: array } },
      ranges: { style: Float32Array.of(2), content: Float32Array.of(3) },
    });
  });
});
