import { BASE, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/** Li, Xu, Nie & Liu 2017: edges of the content, by the Laplacian of averaged pixels. */
export const LAPSTYLE2017: Preset = {
  source: 'Li, Xu, Nie & Liu, ACM Multimedia 2017',
  use: 'fine shapes of the content, such as faces, stay under the strokes',
  limits: 'noise and texture of the photograph are edges, too',
  example: 'nst image photo.jpg --style painting.jpg --preset lapstyle2017',
  departures: [SHIPPED_NETWORK, 'The style is the Wasserstein statistic; add --statistic gram for theirs.'],
  recipe: {
    ...BASE,
    terms: [
      { kind: 'content', name: 'content' },
      { kind: 'wasserstein', name: 'style' },
      { kind: 'laplacian', pool: 4, weight: 0.3 },
    ],
  },
};
