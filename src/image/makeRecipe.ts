import { NstError } from '../shared/errors.js';
import type { Network } from '../shared/networks/network.js';
import {
  type NetworkChoice,
  type NetworkName,
  PICTURE_NETWORKS,
} from '../shared/networks/pictureNetworks.js';
import type { StagePlan } from '../shared/optim/stages.js';
import { evenWeights, type LayerWeights } from '../shared/parameters/parameter.js';
import type { OpenTerm } from '../shared/terms/openTerm.js';
import { TERMS, type TermSpec } from '../shared/terms/registry.js';
import { PIXELS } from '../shared/terms/totalVariation.js';
import type { Balance } from '../shared/transfer/balance.js';
import { DETAIL_EDGES, EVEN_RATIO, MATCHED_REGIONS } from './methods/base.js';
import { reconstructRecipe } from './methods/reconstruct.js';
import { PRESETS } from './methods/registry.js';
import { isDoodle, START_KINDS, type TransferImageOptions } from './options.js';
import type { MatchPlan, Recipe, StartKind } from './recipe.js';

/** Where one raw weight is given and the preset has none: about what the default strength comes to. */
const RAW_WEIGHTS = { style: 1, content: 0.02 } as const;

/** The recipe of a preset with the options laid over it. */
export function makeRecipe(options: TransferImageOptions): Recipe {
  const recipe = recipeFromContent(options);
  return options.start === undefined ? recipe : refining(recipe);
}

/** A whole run makes 18 at full size, after as much work again on smaller pictures. */
const REFINING_ITERATIONS = 10;

/** Of a picture that a net made all is there but the finish. */
function refining(recipe: Recipe): Recipe {
  if (recipe.analogy) {
    const problem =
      'expected a preset that minimises losses, found one that puts the style’s pixels together';
    throw new NstError('NST_BAD_OPTION', `start: ${problem}; leave one out`);
  }
  const { stages, iterations = REFINING_ITERATIONS } = recipe;
  return { ...recipe, stages: { ...stages, most: 1 }, iterations, match: undefined };
}

function recipeFromContent(options: TransferImageOptions): Recipe {
  const preset = basisOf(PRESETS[options.preset ?? 'default'], options);
  const { optimizer, init } = options;
  // Of a doodle only the places count: there is no content to be like.
  const doodle = isDoodle(options);
  const start = startKind(init) ?? (doodle ? 'style' : options.match ? 'content' : preset.start);
  checkLandmarks(options, preset.terms);
  return {
    ...preset,
    terms: doodle ? preset.terms.filter((spec) => sideOf(spec) !== 'content') : preset.terms,
    match: matchPlan(options, preset),
    optimizer: optimizer && optimizer !== preset.optimizer.kind ? { kind: optimizer } : preset.optimizer,
    iterations: options.iterations ?? preset.iterations,
    variable: options.variable ?? preset.variable,
    start,
    stages: preset.keepsDetail && start !== 'content' ? stagesFromNoise(preset.stages) : preset.stages,
    styleBlend: options.styleBlend ?? preset.styleBlend,
    keepColors: options.keepColors ?? preset.keepColors,
    seed: options.seed ?? preset.seed,
  };
}

/** Where less style is asked for than this, a run begins nearer to the content, and at 0 with the content itself. */
const WHOLE_MATCH_STRENGTH = 0.4;

/** Who asks for regions is told if there are none; a content that is named as the start is so as it is, and `false` is nothing. */
function matchPlan(
  { match, init, strength = 1 }: TransferImageOptions,
  preset: Recipe,
): MatchPlan | undefined {
  if (match === false) return undefined;
  const asked = match ? { least: 2, most: MATCHED_REGIONS, amount: 1 } : undefined;
  const plan = asked ?? (init === undefined ? preset.match : undefined);
  const amount = Math.min(1, strength / WHOLE_MATCH_STRENGTH);
  return plan && amount > 0 ? { ...plan, amount } : undefined;
}

/**
 * Evaluations of a plan that counts on the content's detail, where there is none: as many as such plans had before stages were given any.
 */
const FROM_NOISE = 2.5;

const stagesFromNoise = (plan: StagePlan): StagePlan => ({
  ...plan,
  lastIterations: Math.round(FROM_NOISE * plan.lastIterations),
});

/** Network, losses and their balance: those of the preset, or of a reconstruction. */
function basisOf(preset: Recipe, options: TransferImageOptions): Recipe {
  const network = networkOf(preset.network, options.network);
  const { reconstruct, tvWeight } = options;
  if (reconstruct !== undefined) return reconstructRecipe({ ...preset, network }, reconstruct, tvWeight);
  const balance = balanceOf(preset.balance, options);
  if (preset.analogy) {
    const { detail = preset.analogy.detail } = options;
    return { ...preset, network, balance, analogy: { ...preset.analogy, detail } };
  }
  return { ...preset, network, balance, terms: termsOf(preset.terms, network.name, options) };
}

/** Landmarks say how the style lies on the content, which only some terms ask. */
function checkLandmarks({ contentLandmarks }: TransferImageOptions, terms: readonly TermSpec[]): void {
  if (contentLandmarks === undefined || terms.some(({ kind }) => TERMS[kind].isGuided)) return;
  throw new NstError(
    'NST_BAD_OPTION',
    'content-landmarks: expected a preset that lays the style on the content, found none; add --preset portrait2016',
  );
}

const sideOf = ({ kind, side = TERMS[kind].side }: TermSpec) => side;

/** The kind of start that `init` names; undefined if it is a file, or left out. */
export function startKind(init: string | undefined): StartKind | undefined {
  return START_KINDS.find((kind) => kind === init);
}

/** A network run as the preset runs its own, if the two have the same settings. */
function networkOf(preset: NetworkChoice, name: NetworkName = preset.name): NetworkChoice {
  if (name === 'inception' || preset.name === 'inception') {
    return name === preset.name ? preset : PICTURE_NETWORKS[name].choice;
  }
  return { ...preset, name };
}

function termsOf(
  preset: readonly TermSpec[],
  network: NetworkName,
  { styleLayers, contentLayers, statistic, tvWeight, detail = 0, terms = [] }: TransferImageOptions,
): TermSpec[] {
  const given = { style: styleLayers, content: contentLayers };
  const changed = preset.map((spec): TermSpec => {
    const layers = spec.name === 'style' || spec.name === 'content' ? given[spec.name] : undefined;
    const fitted = withKnownLayers(spec, network);
    const kind = spec.name === 'style' ? (statistic ?? spec.kind) : spec.kind;
    return (layers ? { ...fitted, kind, layers: evenWeights(layers) } : { ...fitted, kind }) as TermSpec;
  });
  const smoothing: TermSpec[] = tvWeight ? [{ kind: 'tv', weight: tvWeight }] : [];
  return [...changed, ...detailTerms(detail), ...smoothing, ...terms];
}

/** Edges of the content at two scales. */
function detailTerms(detail: number): TermSpec[] {
  if (detail === 0) return [];
  return DETAIL_EDGES.map(({ pool, weight }) => ({
    kind: 'laplacian',
    name: 'detail',
    pool,
    weight: weight * detail,
  }));
}

/** A preset's layers, unless it is run on a network that has others: then those that the network proposes. */
function withKnownLayers(spec: TermSpec, network: NetworkName): TermSpec {
  if (!('layers' in spec) || !spec.layers) return spec;
  const known = PICTURE_NETWORKS[network].layers;
  const hasAll = Object.keys(spec.layers as LayerWeights).every(
    (layer) => layer === PIXELS || known.includes(layer),
  );
  return hasAll ? spec : { ...spec, layers: {} };
}

/** How style and content are weighed at a strength. */
export const balanceAt = (strength: number): Balance => ({
  kind: 'strength',
  strength,
  evenRatio: EVEN_RATIO,
});

function balanceOf(
  balance: Balance,
  { strength, styleWeight, contentWeight }: TransferImageOptions,
): Balance {
  if (strength !== undefined) {
    return balanceAt(strength);
  }
  if (styleWeight === undefined && contentWeight === undefined) return balance;
  const { style, content } = balance.kind === 'weights' ? balance : RAW_WEIGHTS;
  return { kind: 'weights', style: styleWeight ?? style, content: contentWeight ?? content };
}

/** The option that names the layers of a term. */
function layersOption(name: string): string {
  if (name === 'reconstruct') return name;
  return name === 'style' || name === 'content' ? `${name}-layers` : `term ${name}: layers`;
}

/**
 * Checks that a network has the layers of terms.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function checkLayers(terms: readonly OpenTerm[], { name, layers }: Network): void {
  for (const term of terms) {
    const unknown = term.layers.find((layer) => layer !== PIXELS && !layers.includes(layer));
    if (unknown === undefined) continue;
    const expected = `layers of ${name} (${layers.join(', ')})`;
    throw new NstError(
      'NST_BAD_OPTION',
      `${layersOption(term.name)}: expected ${expected}, found "${unknown}"`,
    );
  }
}
