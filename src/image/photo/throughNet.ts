import type { Engine } from '../../shared/engine/engine.js';
import { NstError } from '../../shared/errors.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { readModel } from '../../shared/stylise/modelFile.js';
import { readStem } from '../../shared/stylise/readStem.js';
import { exchangesStatistics } from '../../shared/stylise/styliser.js';
import { readShippedNet } from '../apply/shippedNet.js';
import { Styliser } from '../apply/styliser.js';

/** The styles that a photograph is given by a net. */
export interface NetTask {
  /** File of a net that exchanges statistics, of `nst train --method photowct2018` and its kin; left out: the one that comes along. */
  readonly model: string | undefined;
  readonly content: Picture;
  readonly styles: readonly Picture[];
  /** Of each style; left out: alike. */
  readonly styleBlend: readonly number[] | undefined;
}

/**
 * The first step of Li et al. (ECCV 2018): features of the photograph are given mean and covariance of the styles' in closed form, and
 * a decoder paints them.
 *
 * @returns of the size of the content
 * @throws NstError NST_BAD_OPTION for a net of another kind; as `readModel`
 */
export async function throughNet(
  engine: Engine,
  { model: path, content, styles, styleBlend }: NetTask,
): Promise<Picture> {
  const { card, weights } = path === undefined ? await readShippedNet('any-style') : await readModel(path);
  if (!exchangesStatistics(card.family)) {
    const expected =
      'expected a net that exchanges statistics (--method photowct2018, wct2017 or transport2019)';
    throw new NstError('NST_BAD_OPTION', `model: ${path}: ${expected}, found ${card.method}; train one`);
  }
  const family = { ...card.family, exchange: 'transport' } as const;
  const net = await Styliser.open(engine, { card: { ...card, family }, weights }, await readStem());
  try {
    const condition = await net.lookAtAll(styles, styleBlend ?? styles.map(() => 1));
    return await net.apply(content, condition, 1);
  } finally {
    await net.close();
  }
}
