import { NstError } from '../../shared/errors.js';
import { shownList } from '../../shared/shownList.js';
import { type ModelStyle, readModel, type StyliserModel } from '../../shared/stylise/modelFile.js';
import { exchangesStatistics, lookOf } from '../../shared/stylise/styliser.js';
import { type ApplyOptions, askedStyles } from './options.js';
import { readShippedNet } from './shippedNet.js';

/** A net and the styles that are meant. */
export type ChosenNet = { readonly model: StyliserModel } & (
  | { readonly kind: 'named' /** Of each of the net's styles. */; readonly shares: readonly number[] }
  | {
      readonly kind: 'any' /** Files of pictures. */;
      readonly styles: readonly string[];
      readonly shares: readonly number[];
    }
);

/** Names are compared as people write them. */
const folded = (name: string) => name.normalize('NFC').toLowerCase();
const isCalled = (name: string) => (style: ModelStyle) => folded(style.name) === folded(name);

/**
 * Finds the net that options ask for: the one of a file, or that of the package.
 *
 * @throws NstError NST_BAD_OPTION for a name that the net does not know; as `readModel`
 */
export async function chooseNet(options: Omit<ApplyOptions, 'content'>): Promise<ChosenNet> {
  const { model: path, exchange } = options;
  const asked = askedStyles(options);
  const model = path === undefined ? await readShippedNet() : await readModel(path);
  const chosen = lookOf(model.card.family) ? anyOf(model, asked) : namedOf(model, asked);
  if (exchange === undefined) return chosen;
  return { ...chosen, model: withExchange(model, exchange) };
}

const evenShares = (count: number) => Array.from({ length: count }, () => 1);

type AskedStyles = ReturnType<typeof askedStyles>;

function anyOf(model: StyliserModel, { names: styles, shares }: AskedStyles): ChosenNet {
  if (styles.length === 0) {
    const problem = 'expected a picture for a net that takes any style, found none; add --style FILE';
    throw new NstError('NST_BAD_OPTION', `style: ${problem}`);
  }
  return { kind: 'any', model, styles, shares: shares ?? evenShares(styles.length) };
}

function namedOf(model: StyliserModel, { names, shares: given }: AskedStyles): ChosenNet {
  const { styles } = model.card;
  const meant = names.length === 0 && styles[0] ? [styles[0].name] : names;
  const shares: number[] = styles.map(() => 0);
  meant.forEach((name, i) => {
    const index = styles.findIndex(isCalled(name));
    if (index < 0) {
      const expected = `a style of the net (${shownList(styles.map((known) => known.name))})`;
      const advice =
        'for a picture as a style, train a net ("nst train") or work on it by itself ("nst image")';
      throw new NstError('NST_BAD_OPTION', `style: expected ${expected}, found "${name}"; ${advice}`);
    }
    shares[index] = shares[index]! + (given?.[i] ?? 1);
  });
  return { kind: 'named', model, shares };
}

function withExchange(model: StyliserModel, exchange: NonNullable<ApplyOptions['exchange']>): StyliserModel {
  const { card, weights } = model;
  if (exchangesStatistics(card.family))
    return { weights, card: { ...card, family: { ...card.family, exchange } } };
  throw new NstError(
    'NST_BAD_OPTION',
    `exchange: expected a net that exchanges statistics, found a ${card.family.kind} net; leave it out`,
  );
}
