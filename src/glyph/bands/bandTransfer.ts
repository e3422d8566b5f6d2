import type { Engine } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import type { Network } from '../../shared/networks/network.js';
import type { MinimizeResult, StepReport } from '../../shared/optim/minimize.js';
import type { Size } from '../../shared/pictures/picture.js';
import { NO_LAYERS, openTerms } from '../../shared/terms/openTerm.js';
import { PLAUSIBLE } from '../../shared/terms/plausible.js';
import { TERMS } from '../../shared/terms/registry.js';
import type { Balance } from '../../shared/transfer/balance.js';
import { joinGoals } from '../../shared/transfer/goals.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import { bandView } from './bandView.js';
import type { Plausible } from './plausible.js';
import type { BandRecipe } from './recipe.js';
import type { BandPair, StageInputs } from './stageInputs.js';

/** Factor on all losses: L-BFGS measures its first step in gradients, so none may be tiny. */
const LOSS_SCALE = 100;
/** There is no content: style against what is plausible. */
const BALANCE: Balance = { kind: 'weights', style: LOSS_SCALE, content: 0 };
/** Terms of bands name their layers. */
/** How a stage is watched and stopped. */
export interface StageHooks {
  readonly onStep: (report: StepReport) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Weights of pixels by band, as a graph is given them. */
function placesOf(bands: readonly Float32Array[], { width, height }: Size): ArrayValue {
  const data = new Float32Array(bands.length * width * height);
  bands.forEach((weights, i) => {
    data.set(weights, i * width * height);
  });
  return { shape: [bands.length, height, width], data };
}

/** The engine of bands: one region of style for each band of the picture. */
export class BandTransfer {
  readonly #transfer: Transfer;

  constructor(
    engine: Engine,
    readonly network: Network,
    readonly recipe: BandRecipe,
  ) {
    const isPrior = (kind: keyof typeof TERMS) => TERMS[kind].side === 'prior';
    const specs = recipe.terms.map((spec) =>
      isPrior(spec.kind) ? { ...spec, weight: LOSS_SCALE * (spec.weight ?? 1) } : spec,
    );
    this.#transfer = new Transfer(engine, openTerms(specs, NO_LAYERS));
  }

  /** Minimises the losses of one stage. @param start [height, width, 4] */
  async runStage(
    { example, target, bands, plausible }: StageInputs,
    start: Float32Array,
    iterations: number,
    { onStep, signal }: StageHooks,
  ): Promise<MinimizeResult> {
    const transfer = this.#transfer;
    const placesBy = (side: keyof BandPair, size: Size) =>
      placesOf(
        bands.map((band) => band[side]),
        size,
      );
    const measures = await transfer.measure(bandView(this.network, example), example.rgba, {
      sides: ['style'],
      places: { style: placesBy('example', example) },
    });
    const goals = joinGoals(await transfer.prepare(measures), this.#plausibleGoal(plausible, target));
    await transfer.releaseForward();
    const result = await transfer.minimise(
      {
        view: bandView(this.network, target),
        start,
        goals,
        gaps: {},
        balance: BALANCE,
        shares: new Float32Array(bands.length).fill(1 / bands.length),
        places: { style: placesBy('target', target) },
        optimizer: { kind: 'lbfgs' },
        settings: { iterations, range: [0, 1] },
      },
      { onStep, signal },
    );
    // The next stage is larger, and memory is dear.
    await transfer.releaseViews();
    return result;
  }

  /** The goals of the terms that hold colours to what is plausible. */
  #plausibleGoal({ mean, whitening }: Plausible, { width, height }: Size) {
    const goal = {
      mean: { shape: [1, height, width, 4], data: mean },
      whitening: { shape: [height * width, 4, 4], data: whitening },
    };
    const [layer] = PLAUSIBLE.layers({ deviations: 0 });
    const terms = this.#transfer.terms.filter(({ layers }) => layers.some((name) => name === layer));
    return { arrays: Object.fromEntries(terms.map(({ id }) => [id, goal])), ranges: {} };
  }
}
