import { sha256Hex } from '../../shared/digest.js';
import { NstError } from '../../shared/errors.js';
import { MAX_WHOLE_BYTES, readInputFile } from '../../shared/inputFile.js';
import { type ModelStyle, parseModel, type StyliserModel } from '../../shared/stylise/modelFile.js';
import { findEntry } from '../../shared/weights/manifest.js';
import { modelPath, openModelStore } from '../../shared/weights/store.js';

/** The nets that come along, by their names in `nst models list`: one has learnt styles, one takes any picture as a style. */
export type ShippedNetName = 'named-styles' | 'any-style';

/**
 * Reads a net of the package.
 *
 * @throws NstError NST_MODEL_BROKEN when the installation is damaged
 */
export async function readShippedNet(name: ShippedNetName): Promise<StyliserModel> {
  const store = await openModelStore();
  const path = await modelPath(store, name);
  const bytes = await readInputFile(path, { expected: 'a file of weights', maxBytes: MAX_WHOLE_BYTES });
  const expected = findEntry(store.manifest, name).shipped?.sha256;
  if (sha256Hex(bytes) !== expected)
    throw new NstError(
      'NST_MODEL_BROKEN',
      `${path}: expected SHA-256 ${expected}, found another; install nst again`,
    );
  return parseModel(bytes, path);
}

/** The styles that come along, by name. */
export async function shippedStyles(): Promise<readonly ModelStyle[]> {
  return (await readShippedNet('named-styles')).card.styles;
}
