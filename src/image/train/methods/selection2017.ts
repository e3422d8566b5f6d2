import type { TrainingPlan } from '../trainingPlan.js';
import { BASE_PLAN } from './basePlan.js';
import type { TrainingMethod } from './method.js';
import { RESIDUAL_DEPARTURES, RESIDUAL_FAMILY } from './residual.js';

/** The paper brings in a style after 800 to 1000 steps, of many thousand. */
const NEW_STYLE_EVERY = 150;

/** Noise in the map of the style that is selected. */
export const SELECTION2017: TrainingMethod = {
  source: 'Li et al., CVPR 2017 (diversified texture synthesis with feed-forward networks)',
  use: 'several styles in one net, selected by noise in a map of their own: another --seed paints another picture',
  limits: 'styles come in one after the other, so the last ones have had the least time',
  example: 'nst train a.jpg b.jpg --method selection2017 --content photos/ -o several.safetensors',
  departures: [
    ...RESIDUAL_DEPARTURES,
    'The net is that of johnson2016, and maps are joined in its middle; nothing asks for diversity, as in the paper’s transfer.',
  ],
  styles: 'several',
  plan: (styles): TrainingPlan => ({
    ...BASE_PLAN,
    family: { ...RESIDUAL_FAMILY, styles, bottleneck: 'selection' },
    newStyleEvery: NEW_STYLE_EVERY,
  }),
};
