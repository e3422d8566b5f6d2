import { BASE, EVEN_RATIO } from './base.js';
import type { Preset } from './method.js';

/** Liao et al. 2017: pixels of the style where deep features say that they belong. */
export const ANALOGY2017: Preset = {
  source: 'Liao, Yao, Yuan, Hua & Kang, SIGGRAPH 2017 (“Deep Image Analogy”)',
  use: 'two pictures of the same kind of thing: what is alike in them gets the style’s own pixels',
  limits: 'pictures of different things come out as a patchwork',
  example: 'nst image photo.jpg --style painting.jpg --preset analogy2017',
  departures: [
    'Seen with the network that comes along; --network vgg19 takes the paper’s, once it is fetched. The two coarsest levels look at pictures of half the size.',
    'Features are compared less their mean over each picture: what all of a picture has in common hides what its parts are.',
    'What lies between two levels is rebuilt as a picture, from the pixels that are known by then, and not as features of the finer layer.',
    'Each pixel is that of its own patch, where they take the mean of those that overlap, which is soft.',
    'Patches are 3 x 3 everywhere, and finer levels are searched in fewer passes: with theirs three times the time gave less of all that is measured.',
    'For two photographs --detail 1 gives the result the content’s detail, by a guided filter; they smooth by weighted least squares.',
  ],
  recipe: {
    ...BASE,
    terms: [],
    balance: { kind: 'strength', strength: 0.5, evenRatio: EVEN_RATIO },
    analogy: { iterations: 60, detail: 0 },
    marginPx: 0,
  },
};
