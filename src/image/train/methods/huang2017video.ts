import { BY_TERMS } from '../../../shared/stylise/lesson.js';
import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { RESIDUAL_DEPARTURES, RESIDUAL_FAMILY } from './residual.js';

/** How much frames count beside the losses of the style: set so that a mean square of 0.01 counts as 1; not tuned. */
const FRAMES = 100;

/** Films whose strokes stay on things. */
export const HUANG2017VIDEO: TrainingMethod = {
  source: 'Huang et al., CVPR 2017 (real-time neural style transfer for videos)',
  use: 'films: strokes go with what they are painted on, without looking at motion when it is used',
  limits: 'each step paints two frames, so fewer of them are made in the same time',
  example: 'nst train painting.jpg --method huang2017video --content photos/ -o film.safetensors',
  departures: [
    ...RESIDUAL_DEPARTURES,
    'Frames are pans and zooms of photographs with a little noise, so that motion is known and no films are needed.',
    'The second frame is held to the first one alone, and not to the style once more.',
  ],
  styles: 'several',
  plan: (styles): TrainingPlan => ({
    ...BASE_PLAN,
    family: { ...RESIDUAL_FAMILY, styles },
    lessons: [{ ...BY_TERMS, frames: FRAMES }],
  }),
};
