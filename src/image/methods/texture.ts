/** Methods of `nst texture`. */

import type { Method } from '../../shared/methods/method.js';
import { SHIPPED_NETWORK } from './base.js';

/** The half of Gatys' method that is about style alone. */
export const TEXTURE: Method = {
  source: 'Gatys, Ecker & Bethge, NIPS 2015',
  use: 'more of a texture, newly made, also as a tile without a seam',
  limits: 'things are not kept whole: a texture of coins is one of shards',
  example: 'nst texture brick.jpg --size 1024 --tile',
  departures: [
    SHIPPED_NETWORK,
    'The statistic is the Wasserstein one, --statistic gram takes theirs; it is made from coarse to fine.',
  ],
};

/** Textures before networks. */
export const PATCH_TEXTURE: Method = {
  source:
    'Efros & Leung, ICCV 1999; Wei & Levoy, SIGGRAPH 2000; Kwatra, Essa, Bobick & Kwatra, SIGGRAPH 2005',
  use: 'more of a texture out of parts of its picture: crisp, quick, without a network',
  limits: 'parts are repeated where the example is small',
  example: 'nst texture brick.jpg --size 1024 --tile --by patches',
  departures: [
    'All pixels are made at once, from coarse to fine, by voting patches that PatchMatch finds (Barnes et al. 2009), where the first two set one after the other.',
  ],
};
