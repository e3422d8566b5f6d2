/**
 * What histograms and edges add to a recipe: the same with and without the term, on pairs whose pictures differ in brightness or in
 * contrast. Rows that are not asked for stay as they were measured last.
 *
 *     npm run bench -- terms [part of a row's name ...]
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { DETAIL_EDGES } from '../src/image/methods/base.js';
import { PRESETS } from '../src/image/methods/registry.js';
import type { Recipe } from '../src/image/recipe.js';
import { type Picture, RGB } from '../src/shared/pictures/picture.js';
import { writePicture } from '../src/shared/pictures/write.js';
import type { TermSpec } from '../src/shared/terms/registry.js';
import { edgesKept } from './edges.js';
import { openJudge } from './judge.js';
import { readFitting, runRecipe } from './recipeRun.js';
import { publish } from './report.js';

const SIZE_PX = 192;
const RESULTS = 'bench/results/terms.json';
const OUTPUT = 'build/terms';
const FOLDER = 'fixtures/pictures';
/** A bright content and a middling style; a flat content and a style of black and white. */
const PAIRS = [
  { content: 'ducks', style: 'swirls' },
  { content: 'cat', style: 'boats' },
] as const;

const { risser2017, lapstyle2017 } = PRESETS;
const without = (recipe: Recipe, kind: TermSpec['kind']): Recipe => ({
  ...recipe,
  terms: recipe.terms.filter((spec) => spec.kind !== kind),
});
const half = (recipe: Recipe): Recipe => ({
  ...recipe,
  stages: { ...recipe.stages, lastIterations: Math.round(recipe.stages.lastIterations / 2) },
});
const withEdges = (weight: number): Recipe => {
  const plain = without(lapstyle2017, 'laplacian');
  const edges = DETAIL_EDGES.map(
    (edge): TermSpec => ({
      kind: 'laplacian',
      name: 'detail',
      pool: edge.pool,
      weight: edge.weight * weight,
    }),
  );
  return { ...plain, terms: [...plain.terms, ...edges] };
};

const ROWS: Readonly<Record<string, Recipe>> = {
  'Gram matrices alone': without(risser2017, 'histogram'),
  'Gram matrices alone, half as long': half(without(risser2017, 'histogram')),
  'histograms as well (risser2017)': risser2017,
  'histograms as well, half as long': half(risser2017),
  'Wasserstein alone': without(lapstyle2017, 'laplacian'),
  'edges as well (lapstyle2017)': lapstyle2017,
  '--detail 0.5': withEdges(0.5),
  '--detail 1': withEdges(1),
};

/** Deviation of the mean of the colours. */
function contrastOf({ pixels }: Picture): number {
  const greys = Float64Array.from(
    { length: pixels.length / RGB },
    (_, i) => (pixels[i * RGB]! + pixels[i * RGB + 1]! + pixels[i * RGB + 2]!) / RGB,
  );
  const mean = greys.reduce((sum, value) => sum + value, 0) / greys.length;
  return Math.sqrt(greys.reduce((sum, value) => sum + (value - mean) ** 2, 0) / greys.length);
}

const judge = await openJudge();

/** Figures of one pair, by column. */
async function measurePair(
  name: string,
  recipe: Recipe,
  { content, style }: (typeof PAIRS)[number],
): Promise<Readonly<Record<string, number>>> {
  const [contentPath, stylePath] = [`${FOLDER}/${content}.jpg`, `${FOLDER}/${style}.jpg`];
  const { picture, iterations } = await runRecipe(contentPath, stylePath, recipe, SIZE_PX);
  await writePicture(`${OUTPUT}/${name.replace(/\W+/g, '-')}-${content}.png`, picture);
  const [original, example] = [
    await readFitting(contentPath, SIZE_PX),
    await readFitting(stylePath, SIZE_PX),
  ];
  const looks = [];
  for (const shown of [picture, original, example]) looks.push(await judge.look(shown, SIZE_PX));
  const { styleGap, content: kept } = judge.compare(looks[0]!, looks[1]!, looks[2]!);
  return {
    evaluations: iterations,
    'style gap closed': styleGap,
    'content kept': kept,
    'edges kept': edgesKept(picture, original),
    [`contrast over the style’s, ${content}`]: contrastOf(picture) / contrastOf(example),
  };
}

/** Means over the pairs, of columns that several have. */
async function measure(name: string, recipe: Recipe): Promise<Record<string, string | number>> {
  const found = new Map<string, number[]>();
  for (const pair of PAIRS) {
    for (const [column, value] of Object.entries(await measurePair(name, recipe, pair))) {
      found.set(column, [...(found.get(column) ?? []), value]);
    }
  }
  const means = [...found].map(([column, values]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [column, column === 'evaluations' ? mean : mean.toFixed(3)] as const;
  });
  return { result: name, ...Object.fromEntries(means) };
}

mkdirSync(OUTPUT, { recursive: true });
type Row = Readonly<Record<string, string | number>>;
const wanted = process.argv.slice(2);
const known: readonly Row[] = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')).rows : [];
const rows: Row[] = [];
for (const [name, recipe] of Object.entries(ROWS)) {
  const before = known.find(({ result }) => result === name);
  const isAsked = wanted.length === 0 || wanted.some((part) => name.includes(part));
  if (isAsked) rows.push(await measure(name, recipe));
  else if (before) rows.push(before);
}
await judge.close();
publish('terms', rows, [
  `Means over ${PAIRS.map(({ content, style }) => `${content} as ${style}`).join(', ')} at ${SIZE_PX} px. Judge: MobileNet-v2, which no optimiser saw.`,
]);
