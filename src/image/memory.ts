import { availableMemory } from 'node:process';
import { PICTURE_NETWORKS } from '../shared/networks/pictureNetworks.js';
import { LBFGS_DEFAULTS } from '../shared/optim/lbfgs.js';
import type { ParameterTable } from '../shared/parameters/parameter.js';
import { fitTo, type Size } from '../shared/pictures/picture.js';
import type { DefaultLayers } from '../shared/terms/openTerm.js';
import { TERMS, type TermSpec } from '../shared/terms/registry.js';
import type { Term } from '../shared/terms/term.js';
import { extendSize } from './margin.js';
import type { Recipe } from './recipe.js';
import { recipeTerms } from './recipeTerms.js';
import { rejectMemory, STEP_PX } from './rejectMemory.js';

/** A step and a change of the gradient for each pair that L-BFGS keeps, in float32, of each of three colours. */
const PAIR_BYTES_PER_PIXEL = 2 * 4 * 3;
/**
 * Of what a stage takes, the part that looking at a style takes, without a gradient: 1,260 bytes a pixel of 5,800, from the
 * peaks of the shipped network at 512 and 1024 px.
 */
const FORWARD_SHARE = 0.22;

/** What L-BFGS remembers beyond the default, which is part of what was measured for networks, in bytes a pixel. */
function historyBytes({ optimizer }: Recipe): number {
  if (optimizer.kind !== 'lbfgs') return 0;
  const pairs = optimizer.history ?? LBFGS_DEFAULTS.history;
  return Math.max(0, pairs - LBFGS_DEFAULTS.history) * PAIR_BYTES_PER_PIXEL;
}

/** What features of both pictures and fields of places take in an analogy, in bytes a pixel: measured at 256 px. */
const ANALOGY_PIXEL_BYTES = 4000;

/** What of a term says how much memory it takes. */
type TermMemory = Pick<Term<ParameterTable>, 'pixelBytes' | 'side' | 'layerKind'>;

/** What a loss takes beside the network, in bytes a pixel: less where it looks at fewer layers than the network proposes. */
function bytesOf(spec: TermSpec, defaultLayers: DefaultLayers): number {
  const { pixelBytes = 0, side, layerKind = side }: TermMemory = TERMS[spec.kind];
  const named = 'layers' in spec && spec.layers ? Object.keys(spec.layers).length : 0;
  const proposed = Object.keys(defaultLayers[layerKind]).length;
  return named === 0 ? pixelBytes : pixelBytes * Math.min(1, named / proposed);
}

/** What the losses take beside the network, in bytes a pixel. */
function termBytes({ terms, analogy, network }: Recipe): number {
  const { defaultLayers } = PICTURE_NETWORKS[network.name];
  const ofAnalogy = analogy ? ANALOGY_PIXEL_BYTES : 0;
  return terms.reduce((sum, spec) => sum + bytesOf(spec, defaultLayers), ofAnalogy);
}

/** What a stage is about: pixels that are varied, with all that is around them, and those of the largest style. */
export interface StagePixels {
  readonly content: number;
  readonly style: number;
}

/** What a recipe takes: for a pixel that is worked on, for one of a style, and whatever their number. */
export function recipeBytes(recipe: Recipe) {
  const network = PICTURE_NETWORKS[recipe.network.name];
  const layers = recipeTerms(recipe).flatMap((term) => term.layers);
  const pixelBytes = network.pixelBytes(recipe.network, layers);
  return {
    base: network.baseBytes(layers),
    content: pixelBytes + historyBytes(recipe) + termBytes(recipe),
    style: FORWARD_SHARE * pixelBytes,
  };
}

/** How much memory a stage takes in one piece, in bytes. */
export function stageBytes(recipe: Recipe, pixels: StagePixels): number {
  const { base, content, style } = recipeBytes(recipe);
  return base + Math.max(content * pixels.content, style * pixels.style);
}

/** The pixels of the last stage. @param size of the result @param styleScale size of the styles relative to the content */
export function lastStage(
  { marginPx, wrapPx, workScale }: Recipe,
  size: Size,
  styleScale: number,
): StagePixels {
  const { width, height } = extendSize(
    { width: workScale * size.width, height: workScale * size.height },
    workScale * marginPx + wrapPx,
  );
  // Styles are square at worst, with the longer side of the content.
  const styleSidePx = Math.max(size.width, size.height) * styleScale * workScale;
  return { content: width * height, style: styleSidePx ** 2 };
}

/**
 * How much memory a transfer will need in one piece, in bytes.
 *
 * @param size of the result
 * @param styleScale size of the styles relative to the content
 */
export function predictMemory(recipe: Recipe, size: Size, styleScale = 1): number {
  return stageBytes(recipe, lastStage(recipe, size, styleScale));
}

/** What a prediction depends on besides recipe and size. */
export interface MemoryQuestion {
  /** Size of the styles relative to the content. */
  readonly styleScale?: number;
  /** What this process may still use; asked of the system if left out. */
  readonly availableBytes?: number;
  /** Whether that is what was allowed. */
  readonly isAsked?: boolean;
  /** Why the picture cannot be worked on in tiles, where that was thought of. */
  readonly obstacle?: string | undefined;
}

/**
 * Refuses work that cannot succeed, before it begins.
 *
 * @throws NstError NST_MEMORY, with the size that would fit
 */
export function checkMemory(
  recipe: Recipe,
  size: Size,
  longSidePx: number,
  { styleScale = 1, availableBytes = availableMemory(), isAsked = false, obstacle }: MemoryQuestion = {},
): void {
  const needed = predictMemory(recipe, size, styleScale);
  if (needed <= availableBytes) return;
  const fits = largestFit(recipe, size, { styleScale, availableBytes });
  const also = ', or preset draft';
  const reason = obstacle && `not in tiles: ${obstacle}`;
  rejectMemory({
    size,
    sizePx: longSidePx,
    neededBytes: needed,
    availableBytes,
    fits,
    also,
    isAsked,
    reason,
  });
}

/** The longest side, a multiple of 16, at which the picture fits into memory; 0 if none does. */
function largestFit(
  recipe: Recipe,
  size: Size,
  { styleScale, availableBytes }: Required<Pick<MemoryQuestion, 'styleScale' | 'availableBytes'>>,
): number {
  return largestSide(size, (fitted) => predictMemory(recipe, fitted, styleScale) <= availableBytes);
}

/** The longest side, a multiple of 16 and no longer than that of `size`, at which a picture fits; 0 if none does. */
export function largestSide(size: Size, fits: (size: Size) => boolean): number {
  let longSidePx = Math.floor(Math.max(size.width, size.height) / STEP_PX) * STEP_PX;
  while (longSidePx > 0 && !fits(fitTo(size, longSidePx))) longSidePx -= STEP_PX;
  return longSidePx;
}
