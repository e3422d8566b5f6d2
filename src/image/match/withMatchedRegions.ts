import type { Engine } from '../../shared/engine/engine.js';
import type { Network } from '../../shared/networks/network.js';
import { PICTURE_NETWORKS } from '../../shared/networks/pictureNetworks.js';
import type { TransferInputs } from '../inputs.js';
import type { Recipe } from '../recipe.js';
import { combineWeights } from '../stageInputs.js';
import { matchRegions, type RegionSource } from './matchRegions.js';

/** The pictures of a run, and what they are called. */
function sourcesOf({ content, styles, object, names = [] }: TransferInputs): [RegionSource, ...RegionSource[]] {
  const [name = 'the content', ...styleNames] = names;
  return [
    { name, picture: content, counts: combineWeights(object, content.alpha) },
    ...styles.map(({ picture }, i) => ({
      name: styleNames[i] ?? `style ${i + 1}`,
      picture,
      counts: picture.alpha,
    })),
  ];
}

/**
 * The inputs of a run with regions that are found and not painted; they are used as painted ones are.
 *
 * @throws NstError NST_BAD_INPUT for a picture in which there are fewer than two
 */
export async function withMatchedRegions(
  engine: Engine,
  network: Network,
  recipe: Recipe,
  inputs: TransferInputs,
): Promise<TransferInputs> {
  const { alignment } = PICTURE_NETWORKS[recipe.network.name];
  const settings = { most: recipe.matchedRegions, seed: recipe.seed };
  const { content, styles } = await matchRegions(engine, network, alignment, sourcesOf(inputs), settings);
  return {
    ...inputs,
    contentMasks: content,
    styles: inputs.styles.map(({ picture }, i) => ({ picture, regions: styles[i]! })),
    isByLabel: true,
  };
}
