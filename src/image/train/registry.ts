import { PHOTOWCT2018, WCT2017 } from './methods/cascade.js';
import { ADAIN2017, TRANSPORT2019 } from './methods/exchange.js';
import { FASHION2017 } from './methods/fashion2017.js';
import { GHIASI2017 } from './methods/ghiasi2017.js';
import { HUANG2017VIDEO } from './methods/huang2017video.js';
import type { TrainingMethod } from './methods/method.js';
import { MGAN2016 } from './methods/mgan2016.js';
import { MSGNET2017 } from './methods/msgnet2017.js';
import { CIN2017, JOHNSON2016 } from './methods/residual.js';
import { SELECTION2017 } from './methods/selection2017.js';
import { STYLEBANK2017 } from './methods/stylebank2017.js';
import { STYLESWAP2016 } from './methods/styleswap2016.js';
import { ULYANOV2016 } from './methods/ulyanov2016.js';

/** Every way of training, by the name that `--method` calls it. */
export const TRAININGS = {
  johnson2016: JOHNSON2016,
  ulyanov2016: ULYANOV2016,
  mgan2016: MGAN2016,
  fashion2017: FASHION2017,
  huang2017video: HUANG2017VIDEO,
  cin2017: CIN2017,
  stylebank2017: STYLEBANK2017,
  selection2017: SELECTION2017,
  adain2017: ADAIN2017,
  wct2017: WCT2017,
  transport2019: TRANSPORT2019,
  photowct2018: PHOTOWCT2018,
  ghiasi2017: GHIASI2017,
  msgnet2017: MSGNET2017,
  styleswap2016: STYLESWAP2016,
} as const satisfies Readonly<Record<string, TrainingMethod>>;

/** A key of `TRAININGS`. */
export type TrainingName = keyof typeof TRAININGS;
/** Their names. */
export const TRAINING_METHODS = Object.keys(TRAININGS) as [TrainingName, ...TrainingName[]];
