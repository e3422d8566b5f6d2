/**
 * What `default` is made of: its curve over strength, and the same with one thing changed. Means over the pairs of fixtures, by a judge
 * that no optimiser saw. Rows that are not asked for stay as they were measured last.
 *
 *     npm run bench -- pictureFront [part of a row's name ...]
 */
import { existsSync, readFileSync } from 'node:fs';
import { BASE } from '../src/image/methods/base.js';
import { PRESETS } from '../src/image/methods/registry.js';
import type { Recipe } from '../src/image/recipe.js';
import type { TermSpec } from '../src/shared/terms/registry.js';
import { PIXELS } from '../src/shared/terms/totalVariation.js';
import { edgesKept } from './edges.js';
import { openJudge } from './judge.js';
import { PICTURES } from './pictures.js';
import { readFitting, runRecipe } from './recipeRun.js';
import { publish } from './report.js';

const SIZE_PX = 256;
const RESULTS = 'bench/results/pictureFront.json';

const { default: ours, draft, best } = PRESETS;
const strengthOf = (strength: number): Partial<Recipe> => ({
  balance: { ...ours.balance, kind: 'strength', strength, evenRatio: 0.3 },
});
const withTerms = (...terms: TermSpec[]): Partial<Recipe> => ({ terms: [...ours.terms, ...terms] });
const contentIn = (layers: Readonly<Record<string, number>>): Partial<Recipe> => ({
  terms: ours.terms.map(
    (spec): TermSpec => (spec.name === 'content' ? { kind: 'content', name: 'content', layers } : spec),
  ),
});
const stagesOf = (changes: Partial<Recipe['stages']>): Partial<Recipe> => ({
  stages: { ...ours.stages, ...changes },
});

/** The recipe of `default` as it began with the content as it is; what the rows after it are laid over. */
const PLAIN: Recipe = { ...ours, match: undefined };

/** Recipes by the names of their rows. */
const ROWS: Readonly<Record<string, Partial<Recipe>>> = {
  default: ours,
  draft,
  best,
  'without like on like': {},
  ...Object.fromEntries([0.3, 0.4, 0.5, 0.6].map((s) => [`strength ${s}`, strengthOf(s)])),
  'five stages, 226 evaluations': {
    stages: {
      growth: Math.SQRT2,
      smallestPx: 64,
      most: 5,
      lastIterations: 40,
      coarseShare: 1.2,
      leastFirst: 80,
    },
  },
  'without detail between stages': { keepsDetail: false },
  'without detail, 45 evaluations at full size': { keepsDetail: false, stages: BASE.stages },
  'without detail, 45 evaluations, strength 0.6': { ...BASE, match: undefined },
  '30 evaluations at full size': stagesOf({ lastIterations: 30, coarseShare: 1.2 }),
  '8 evaluations at full size': stagesOf({ lastIterations: 8, coarseShare: 1.9 }),
  'content in mixed2': contentIn({ mixed2: 1 }),
  'content in mixed1 and mixed4': contentIn({ mixed1: 0.5, mixed4: 0.5 }),
  'self-similarity as well': withTerms({ kind: 'self-similarity', layers: { mixed1: 1 }, weight: 0.3 }),
  'laplacian as well': withTerms({ kind: 'laplacian', weight: 0.2 }),
  'relaxed transport as well': withTerms({ kind: 'remd', layers: { mixed2: 1 }, weight: 0.3 }),
  'laplacian as well, strength 0.5': { ...withTerms({ kind: 'laplacian', weight: 0.2 }), ...strengthOf(0.5) },
  'histograms as well': withTerms({ kind: 'histogram', weight: 0.3 }),
  'a palette as well': withTerms({
    kind: 'wasserstein',
    name: 'palette',
    layers: { [PIXELS]: 1 },
    weight: 0.3,
  }),
};

async function measure(changes: Partial<Recipe>): Promise<readonly [number, number, number, number]> {
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  for (const { content, style } of PICTURES) {
    const { picture, cpuSeconds } = await runRecipe(content, style, { ...PLAIN, ...changes }, SIZE_PX);
    const original = await readFitting(content, SIZE_PX);
    const looks = {
      content: await judge.look(original, SIZE_PX),
      style: await judge.look(await readFitting(style, SIZE_PX), SIZE_PX),
    };
    const { styleGap, content: kept } = judge.compare(
      await judge.look(picture, SIZE_PX),
      looks.content,
      looks.style,
    );
    [styleGap, kept, edgesKept(picture, original), cpuSeconds].forEach((value, i) => {
      sums[i]! += value / PICTURES.length;
    });
  }
  return sums;
}

type Row = Readonly<Record<string, string | number>>;
const wanted = process.argv.slice(2);
const known: readonly Row[] = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')).rows : [];
const judge = await openJudge();
const rows: Row[] = [];
for (const [name, changes] of Object.entries(ROWS)) {
  const before = known.find(({ result }) => result === name);
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) {
    if (before) rows.push(before);
    continue;
  }
  const [gap, kept, edges, seconds] = await measure(changes);
  const row = {
    result: name,
    'style gap closed': gap.toFixed(3),
    'content kept': kept.toFixed(3),
    'edges kept': edges.toFixed(3),
    'CPU, s': seconds.toFixed(1),
  };
  rows.push(row);
  process.stderr.write(`${Object.values(row).join('  ')}\n`);
}
await judge.close();
publish('pictureFront', rows, [
  `Means over ${PICTURES.length} pairs of fixtures at ${SIZE_PX} px; CPU is that of one transfer on one thread. Rows after “without like on like” are that one with something changed; terms that are added weigh 0.2 (laplacian) or 0.3.`,
]);
