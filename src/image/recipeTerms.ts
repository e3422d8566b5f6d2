import { PICTURE_NETWORKS } from '../shared/networks/pictureNetworks.js';
import { type OpenTerm, openTerms } from '../shared/terms/openTerm.js';
import type { Recipe } from './recipe.js';

/** The losses of a recipe, each with the layers that it looks at: those of its network where it names none. */
export function recipeTerms({ terms, network }: Recipe): OpenTerm[] {
  return openTerms(terms, PICTURE_NETWORKS[network.name].defaultLayers);
}
