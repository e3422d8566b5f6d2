import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVEN_RATIO } from '../../src/image/methods/base.js';
import { PRESETS } from '../../src/image/methods/registry.js';
import { PictureTransfer } from '../../src/image/pictureTransfer.js';
import type { Recipe } from '../../src/image/recipe.js';
import { EagerEngine } from '../../src/shared/engine/eager.js';
import type { Engine } from '../../src/shared/engine/engine.js';
import { PICTURE_NETWORKS } from '../../src/shared/networks/pictureNetworks.js';
import { planStages } from '../../src/shared/optim/stages.js';
import type { LayerWeights } from '../../src/shared/parameters/parameter.js';
import type { Picture } from '../../src/shared/pictures/picture.js';
import { SILENT, type StepProgress } from '../../src/shared/reporter.js';
import { openTerms } from '../../src/shared/terms/openTerm.js';
import type { TermSpec } from '../../src/shared/terms/registry.js';
import { sharesAt } from '../../src/shared/transfer/balance.js';
import type { Features } from '../support/features.js';
import { eigenOf, rootOf } from '../support/jacobi.js';
import { scene } from '../support/pictures.js';
import { type ToyNetwork, toyNetwork } from '../support/toyNetwork.js';

const content = scene({ width: 16, height: 16 }, 1);
const style = scene({ width: 20, height: 16 }, 2);
const start = scene({ width: 16, height: 16 }, 3);

let engine: Engine;
beforeAll(async () => {
  engine = await EagerEngine.open();
});
afterAll(() => engine.close());

interface Case {
  readonly recipe: Recipe;
  readonly at?: Picture;
  /** Whether the content is transparent on its right. */
  readonly alpha?: Float32Array;
}

const layersOf = ({ terms, network }: Recipe) => [
  ...new Set(openTerms(terms, PICTURE_NETWORKS[network.name].defaultLayers).flatMap(({ layers }) => layers)),
];

/** The terms that the optimiser is told of at its very first point. */
async function termsAt({ recipe, at = start, alpha }: Case) {
  const network = toyNetwork(layersOf(recipe));
  const once: Recipe = { ...recipe, stages: { ...recipe.stages, most: 1 }, iterations: 1 };
  const steps: StepProgress[] = [];
  const inputs = {
    marginPx: 0,
    content: alpha ? { ...content, alpha } : content,
    styles: [{ picture: style, regions: [] }],
    contentMasks: [],
    init: at,
  };
  const reporter = { ...SILENT, step: (step: StepProgress) => void steps.push(step) };
  await new PictureTransfer(engine, network, once).run(inputs, { reporter });
  return { terms: steps[0]!.terms as Readonly<Record<'content' | 'style', number>>, network };
}

/** Sums of products of channels over positions, undivided. */
function gramSums({ data, channels }: Features): number[][] {
  const sums = Array.from({ length: channels }, () => new Array<number>(channels).fill(0));
  for (let p = 0; p < data.length; p += channels) {
    for (let i = 0; i < channels; i++) {
      for (let j = 0; j < channels; j++) sums[i]![j]! += data[p + i]! * data[p + j]!;
    }
  }
  return sums;
}

const layer = (network: ToyNetwork, picture: Picture, name: string) => network.naive(picture).get(name)!;
const positions = ({ height, width }: Features) => height * width;
const sumOver = (names: readonly string[], value: (name: string) => number) =>
  names.reduce((sum, name) => sum + value(name), 0);

/** Sum of f over all elements of two matrices. */
function sumPairs(a: number[][], b: number[][], f: (a: number, b: number) => number): number {
  return a.flat().reduce((sum, value, i) => sum + f(value, b.flat()[i]!), 0);
}

const meanSquaredError = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length;

describe('PRESETS', () => {
  it.each(Object.entries(PRESETS))('%s has a plan for any size', (_, { stages }) => {
    for (const sizePx of [16, 100, 512, 1500]) {
      const planned = planStages(stages, sizePx);
      // A picture that is too small for two stages gets what the first of them would have got.
      const alone = Math.max(stages.lastIterations, stages.leastFirst ?? 0);
      const iterations = planned.length === 1 ? alone : stages.lastIterations;
      expect(planned.at(-1)).toEqual({ sizePx, iterations });
    }
  });
});

describe('gatys2016', () => {
  const layers = ['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1'];

  it('has the losses of the authors’ program: 1000 / c^2 mse of Gram / (h w), and mse of the content', async () => {
    const { terms, network } = await termsAt({ recipe: PRESETS.gatys2016 });
    const gram = (f: Features) => gramSums(f).map((row) => row.map((value) => value / positions(f)));
    const styleLoss = sumOver(layers, (name) => {
      const [g, t] = [gram(layer(network, start, name)), gram(layer(network, style, name))];
      return (1000 / g.length ** 2) * (sumPairs(g, t, (x, y) => (x - y) ** 2) / g.length ** 2);
    });
    const contentLoss = meanSquaredError(
      layer(network, start, 'relu4_2').data,
      layer(network, content, 'relu4_2').data,
    );
    expect(terms.content / contentLoss).toBeCloseTo(1, 4);
    expect(terms.style / styleLoss).toBeCloseTo(1, 4);
  });

  it('is the network of the paper with filters of one scale, and the start of the program', () => {
    expect(PRESETS.gatys2016).toMatchObject({
      network: { name: 'vgg19', pooling: 'avg' },
      unitMean: true,
      start: 'content',
      optimizer: { kind: 'lbfgs' },
      variable: 'pixels',
    });
  });
});

describe('tutorial', () => {
  it('has the losses of the tutorial: 1e6 mse of Gram / (a b c d), and mse of the content', async () => {
    const { terms, network } = await termsAt({ recipe: PRESETS.tutorial });
    const gram = (f: Features) =>
      gramSums(f).map((row) => row.map((value) => value / (1 * f.channels * f.height * f.width)));
    const styleLoss = sumOver(['conv_1', 'conv_2', 'conv_3', 'conv_4', 'conv_5'], (name) => {
      const [g, t] = [gram(layer(network, start, name)), gram(layer(network, style, name))];
      return sumPairs(g, t, (a, b) => (a - b) ** 2) / g.length ** 2;
    });
    const contentLoss = meanSquaredError(
      layer(network, start, 'conv_4').data,
      layer(network, content, 'conv_4').data,
    );
    expect(terms.style / (1e6 * styleLoss)).toBeCloseTo(1, 4);
    expect(terms.content / contentLoss).toBeCloseTo(1, 4);
    expect(Object.keys(terms)).toEqual(['content', 'style']);
  });

  it('runs as the tutorial does', () => {
    expect(PRESETS.tutorial).toMatchObject({
      network: { name: 'vgg19', pooling: 'max', padding: 'zero' },
      start: 'content',
      clip: true,
      stages: { most: 1, lastIterations: 300 },
      optimizer: { kind: 'lbfgs', history: 100, firstStep: 1, lineSearch: 'none' },
    });
  });
});

/** The squared 2-Wasserstein distance of the normal distributions with the features' means and covariances. */
function wasserstein(f: Features, s: Features): number {
  const [a, b] = [momentsOf(f), momentsOf(s)];
  const root = rootOf(b.covariance);
  const { values } = eigenOf(product(product(root, a.covariance), root));
  const shift = a.mean.reduce((sum, value, i) => sum + (value - b.mean[i]!) ** 2, 0);
  const roots = values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  return shift + trace(a.covariance) + trace(b.covariance) - 2 * roots;
}

function momentsOf(f: Features) {
  const count = positions(f);
  const products = gramSums(f).map((row) => row.map((value) => value / count));
  const mean = Array.from({ length: f.channels }, (_, c) => {
    return f.data.reduce((sum, value, i) => sum + (i % f.channels === c ? value : 0), 0) / count;
  });
  return { mean, covariance: products.map((row, i) => row.map((value, j) => value - mean[i]! * mean[j]!)) };
}

const trace = (a: number[][]) => a.reduce((sum, row, i) => sum + row[i]!, 0);
const product = (a: number[][], b: number[][]) =>
  a.map((row) => b.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));

describe('default', () => {
  // A few of its layers: they are all treated alike, and tfjs takes its time.
  const { defaultLayers } = PICTURE_NETWORKS.inception;
  const styleLayers = Object.fromEntries(Object.entries(defaultLayers.style).slice(0, 3));
  const contentLayers = defaultLayers.content;
  const withLayers = (style: LayerWeights, content: LayerWeights): Recipe => ({
    ...PRESETS.default,
    terms: PRESETS.default.terms.map(
      (spec) => ({ ...spec, layers: spec.name === 'style' ? style : content }) as TermSpec,
    ),
  });
  const recipe = withLayers(styleLayers, contentLayers);
  const shares = (strength: number) => {
    const { style, content } = sharesAt(strength, EVEN_RATIO);
    return { style: 1000 * style, content: 1000 * content };
  };

  /** Layer by layer, relative to the mean square of the style's features. */
  const styleLoss = (network: ToyNetwork, picture: Picture) =>
    sumOver(Object.keys(styleLayers), (name) => {
      const [f, s] = [layer(network, picture, name), layer(network, style, name)];
      const energy = s.data.reduce((sum, value) => sum + value * value, 0) / s.data.length;
      return (styleLayers[name]! * wasserstein(f, s)) / f.channels / energy;
    });

  /** Layer by layer, relative to the variance of the content's features. */
  const contentLoss = (network: ToyNetwork, picture: Picture) =>
    sumOver(Object.keys(contentLayers), (name) => {
      const [f, p] = [layer(network, picture, name).data, layer(network, content, name).data];
      const mean = p.reduce((sum, value) => sum + value, 0) / p.length;
      const variance = p.reduce((sum, value) => sum + (value - mean) ** 2, 0) / p.length;
      return (contentLayers[name]! * meanSquaredError(f, p)) / variance;
    });

  it('compares means and covariances', () => {
    expect(recipe.terms[1]).toMatchObject({ kind: 'wasserstein', name: 'style' });
  });

  it('measures the style by its energy, and what is left of it by what there was at the content', async () => {
    const { terms, network } = await termsAt({ recipe });
    const { strength } = recipe.balance as { strength: number };
    const left = styleLoss(network, start) / styleLoss(network, content);
    // The loss has a thousandth of the mean variance added to all variances.
    expect(terms.style / (shares(strength).style * left)).toBeCloseTo(1, 1.5);
  });

  it('measures the content by its variance', async () => {
    const { terms, network } = await termsAt({ recipe });
    const { strength } = recipe.balance as { strength: number };
    const range = Object.values(contentLayers).reduce((sum, weight) => sum + weight, 0);
    expect(terms.content / ((shares(strength).content * contentLoss(network, start)) / range)).toBeCloseTo(
      1,
      3,
    );
  });

  it.each([0, 0.3, 0.8, 1])(
    'at strength %f begins at its share of the style, in thousandths',
    async (strength) => {
      const { terms } = await termsAt({
        recipe: { ...recipe, balance: { kind: 'strength', strength, evenRatio: EVEN_RATIO } },
        at: content,
      });
      const { style: share, content: rest } = shares(strength);
      expect(terms.style).toBeCloseTo((1000 * share) / (share + rest), 1);
      expect(terms.content).toBeCloseTo(0, 6);
    },
  );

  it('is as strong whatever the layers are called and however they are weighed', async () => {
    const tenfold = Object.fromEntries(Object.entries(styleLayers).map(([name, w]) => [name, 10 * w]));
    const heavy = await termsAt({ recipe: withLayers(tenfold, contentLayers) });
    const plain = await termsAt({ recipe });
    expect(heavy.terms.style / plain.terms.style).toBeCloseTo(1, 4);
  });

  it('does not ask what is under transparent pixels', async () => {
    const alpha = Float32Array.from({ length: 16 * 16 }, (_, i) => (i % 16 < 8 ? 1 : 0));
    // Of the size of the picture.
    const flat = withLayers({ conv1: 1 }, { conv1: 1 });
    const hidden = { ...start, pixels: start.pixels.map((v, i) => (Math.floor(i / 3) % 16 < 8 ? v : 1 - v)) };
    const network = toyNetwork(layersOf(flat));
    expect(network.naive(hidden)).not.toEqual(network.naive(start));
    const [a, b] = [
      await termsAt({ recipe: flat, alpha }),
      await termsAt({ recipe: flat, alpha, at: hidden }),
    ];
    expect(b.terms.content).toBeCloseTo(a.terms.content, 3);
    expect(b.terms.style / a.terms.style).toBeCloseTo(1, 3);
    const opaque = await termsAt({ recipe: flat });
    expect(Math.abs(a.terms.content - opaque.terms.content)).toBeGreaterThan(0.1);
  });
});
