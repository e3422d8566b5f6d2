import { access } from 'node:fs/promises';
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
 * Finds the net that options ask for: the one of a file, or one of the package: that of styles by name, or, for pictures as styles, that
 * for any.
 *
 * @throws NstError NST_BAD_OPTION for a name that the net does not know; as `readModel`
 */
export async function chooseNet(options: Omit<ApplyOptions, 'content'>): Promise<ChosenNet> {
  const { model: path, exchange } = options;
  const asked = askedStyles(options);
  const chosen = path === undefined ? await shippedFor(asked) : chosenOf(await readModel(path), asked);
  if (exchange === undefined) return chosen;
  return { ...chosen, model: withExchange(chosen.model, exchange) };
}

const evenShares = (count: number) => Array.from({ length: count }, () => 1);

type AskedStyles = ReturnType<typeof askedStyles>;

const chosenOf = (model: StyliserModel, asked: AskedStyles): ChosenNet =>
  lookOf(model.card.family) ? anyOf(model, asked) : namedOf(model, asked);

/** A name that is known is meant, even where a file is called so. */
async function shippedFor(asked: AskedStyles): Promise<ChosenNet> {
  const named = await readShippedNet('named-styles');
  const others = asked.names.filter((name) => !named.card.styles.some(isCalled(name)));
  if (others.length === 0) return namedOf(named, asked);
  await checkPictures(others, named.card.styles);
  if (others.length < asked.names.length) {
    const problem = `expected names or pictures, found both ("${others[0]}" is a picture)`;
    throw new NstError('NST_BAD_OPTION', `style: ${problem}; they are of two nets: make two results`);
  }
  return anyOf(await readShippedNet('any-style'), asked);
}

/** @throws NstError NST_BAD_OPTION for what is no file: a name that was mistyped, most often */
async function checkPictures(paths: readonly string[], known: readonly ModelStyle[]): Promise<void> {
  for (const path of paths) {
    const isFile = await access(path).then(
      () => true,
      () => false,
    );
    if (isFile) continue;
    const expected = `a picture, or a style by name (${shownList(known.map(({ name }) => name))})`;
    throw new NstError(
      'NST_BAD_OPTION',
      `style: expected ${expected}, found "${path}"; there is no such file`,
    );
  }
}

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
