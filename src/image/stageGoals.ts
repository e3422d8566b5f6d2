import type { Network } from '../shared/networks/network.js';
import { blendShares } from '../shared/options/blend.js';
import type { Picture } from '../shared/pictures/picture.js';
import { pictureArray } from '../shared/pictures/pictureArray.js';
import type { OpenTerm } from '../shared/terms/openTerm.js';
import { temporalGoal } from '../shared/terms/temporal.js';
import { guideName } from '../shared/terms/term.js';
import {
  blendMeasures,
  type Goals,
  joinGoals,
  type Measures,
  stackMeasures,
} from '../shared/transfer/goals.js';
import type { Transfer } from '../shared/transfer/transfer.js';
import { type Correspondence, warpPicture } from './align/correspondence.js';
import type { WeightedPicture } from './inputs.js';
import { type PictureView, pictureView } from './pictureView.js';
import { contentPlaces, labelShares, type StageInputs, stylePlaces } from './stageInputs.js';

/** The goals of terms that hold on to what was there before; nothing is known of it, where nothing was. */
function carriedGoals(terms: readonly OpenTerm[], { content, past }: StageInputs): Goals {
  const { width, height } = content;
  const carried = past?.carried ?? content;
  const trust = past?.trust ?? new Float32Array(width * height);
  const goal = temporalGoal(pictureArray(carried), { shape: [1, height, width, 1], data: trust });
  const carrying = terms.filter(({ isCarried }) => isCarried);
  return { arrays: Object.fromEntries(carrying.map(({ id }) => [id, goal])), ranges: {} };
}

type Styles = StageInputs['styles'];

/** Whether they are the very same, so that nothing has to be measured again. */
const isSame = (a: Styles, b: Styles) =>
  a.length > 0 && a.length === b.length && a.every((style, i) => style === b[i]);

/**
 * What styles ask for.
 *
 * @param shares of each style
 * @param measure what terms keep of a style
 */
export async function styleGoals(
  transfer: Transfer,
  { styles, contentMasks, isByLabel }: StageInputs,
  shares: readonly number[],
  measure: (style: WeightedPicture) => Promise<Measures>,
): Promise<Goals> {
  const examples: Measures[] = [];
  for (const style of styles) examples.push(await measure(style));
  const isByStyle = contentMasks.length > 0 && !isByLabel;
  const measures = isByStyle
    ? stackMeasures(transfer.terms, examples)
    : blendMeasures(transfer.terms, examples, shares);
  return transfer.prepare(measures);
}

/** Shares of the regions of styles, in all 1. @param shares of each style */
export function regionShares(inputs: StageInputs, shares: readonly number[]): Float32Array {
  const isByRegion = inputs.contentMasks.length > 0;
  return Float32Array.from(inputs.isByLabel ? labelShares(inputs) : isByRegion ? shares : [1]);
}

/** What the stages of a transfer aim at. */
export class StageGoals {
  /** What was asked for last of whole pictures. */
  #known: { readonly styles: Styles; readonly goals: Goals } | undefined;

  /** @param styleBlend of the recipe */
  constructor(
    private readonly transfer: Transfer,
    private readonly network: Network,
    private readonly styleBlend: readonly number[] | undefined,
  ) {}

  /** What a stage aims at, and how far the content is from it. */
  async aim(inputs: StageInputs, guide: Correspondence | undefined) {
    const { content } = inputs;
    const { transfer } = this;
    const shares = blendShares(this.styleBlend, inputs.styles.length);
    const places = contentPlaces(inputs);
    const view = this.#plainView(content);
    const measured = await transfer.measure(view, content.pixels, { sides: ['style', 'content'], places });
    const guided = guide ? await this.#withGuide(measured, inputs, guide) : measured;
    const ofContent = transfer.terms.filter(({ side }) => side === 'content').map(({ id }) => id);
    const goals = joinGoals(
      joinGoals(await this.#styleGoals(inputs, shares), carriedGoals(transfer.terms, inputs)),
      await transfer.prepare(Object.fromEntries(ofContent.map((id) => [id, guided[id] ?? {}]))),
    );
    const gaps = await transfer.gaps({ view, start: content.pixels, goals, places }, measured);
    return { goals, gaps, places, shares: regionShares(inputs, shares) };
  }

  /** What the styles ask for. It is kept: films ask for the same again and again. */
  async #styleGoals(inputs: StageInputs, shares: readonly number[]): Promise<Goals> {
    const { styles, contentMasks } = inputs;
    const isOfWhole = contentMasks.length === 0;
    if (isOfWhole && this.#known && isSame(styles, this.#known.styles)) return this.#known.goals;
    const goals = await styleGoals(this.transfer, inputs, shares, (style) =>
      this.transfer.measure(this.#plainView(style.picture), style.picture.pixels, {
        sides: ['style'],
        places: stylePlaces(style),
      }),
    );
    if (isOfWhole) this.#known = { styles, goals };
    return goals;
  }

  /** What was measured of the content, beside what is measured of the style as it lies on it. */
  async #withGuide(measured: Measures, { content, styles }: StageInputs, guide: Correspondence) {
    const { transfer } = this;
    const warped = warpPicture(styles[0]!.picture, guide, content);
    const ofGuide = await transfer.measure(this.#plainView(content), warped.pixels, { sides: ['content'] });
    const joined = transfer.terms.map(({ id, isGuided }) => {
      const arrays = Object.entries((isGuided && ofGuide[id]) || {});
      const named = arrays.map(([name, value]) => [guideName(name), value] as const);
      return [id, { ...measured[id], ...Object.fromEntries(named) }] as const;
    });
    return Object.fromEntries(joined);
  }

  /** Pictures as they are, whatever is varied. */
  #plainView(picture: Picture): PictureView {
    return pictureView(this.network, picture);
  }
}
