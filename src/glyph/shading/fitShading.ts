import { LeastSquares } from '../../shared/linalg/leastSquares.js';
import { RGB } from '../../shared/pictures/picture.js';
import type { ShapedExample } from '../synthesis.js';
import { BASIS_SIZE, basisAt, DEPTH_FUNCTIONS } from './basis.js';
import { type BlockSample, blockSamples } from './blockSamples.js';
import { outermostDepth } from './outermostDepth.js';
import { placeValueOf, wholeValueOf } from './shadeMap.js';
import type { Shading } from './shading.js';
import { type Sites, siteAt } from './sites.js';

/** Depths at which rims may end, in radii. */
const RIM_DEPTHS = [0, 0.12, 0.25, 0.4, 0.55] as const;
/** Samples lie this much deeper than the rim, in radii: they have some width themselves. */
const CLEARANCE = 0.1;
/** Share of the slow variation beside that by depth that must be foretold at places that were not looked at. */
const LEAST_SHARE = 0.6;
/** An earlier rim is as good if it explains no less than this below the best. */
const EQUAL = 0.02;
/** Slow variation below this standard deviation (of colours in 0..1) can't be seen. */
const LEAST_SPREAD = 0.008;
/** Too few samples say nothing of slow variation. */
const LEAST_SAMPLES = 40;
/** Keeps splines that no place shows where their neighbours are, as a share of a function's mean square. */
const RIDGE = 1e-4;
const FOLDS = 4;
/** Samples are outliers if their squared error is so many times the median, and can be seen. */
const OUTLIER_TIMES = 12;
const LEAST_OUTLIER = 0.004;
/** If more than this share are, they are not outliers but the rule. */
const MOST_OUTLIERS = 0.15;
/** Times that outliers are sought. */
const ROUNDS = 2;

/** Squares of a chess board in four colours, each of which is foretold from the other three. */
const foldOf = ({ column, row }: BlockSample) => (Math.floor(column / 4) % 2) + 2 * (Math.floor(row / 4) % 2);

function sumsOf(samples: readonly BlockSample[], sites: Sites, hasWord: boolean): LeastSquares[] {
  const sums = Array.from({ length: FOLDS }, () => new LeastSquares(BASIS_SIZE, RGB));
  const functions = new Float64Array(BASIS_SIZE);
  for (const sample of samples) {
    basisAt(siteAt(sites, sample.middle), hasWord, functions);
    sums[foldOf(sample)]!.add(functions, sample.colour, sample.weight);
  }
  return sums;
}

function joined(sums: readonly LeastSquares[]): LeastSquares {
  const all = new LeastSquares(BASIS_SIZE, RGB);
  for (const part of sums) all.join(part);
  return all;
}

/** What the depth alone leaves unexplained. */
function variationBesideDepth(samples: readonly BlockSample[], sites: Sites): number {
  const sums = new LeastSquares(BASIS_SIZE, RGB);
  const functions = new Float64Array(BASIS_SIZE);
  for (const { middle, colour, weight } of samples) {
    basisAt(siteAt(sites, middle), false, functions);
    functions.fill(0, 0, DEPTH_FUNCTIONS);
    sums.add(functions, colour, weight);
  }
  return sums.error(sums.solve(RIDGE));
}

/** The mean of what is said of places, whatever the depth. */
function meanBesideDepth(
  samples: readonly BlockSample[],
  sites: Sites,
  shading: Omit<Shading, 'mean'>,
): number[] {
  const functions = new Float64Array(BASIS_SIZE);
  const sums = [0, 0, 0];
  let all = 0;
  for (const { middle, weight } of samples) {
    basisAt(siteAt(sites, middle), shading.hasWord, functions);
    for (let c = 0; c < RGB; c++)
      sums[c] = sums[c]! + weight * placeValueOf(functions, shading.coefficients, c);
    all += weight;
  }
  return sums.map((sum) => sum / all);
}

interface Fit {
  readonly shading: Shading;
  /** Of the slow variation that is foretold. */
  readonly share: number;
  /** Standard deviation of all colours together. */
  readonly spread: number;
}

/** Squared errors of a fit at the samples. */
function errorsOf(
  samples: readonly BlockSample[],
  sites: Sites,
  coefficients: Float64Array,
  hasWord: boolean,
) {
  const functions = new Float64Array(BASIS_SIZE);
  return samples.map(({ middle, colour }) => {
    basisAt(siteAt(sites, middle), hasWord, functions);
    return colour.reduce((sum, value, c) => sum + (value - wholeValueOf(functions, coefficients, c)) ** 2, 0);
  });
}

/** Samples without those of holes, specks and ornaments, which are far from what the others foretell. */
function withoutOutliers(samples: readonly BlockSample[], errors: readonly number[]): BlockSample[] {
  const middle = [...errors].sort((a, b) => a - b)[errors.length >> 1]!;
  const most = Math.max(LEAST_OUTLIER, OUTLIER_TIMES * middle);
  const kept = samples.filter((_, i) => errors[i]! <= most);
  return kept.length >= (1 - MOST_OUTLIERS) * samples.length ? kept : [...samples];
}

function fitFrom(example: ShapedExample, sites: Sites, fromDepth: number): Fit | undefined {
  let samples = blockSamples(example, sites, fromDepth + CLEARANCE);
  if (samples.length < LEAST_SAMPLES) return undefined;
  const hasWord = sites.letters.boxes.length > 1;
  for (let round = 0; round < ROUNDS; round++) {
    const coefficients = joined(sumsOf(samples, sites, hasWord)).solve(RIDGE);
    samples = withoutOutliers(samples, errorsOf(samples, sites, coefficients, hasWord));
  }
  const fit = fitSamples(samples, sites, fromDepth);
  return fit.spread < LEAST_SPREAD ? undefined : fit;
}

function fitSamples(samples: readonly BlockSample[], sites: Sites, fromDepth: number): Fit {
  const variation = variationBesideDepth(samples, sites);
  const weight = samples.reduce((sum, sample) => sum + sample.weight, 0);
  const hasWord = sites.letters.boxes.length > 1;
  const sums = sumsOf(samples, sites, hasWord);
  const errors = sums.map((part, fold) =>
    part.error(joined(sums.filter((_, other) => other !== fold)).solve(RIDGE)),
  );
  const share = 1 - errors.reduce((sum, error) => sum + error, 0) / variation;
  const shading = { fromDepth, hasWord, coefficients: joined(sums).solve(RIDGE) };
  const mean = meanBesideDepth(samples, sites, shading);
  return { share, spread: Math.sqrt(variation / weight), shading: { ...shading, mean } };
}

/**
 * The slow variation of colours inside a shape, as a smooth function of the place in the letter, in the word and of the depth:
 * gradients, sheen, light from above.
 *
 * @returns `undefined` if there is none that would be foretold at places of the example that were not looked at
 */
export function fitShading(example: ShapedExample, sites: Sites): Shading | undefined {
  const fits = RIM_DEPTHS.map((depth) => fitFrom(example, sites, depth)).filter((fit) => fit !== undefined);
  const best = Math.max(...fits.map(({ share }) => share));
  if (!(best >= LEAST_SHARE)) return undefined;
  const shading = fits.find(({ share }) => share >= best - EQUAL)?.shading;
  return shading && { ...shading, fromDepth: outermostDepth(example, sites, shading) };
}
