import { BASE, SHIPPED_NETWORK } from './base.js';
import type { Preset } from './method.js';

/** Heitz et al. 2021: the whole distribution of features, along random directions. */
export const HEITZ2021: Preset = {
  source: 'Heitz, Vanhoey, Chambon & Belcour, CVPR 2021',
  use: 'textures whose features are anything but normally distributed',
  limits: 'it stays close to the content for the same time',
  example: 'nst image photo.jpg --style painting.jpg --preset heitz2021',
  departures: [SHIPPED_NETWORK, 'Directions stay, where they are drawn anew in each step.'],
  recipe: {
    ...BASE,
    terms: [
      { kind: 'content', name: 'content' },
      { kind: 'sliced', name: 'style' },
    ],
  },
};
