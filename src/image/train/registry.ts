import { ADAIN2017, TRANSPORT2019, WCT2017 } from './methods/exchange.js';
import type { TrainingMethod } from './methods/method.js';
import { CIN2017, JOHNSON2016 } from './methods/residual.js';

/** Every way of training, by the name that `--method` calls it. */
export const TRAININGS = {
  johnson2016: JOHNSON2016,
  cin2017: CIN2017,
  adain2017: ADAIN2017,
  wct2017: WCT2017,
  transport2019: TRANSPORT2019,
} as const satisfies Readonly<Record<string, TrainingMethod>>;

/** A key of `TRAININGS`. */
export type TrainingName = keyof typeof TRAININGS;
/** Their names. */
export const TRAINING_METHODS = Object.keys(TRAININGS) as [TrainingName, ...TrainingName[]];
