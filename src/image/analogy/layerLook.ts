import type { Engine } from '../../shared/engine/engine.js';
import type { Network } from '../../shared/networks/network.js';
import type { StepReport } from '../../shared/optim/minimize.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { NO_LAYERS, openTerms } from '../../shared/terms/openTerm.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import { pictureView } from '../pictureView.js';
import { arrayOfMap, type FeatureMap, mapOfArray } from './featureMap.js';

/** The one term: features of a layer are those of the goal. */
const TERM = 'features';

/** How pictures are made of features. */
export interface RebuildTask {
  readonly goal: FeatureMap;
  readonly start: Picture;
  /** Evaluations. */
  readonly iterations: number;
  readonly onStep: (report: StepReport) => void;
  readonly signal: AbortSignal | undefined;
}

/** One layer of a network: what it sees in pictures, and pictures in which it sees what it should. */
export class LayerLook {
  readonly #transfer: Transfer;

  constructor(
    engine: Engine,
    readonly network: Network,
    layer: string,
  ) {
    const terms = openTerms([{ kind: 'content', name: TERM, layers: { [layer]: 1 } }], NO_LAYERS);
    this.#transfer = new Transfer(engine, terms);
    this.layer = layer;
  }

  readonly layer: string;

  async see(picture: Picture): Promise<FeatureMap> {
    const view = pictureView(this.network, picture);
    const measures = await this.#transfer.measure(view, picture.pixels, { sides: ['content'] });
    return mapOfArray(measures[TERM]![this.layer]!);
  }

  /**
   * A picture with given features, by L-BFGS (Mahendran & Vedaldi 2015; Liao et al.'s “deconvolution”).
   *
   * @returns the picture, and whether it was stopped
   */
  async rebuild({ goal, start, iterations, onStep, signal }: RebuildTask) {
    const goals = await this.#transfer.prepare({ [TERM]: { [this.layer]: arrayOfMap(goal) } });
    const result = await this.#transfer.minimise(
      {
        view: pictureView(this.network, start),
        start: start.pixels,
        goals,
        gaps: {},
        places: {},
        shares: Float32Array.from([1]),
        balance: { kind: 'weights', style: 1, content: 1 },
        optimizer: { kind: 'lbfgs' },
        settings: { iterations, range: [0, 1] },
      },
      { onStep, signal },
    );
    const picture: Picture = { width: start.width, height: start.height, pixels: result.x };
    return { ...result, picture };
  }

  async close(): Promise<void> {
    await this.#transfer.release();
  }
}
