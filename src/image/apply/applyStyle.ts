import { availableParallelism } from 'node:os';
import type { Engine } from '../../shared/engine/engine.js';
import { openEngine } from '../../shared/engine/openEngine.js';
import { inOrder } from '../../shared/inOrder.js';
import { picturesOf } from '../../shared/pictures/folder.js';
import { readObjectMask } from '../../shared/pictures/mask.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { fitTo, type Picture, type Size, wideEnough } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { SILENT } from '../../shared/reporter.js';
import type { ModelCard } from '../../shared/stylise/modelFile.js';
import { readStem } from '../../shared/stylise/readStem.js';
import { seesWithStem } from '../../shared/stylise/styliser.js';
import { swapLuma } from '../colour/luma.js';
import { matchColours } from '../colour/match.js';
import { colourStatistics } from '../colour/statistics.js';
import { SIZE_PX } from '../options.js';
import { type ChosenNet, chooseNet } from './chosenNet.js';
import { type ApplyOptions, checkApplyOptions } from './options.js';
import { type Condition, Styliser } from './styliser.js';

/** A picture that was given a style. */
export interface AppliedStyle {
  /** The file that it came from. */
  readonly content: string;
  readonly picture: Picture;
  /** From reading the file to this. */
  readonly seconds: number;
  readonly device: string;
  /** What the net is. */
  readonly net: ModelCard;
}

/**
 * Gives pictures a style by a trained net, one forward pass each: some at the same time, in the order of their names. What there is to
 * know of the styles is found once.
 *
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT, NST_DEVICE or NST_MODEL_BROKEN, each with one line that names the option or file
 */
export async function* applyStyle(options: ApplyOptions): AsyncGenerator<AppliedStyle, void, undefined> {
  checkApplyOptions(options);
  const { reporter = SILENT, device = 'auto', threads = 0, signal } = options;
  const contents = await picturesOf([options.content].flat());
  const net = await chooseNet(options);
  const stem = seesWithStem(net.model.card.family) ? await readStem() : new Map<string, never>();
  const lanes = Math.min(contents.length, threads || availableParallelism());
  const engine = await openEngine({ device, threads, lanes, reporter });
  try {
    const styliser = await Styliser.open(engine, net.model, stem);
    const condition = await conditionOf(styliser, net, options);
    const work = (content: string) => applyTo(engine, styliser, condition, content, options);
    yield* inOrder(contents, engine.lanes, work, () => signal?.aborted ?? false);
  } finally {
    await engine.close();
  }
}

async function conditionOf(
  styliser: Styliser,
  net: ChosenNet,
  { size = SIZE_PX.default, styleScale = 1, reporter = SILENT }: ApplyOptions,
): Promise<Condition> {
  if (net.kind === 'named') return styliser.mixture(net.shares);
  const styles: Picture[] = [];
  for (const path of net.styles) {
    const fitted = (natural: Size) => wideEnough(fitTo(natural, Math.round(size * styleScale)));
    styles.push(await readPicture(path, fitted, 'lanczos3', reporter));
  }
  return styliser.look(styles, net.shares);
}

async function applyTo(
  engine: Engine,
  styliser: Styliser,
  condition: Condition,
  content: string,
  options: ApplyOptions,
): Promise<AppliedStyle> {
  const begin = performance.now();
  const { size = SIZE_PX.default, strength = 1, reporter = SILENT } = options;
  const picture = await readPicture(content, (natural) => fitTo(natural, size), 'lanczos3', reporter);
  const stylised = await styliser.apply(picture, condition, strength, options.seed);
  const coloured = withColours(stylised, picture, options);
  return {
    content,
    picture: await outsideOfMask(coloured, picture, options),
    seconds: (performance.now() - begin) / 1000,
    device: engine.device,
    net: styliser.model.card,
  };
}

function withColours(stylised: Picture, content: Picture, { keepColors = 'none' }: ApplyOptions): Picture {
  if (keepColors === 'luma') return swapLuma(stylised, content);
  return keepColors === 'match' ? matchColours(stylised, colourStatistics(content)) : stylised;
}

/** What the mask leaves out stays as it was. */
async function outsideOfMask(
  stylised: Picture,
  content: Picture,
  { mask, invertMask = false }: ApplyOptions,
): Promise<Picture> {
  if (mask === undefined) return stylised;
  const { width, height } = content;
  const inside = await readObjectMask(mask, { name: 'the content', width, height }, invertMask);
  return mixPictures(content, stylised, inside);
}
