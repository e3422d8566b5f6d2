import type { PatchSettings } from './patchSynthesis.js';

/** Of the authors' code: on the distribution, on repetition, and on the shape, images in 0..1. */
const DISTRIBUTION = 0.1;
const REPETITION = 0.005;
const SHAPE = 10;
/** Weights of a stencil's five values together: 1 for the pixel itself, a half for each of four around it. */
const STENCIL_WEIGHT = 3;

/**
 * T-Effect (Yang, Liu, Lian & Guo, "Awesome Typography", CVPR 2017) as far as it can be had in this engine, to compare with:
 * its three terms at the weights of its code, the shape's fading out over the rounds of each level; distances at the pixel
 * itself only; patches in any of their turns; its levels (from 32 px for a picture of 256) and rounds.
 *
 * What departs from it: one scale of patches in place of a mixture, turns by quarters and mirrored in place of any angle, no
 * shift of colours, the shape seen at five places of a patch in place of 25; and alpha is carried along, which it has not.
 */
export const TEFFECT_2017: PatchSettings = {
  terms: {
    guide: DISTRIBUTION / STENCIL_WEIGHT,
    contour: SHAPE / STENCIL_WEIGHT,
    contourFades: true,
    repetition: REPETITION,
  },
  schedule: {
    ratio: 8 ** (1 / 9),
    coarsestRadiusPx: 1.25,
    rounds: [27, 24, 21, 18, 15, 12, 9, 6, 3],
    goodEnough: 0.05,
  },
  stencilReach: 0,
  turnsFreely: true,
  followsContour: false,
  isSmoothed: false,
};
