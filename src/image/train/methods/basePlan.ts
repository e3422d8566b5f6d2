import { BY_TERMS } from '../../../shared/stylise/lesson.js';
import { METHOD_STRENGTH } from '../../methods/base.js';
import type { TrainingPlan } from '../trainingPlan.js';

/** What ways of training have in common: the losses of `nst image`, and as many pictures a step as most machines have cores. */
export const BASE_PLAN: Omit<TrainingPlan, 'family'> = {
  terms: [
    { kind: 'content', name: 'content' },
    { kind: 'wasserstein', name: 'style' },
  ],
  strength: METHOD_STRENGTH,
  firstStride: 1,
  rate: { peak: 2e-3, warmUpSteps: 30, fallFromStep: 400 },
  // Large squares show large strokes, and cost four times as much.
  phases: [
    { cropPx: 128, share: 0.8 },
    { cropPx: 256, share: 0.2 },
  ],
  lessons: [BY_TERMS],
  batch: 2,
  identityEvery: 0,
  viewsPerStyle: 0,
  newStyleEvery: 0,
};
