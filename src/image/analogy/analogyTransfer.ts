import type { Engine } from '../../shared/engine/engine.js';
import type { Network } from '../../shared/networks/network.js';
import { PICTURE_NETWORKS } from '../../shared/networks/pictureNetworks.js';
import { fitTo, type Picture, RGB, sizeText, wideEnough } from '../../shared/pictures/picture.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { Rng } from '../../shared/rng.js';
import { finishPicture } from '../finish.js';
import type { TransferInputs } from '../inputs.js';
import type { PictureHooks, PictureResult } from '../pictureTransfer.js';
import type { Recipe } from '../recipe.js';
import { blendFeatures, type FeatureMap, joinUnits } from './featureMap.js';
import { keepDetail } from './keepDetail.js';
import { LayerLook } from './layerLook.js';
import { enlargeField, type NearestField, plainField, voteMap } from './nearestField.js';
import { searchField } from './patchMatch.js';
import { type AnalogyLevel, levelsOf } from './plan.js';

/**
 * Each pixel is the one that its own patch has in its middle. The mean of the patches that overlap is soft: with 3 x 3 of them a pair of
 * photographs at 384 px closed -0.04 of the gap, so 0.33, and in closeness of patches 0.02 and 0.14.
 */
const VOTE_RADIUS = 0;

/** The pictures of an analogy, A : A' = B : B', as a level sees them: A is the content, B' the style, A' and B are looked for. */
interface Quartet {
  readonly a: FeatureMap;
  readonly aStyled: FeatureMap;
  readonly b: FeatureMap;
  readonly bStyled: FeatureMap;
}

/** The pictures that are given, A and B'. */
interface Given {
  readonly content: Picture;
  readonly style: Picture;
}

/** Where the places of each lie in the other. */
interface Fields {
  readonly forth: NearestField;
  readonly back: NearestField;
}

/** Both pictures that are looked for, as far as they are known. */
interface Rebuilt {
  readonly aStyled: Picture;
  readonly b: Picture;
}

const pixelsOf = ({ width, height, pixels }: Picture): FeatureMap => ({
  width,
  height,
  channels: RGB,
  data: pixels,
});

/** A picture out of another one's pixels, as a field lays them. */
function votePixels(field: NearestField, target: Picture, source: Picture): Picture {
  const { width, height, data } = voteMap(enlargeField(field, target, source), pixelsOf(source), VOTE_RADIUS);
  return { width, height, pixels: data };
}

/**
 * Liao, Yao, Yuan, Hua & Kang, “Visual Attribute Transfer through Deep Image Analogy” (SIGGRAPH 2017): the style's pixels are put
 * where deep features say that they belong. Fields of nearest neighbours are found both ways, from coarse layers to
 * fine ones; what lies between two layers is rebuilt from the features of the coarser.
 */
export class AnalogyTransfer {
  constructor(
    readonly engine: Engine,
    readonly network: Network,
    readonly recipe: Recipe,
  ) {}

  async run(inputs: TransferInputs, hooks: PictureHooks): Promise<PictureResult> {
    const { content } = inputs;
    const style = inputs.styles[0]!.picture;
    const { pyramid } = PICTURE_NETWORKS[this.recipe.network.name];
    const levels = levelsOf(this.recipe, pyramid);
    const run = new AnalogyRun(this, content, style, hooks, levels);
    for (const [i] of levels.entries()) {
      await run.level(i);
      hooks.preview?.onPicture(this.#finished(run, inputs));
      if (run.isStopped) break;
    }
    return { picture: this.#finished(run, inputs), ...run.outcome };
  }

  #finished({ picture }: AnalogyRun, inputs: TransferInputs): Picture {
    const { keepColors, analogy } = this.recipe;
    return finishPicture(keepDetail(picture, inputs.content, analogy?.detail ?? 0), inputs, keepColors);
  }
}

/** One run, level by level. */
class AnalogyRun {
  #fields: Fields | undefined;
  #rebuilt: Rebuilt | undefined;
  #steps = 0;
  #last = { total: 0, terms: {} as Readonly<Record<string, number>> };
  isStopped = false;

  constructor(
    readonly setting: AnalogyTransfer,
    readonly content: Picture,
    readonly style: Picture,
    readonly hooks: PictureHooks,
    readonly levels: readonly AnalogyLevel[],
  ) {}

  /** The style's pixels where they lie by now; the content, before anything is known. */
  get picture(): Picture {
    return this.#fields ? votePixels(this.#fields.forth, this.content, this.style) : this.content;
  }

  get outcome() {
    const ended = this.isStopped ? ('stopped' as const) : ('finished' as const);
    return { ...this.#last, ended, iterations: this.#steps };
  }

  /** Finds the fields of a level, and rebuilds both pictures for the next one. */
  async level(i: number): Promise<void> {
    const { engine, network, recipe } = this.setting;
    const level = this.levels[i]!;
    const look = new LayerLook(engine, network, level.layer);
    try {
      const pictures = this.#scaled(level.scale);
      const quartet = await this.#see(look, level, pictures);
      const { a, bStyled } = quartet;
      const stage = `level ${i + 1} of ${this.levels.length}: ${level.layer}, ${sizeText(a)} and ${sizeText(bStyled)}`;
      this.hooks.reporter.stage(stage);
      this.#fields = await findFields(quartet, this.#fields, level, new Rng(recipe.seed + i));
      if (i + 1 < this.levels.length) this.#rebuilt = await this.#rebuild(look, quartet, i);
    } finally {
      await look.close();
    }
  }

  /** What a layer sees in all four; where nothing was rebuilt yet, each is what it is to be like. */
  async #see(look: LayerLook, { contentWeight }: AnalogyLevel, { content, style }: Given): Promise<Quartet> {
    const [a, bStyled] = [await look.see(content), await look.see(style)];
    if (!this.#rebuilt) return { a, aStyled: a, b: bStyled, bStyled };
    const { aStyled, b } = this.#rebuilt;
    return {
      a,
      aStyled: blendFeatures(a, await look.see(aStyled), contentWeight),
      b: blendFeatures(bStyled, await look.see(b), contentWeight),
      bStyled,
    };
  }

  /** Both given pictures at a scale. */
  #scaled(scale: number): Given {
    const scaled = (picture: Picture) => {
      if (scale === 1) return picture;
      const longSidePx = Math.round(scale * Math.max(picture.width, picture.height));
      return resizePicture(picture, wideEnough(fitTo(picture, longSidePx)), 'lanczos3');
    };
    return { content: scaled(this.content), style: scaled(this.style) };
  }

  /**
   * The styled content out of the style's features, and the unstyled style out of the content's, for the next level. Where that looks at
   * larger pictures they are put together from pixels alone, which have the detail that smaller ones lack.
   */
  async #rebuild(look: LayerLook, { a, bStyled }: Quartet, i: number): Promise<Rebuilt> {
    const { forth, back } = this.#fields!;
    const { patchRadius, iterations } = this.levels[i]!;
    const { content, style } = this.#scaled(this.levels[i + 1]!.scale);
    const styled = votePixels(forth, content, style);
    const unstyled = votePixels(back, style, content);
    return {
      aStyled: await this.#rebuildOne(look, voteMap(forth, bStyled, patchRadius), styled, iterations[0]),
      b: await this.#rebuildOne(look, voteMap(back, a, patchRadius), unstyled, iterations[1]),
    };
  }

  async #rebuildOne(look: LayerLook, goal: FeatureMap, start: Picture, iterations: number): Promise<Picture> {
    if (iterations === 0 || this.isStopped) return start;
    const { reporter, signal } = this.hooks;
    const before = this.#steps;
    const steps = this.levels.reduce((sum, { iterations: [forth, back] }) => sum + forth + back, 0);
    const { picture, ended, total, terms, totals } = await look.rebuild({
      goal,
      start,
      iterations,
      signal,
      onStep: (report) =>
        reporter.step({ step: before + report.iteration, steps, total: report.total, terms: report.terms }),
    });
    this.#steps += totals.length;
    this.#last = { total, terms };
    this.isStopped = ended === 'stopped';
    return picture;
  }
}

/** Fields of one level, both ways, from those of the coarser one. */
async function findFields(
  { a, aStyled, b, bStyled }: Quartet,
  coarser: Fields | undefined,
  { patchRadius, passes, reach }: AnalogyLevel,
  rng: Rng,
): Promise<Fields> {
  const [ofContent, ofStyle] = [joinUnits(a, aStyled), joinUnits(b, bStyled)];
  const start = coarser
    ? { forth: enlargeField(coarser.forth, a, b), back: enlargeField(coarser.back, b, a) }
    : { forth: plainField(a, b), back: plainField(b, a) };
  const plan = { patchRadius, passes, reach: reach ?? Math.max(a.width, a.height, b.width, b.height) };
  return {
    forth: await searchField(ofContent, ofStyle, start.forth, plan, rng),
    back: await searchField(ofStyle, ofContent, start.back, plan, rng),
  };
}
