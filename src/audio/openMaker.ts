import type { Signal } from '../shared/dsp/signal.js';
import type { Engine } from '../shared/engine/engine.js';
import { mixGaussians } from '../shared/linalg/gaussian.js';
import type { SoundModel } from '../shared/stylise/modelFile.js';
import { styleBands } from './apply/bandLevels.js';
import { netMover, transportMover } from './apply/bandMovers.js';
import { gainMaker } from './apply/gainPieces.js';
import { soundNetwork } from './features/networks.js';
import type { Recipe } from './recipe.js';
import type { Scratch } from './scratch/scratch.js';
import type { LongSound } from './sound.js';
import { isSaved, type SavedStyle } from './styleFile/savedStyle.js';
import { measureStyle } from './transfer/measureStyle.js';
import type { SoundMeasures } from './transfer/measureWhole.js';
import { runPieces } from './transfer/runPieces.js';
import type { PieceMaker } from './transferParts.js';
import { styleSignal } from './workingSounds.js';

/** A style that was read. */
export type ReadStyle = LongSound | SavedStyle;

/** What makes pieces, and the highest frequency that the style can have. */
export interface OpenMaker {
  readonly maker: PieceMaker;
  readonly styleHz: number;
}

/** Styles, how much there is of each, and what with. */
export interface MakerSetting {
  readonly styles: readonly ReadStyle[];
  readonly shares: readonly number[];
  readonly recipe: Recipe;
  readonly seed: number;
}

/** What optimises pieces. */
export async function transferMaker(
  { styles, shares, recipe, seed }: MakerSetting,
  engine: Engine,
  scratch: Scratch,
): Promise<OpenMaker> {
  const tools = { engine, network: await soundNetwork(recipe.network, seed), recipe };
  const measures = await knownOf(styles, { recipe, scratch }, (signal) => measureStyle(signal, tools));
  const measured = { styles: measures, shares };
  return {
    maker: { recipe, make: (signal, plan, hooks) => runPieces(tools, { ...measured, signal, plan }, hooks) },
    styleHz: styleHzOf(styles),
  };
}

/** What moves pieces to a style in closed form. */
export async function transportMaker(
  { styles, shares, recipe }: MakerSetting,
  scratch: Scratch,
): Promise<OpenMaker> {
  const known = await knownOf(styles, { recipe, scratch }, async (signal) => ({
    bands: styleBands(signal, recipe),
  }));
  const bands = known.map((style) => style.bands);
  const mover = transportMover(mixGaussians(bands, shares));
  return { maker: gainMaker(mover, recipe), styleHz: styleHzOf(styles) };
}

/** What moves pieces by a net that was trained for a style. @throws NstError NST_DEVICE on the device `tfjs` */
export async function netMaker(net: SoundModel, recipe: Recipe, engine: Engine): Promise<OpenMaker> {
  return { maker: gainMaker(await netMover(net, engine), recipe), styleHz: net.card.styleHz };
}

const styleHzOf = (styles: readonly ReadStyle[]): number =>
  Math.max(...styles.map((style) => (isSaved(style) ? style.spectrum : style).sampleRateHz)) / 2;

/** What is known of each style: of a saved one what was saved, of others what is measured of them. */
async function knownOf<Known extends Partial<SoundMeasures>>(
  styles: readonly ReadStyle[],
  { recipe, scratch }: { readonly recipe: Recipe; readonly scratch: Scratch },
  measure: (signal: Signal) => Promise<Known>,
): Promise<(Known | SoundMeasures)[]> {
  const known: (Known | SoundMeasures)[] = [];
  for (const style of styles) {
    known.push(isSaved(style) ? style.measures : await measure(await styleSignal(style, recipe, scratch)));
  }
  return known;
}
