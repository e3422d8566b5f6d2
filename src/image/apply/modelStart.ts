import { sha256Hex } from '../../shared/digest.js';
import type { Engine } from '../../shared/engine/engine.js';
import { NstError } from '../../shared/errors.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { readPictureBytes } from '../../shared/pictures/source.js';
import { shownList } from '../../shared/shownList.js';
import { readModel, type StyliserModel } from '../../shared/stylise/modelFile.js';
import { readStem } from '../../shared/stylise/readStem.js';
import { lookOf, seesWithStem } from '../../shared/stylise/styliser.js';
import type { TransferInputs } from '../inputs.js';
import { SHIPPED_START } from '../options.js';
import { readShippedNet } from './shippedNet.js';
import { Styliser } from './styliser.js';

/** A net that a transfer starts with, and the files of the styles that are meant. */
export interface StartingNet {
  /** File of a net that `nst train` wrote, or `SHIPPED_START`. */
  readonly model: string;
  readonly styles: readonly string[];
  /** Share of each; all alike, if left out. */
  readonly shares?: readonly number[] | undefined;
}

/**
 * What a net makes of the content of a transfer, to be refined: the net takes any style, or has learnt those that are meant.
 *
 * @throws NstError NST_BAD_OPTION for a net of other styles; as `readModel`
 */
export async function modelStart(
  engine: Engine,
  { content, styles }: Pick<TransferInputs, 'content' | 'styles'>,
  net: StartingNet,
): Promise<Picture> {
  const isShipped = net.model === SHIPPED_START;
  const model = isShipped ? await readShippedNet('any-style') : await readModel(net.model);
  const { family } = model.card;
  const isForAny = lookOf(family) !== undefined;
  const shares = net.shares ?? net.styles.map(() => 1);
  const styliser = await Styliser.open(engine, model, seesWithStem(family) ? await readStem() : new Map());
  try {
    const condition = isForAny
      ? await styliser.lookAtAll(
          styles.map(({ picture }) => picture),
          shares,
        )
      : styliser.mixture(await sharesOfLearnt(model, net, shares));
    return await styliser.apply(content, condition, 1);
  } finally {
    await styliser.close();
  }
}

/** The net's styles are known by their files: a picture of the same name may be another. */
async function sharesOfLearnt(
  { card }: StyliserModel,
  { model, styles }: StartingNet,
  shares: readonly number[],
): Promise<number[]> {
  const all = card.styles.map(() => 0);
  for (const [i, path] of styles.entries()) {
    const sha256 = sha256Hex(await readPictureBytes(path));
    const index = card.styles.findIndex((style) => style.sha256 === sha256);
    if (index < 0) {
      const known = shownList(card.styles.map(({ name }) => name));
      const problem = `expected a net that has learnt ${path}, found one of other files (${known})`;
      throw new NstError('NST_BAD_OPTION', `start: ${model}: ${problem}; "nst train" makes one`);
    }
    all[index] = all[index]! + shares[i]!;
  }
  return all;
}
