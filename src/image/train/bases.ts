import { NstError } from '../../shared/errors.js';
import { readModel, type StyliserModel } from '../../shared/stylise/modelFile.js';
import type { StyliserFamily } from '../../shared/stylise/styliser.js';
import { readShippedNet, type ShippedNetName } from '../apply/shippedNet.js';
import { isBaseFile } from './baseWords.js';

/** The nets of the package by their kinds. */
const BY_KIND: Partial<Record<StyliserFamily['kind'], ShippedNetName>> = {
  residual: 'named-styles',
  exchange: 'any-style',
};

/** A net that another one begins with, and what messages call it. */
export interface Base {
  readonly name: string;
  readonly model: StyliserModel;
}

/**
 * Finds what a training begins with.
 *
 * @param from a file, or one of `BASE_WORDS`; left out: the net of the package that is of the same kind, if there is one
 * @returns undefined for noise
 * @throws NstError NST_BAD_OPTION where none of the package is of that kind; as `readModel`
 */
export async function findBase(
  from: string | undefined,
  { kind }: StyliserFamily,
): Promise<Base | undefined> {
  if (from === 'noise') return undefined;
  if (from !== undefined && isBaseFile(from)) return { name: from, model: await readModel(from) };
  const name = BY_KIND[kind];
  if (name !== undefined) return { name, model: await readShippedNet(name) };
  if (from === undefined) return undefined;
  const problem = `expected a kind of net that the package has one of, found ${kind}`;
  throw new NstError('NST_BAD_OPTION', `from: ${problem}; leave it out, or name a net of your own`);
}
