import { type ModelStyle, parseModel, type StyliserModel } from '../../shared/stylise/modelFile.js';
import { readShippedFile } from '../../shared/weights/shippedFile.js';

/** The nets that come along, by their names in `nst models list`: one has learnt styles, one takes any picture as a style. */
export type ShippedNetName = 'named-styles' | 'any-style';

/**
 * Reads a net of the package.
 *
 * @throws NstError NST_MODEL_BROKEN when the installation is damaged
 */
export async function readShippedNet(name: ShippedNetName): Promise<StyliserModel> {
  const { bytes, path } = await readShippedFile(name);
  return parseModel(bytes, path);
}

/** The styles that come along, by name. */
export async function shippedStyles(): Promise<readonly ModelStyle[]> {
  return (await readShippedNet('named-styles')).card.styles;
}
