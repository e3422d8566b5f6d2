import { BASE, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/** Kolkin et al. 2022: every feature is turned towards its nearest neighbour in the style. */
export const NNST2022: Preset = {
  source: 'Kolkin, Kucera, Paris, Sykora, Shechtman & Shakhnarovich, arXiv 2203.13215, 2022',
  use: 'crisp strokes, taken from the style where they fit',
  limits: 'shapes that are larger than a feature’s sight do not come over',
  example: 'nst image photo.jpg --style painting.jpg --preset nnst2022',
  departures: [
    SHIPPED_NETWORK,
    'Layers are matched one by one, not joined into one vector; means and covariances of features, which cosines do not see, have a term of their own.',
    'The content is held by a loss, not by the start alone.',
  ],
  recipe: {
    ...BASE,
    terms: [{ kind: 'content', name: 'content' }, { kind: 'nearest', name: 'style' }, { kind: 'moments' }],
  },
};
