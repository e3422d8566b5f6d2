import type { Engine } from '../../shared/engine/engine.js';
import { fitTo, type Size, wideEnough } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { SILENT } from '../../shared/reporter.js';
import { readStem } from '../../shared/stylise/readStem.js';
import { seesWithStem } from '../../shared/stylise/styliser.js';
import { SIZE_PX } from '../options.js';
import type { ChosenNet } from './chosenNet.js';
import type { ApplyOptions } from './options.js';
import { type Condition, Styliser } from './styliser.js';

/** Opens a net, with what it sees by where it needs that. */
export async function openStyliser(engine: Engine, net: ChosenNet): Promise<Styliser> {
  const stem = seesWithStem(net.model.card.family) ? await readStem() : new Map<string, never>();
  return Styliser.open(engine, net.model, stem);
}

type LookOptions = Pick<ApplyOptions, 'size' | 'styleScale' | 'reporter'>;

/** What the net has to know of the styles that are meant, all in one. */
export async function conditionOf(
  styliser: Styliser,
  net: ChosenNet,
  options: LookOptions,
): Promise<Condition> {
  if (net.kind === 'named') return styliser.mixture(net.shares);
  return styliser.blend(await styleConditions(styliser, net, options), net.shares);
}

/** What it has to know of each style by itself: of all that it knows by name, or of those that are meant. */
export async function styleConditions(
  styliser: Styliser,
  net: ChosenNet,
  { size = SIZE_PX.default, styleScale = 1, reporter = SILENT }: LookOptions,
): Promise<Condition[]> {
  if (net.kind === 'named')
    return net.shares.map((_, i) => styliser.mixture(net.shares.map((_share, k) => (k === i ? 1 : 0))));
  const conditions: Condition[] = [];
  for (const path of net.styles) {
    const fitted = (natural: Size) => wideEnough(fitTo(natural, Math.round(size * styleScale)));
    conditions.push(await styliser.look(await readPicture(path, fitted, 'lanczos3', reporter)));
  }
  return conditions;
}
