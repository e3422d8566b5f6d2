import type { ContentNormalisation } from '../shared/losses/content.js';
import type { StyleNormalisation, StyleStatisticName } from '../shared/losses/style.js';
import type { InceptionOptions } from '../shared/networks/inception.js';
import type { VggOptions } from '../shared/networks/vgg.js';
import type { VggName } from '../shared/networks/vggTable.js';
import type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';
import type { StagePlan } from '../shared/optim/stages.js';

/** Weights by layer name. */
export type LayerWeights = Readonly<Record<string, number>>;

/** A network and how it is run; the weights of VGG are found when the work begins. */
export type NetworkChoice =
  | ({ readonly name: 'inception' } & InceptionOptions)
  | ({ readonly name: VggName } & Omit<VggOptions, 'normalisation'>);

/** How style and content are weighed against each other. */
export type Balance =
  /** 0 is the content, 1 the style alone; means the same for any pair of pictures (see balance.ts). */
  | { readonly kind: 'strength'; readonly strength: number }
  /** Factors on the losses as they are normalised. */
  | { readonly kind: 'weights'; readonly style: number; readonly content: number };

/** What a start is made of: the content, noise, noise in the colours of the style. */
export type StartKind = 'content' | 'noise' | 'style';

/**
 * Everything that settles what is computed, as plain data: reductions (normalisations) are part of it, because weights
 * mean nothing without them.
 */
export interface Recipe {
  readonly network: NetworkChoice;
  readonly style: {
    readonly statistic: StyleStatisticName;
    readonly normalisation: StyleNormalisation;
    readonly layers: LayerWeights;
  };
  readonly content: {
    readonly normalisation: ContentNormalisation;
    readonly layers: LayerWeights;
  };
  readonly balance: Balance;
  /** Factor on the total variation. */
  readonly tvWeight: number;
  readonly optimizer: OptimizerSpec;
  readonly stages: StagePlan;
  readonly start: StartKind;
  readonly variable: 'pixels' | 'spectrum';
  /** What is mirrored around the picture while it is optimised, and cut off in the end: see margin.ts. */
  readonly marginPx: number;
  /** Whether pixels are held in 0..1 while they are optimised, or only when they are written. */
  readonly clip: boolean;
}
