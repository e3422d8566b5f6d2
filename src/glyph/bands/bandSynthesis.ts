import type { Device } from '../../shared/engine/device.js';
import { openEngine } from '../../shared/engine/openEngine.js';
import type { Grid } from '../../shared/fields/grid.js';
import { openNetwork } from '../../shared/networks/openNetwork.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { Rng } from '../../shared/rng.js';
import { radiusOf } from '../fields/strokeRadius.js';
import { rotateExample } from '../style/rotate.js';
import type { Synthesis, SynthesisTask } from '../synthesis.js';
import { BandTransfer } from './bandTransfer.js';
import { chooseStencil, STENCILS } from './chooseStencil.js';
import { BAND_RECIPE, type BandRecipe } from './recipe.js';
import { runStages } from './runStages.js';
import type { BandTask } from './stageInputs.js';

/** How the engine of bands is run. */
export interface BandOptions {
  readonly device?: Device;
  /** CPU threads for one operator; 0, the default: one for each core. */
  readonly threads?: number;
  /** A picture as large as the target to go on from, such as another engine's result; then only the last stage is run. */
  readonly start?: Premultiplied;
  readonly recipe?: BandRecipe;
}

function bandTask({ example, target, direction, seed }: SynthesisTask): BandTask {
  const upright = typeof direction === 'number' ? rotateExample(example, direction) : example;
  const isDirected = direction !== 'none';
  const { picture, shape } = upright;
  // Of a shape that is hardly there, so that nothing is divided by 0.
  const radiusPx = shape ? Math.max(1, radiusOf(shape)) : 1;
  const stencil = shape
    ? chooseStencil({ picture, shape }, radiusPx, isDirected, new Rng(seed))
    : STENCILS[0];
  return { example: upright, target, radiusPx, isDirected, stencil };
}

/** Colours become no brighter than their alpha allows; a texture is cut out by the shape. */
function finish({ width, height, rgba }: Premultiplied, cutOut: Grid | undefined): Premultiplied {
  const out = new Float32Array(rgba.length);
  for (let i = 0; i < out.length; i += RGBA) {
    const covered = cutOut ? cutOut.data[i / RGBA]! : 1;
    const alpha = Math.min(1, Math.max(0, rgba[i + RGBA - 1]!));
    for (let c = 0; c < RGBA - 1; c++) {
      out[i + c] = covered * Math.min(alpha, Math.max(0, rgba[i + c]!));
    }
    out[i + RGBA - 1] = covered * alpha;
  }
  return { width, height, rgba: out };
}

/**
 * Gives a shape an effect by minimisation: what a network sees of the result in each band around the shape is to be
 * distributed as it is in the same band of the example (Gatys et al. 2017's spatial guidance, with bands by distance and
 * side, and means and deviations in place of Gram matrices). Every pixel is held to the colours that the example has at the
 * places most like its own, which keeps letters legible and halos as wide as the example's.
 *
 * The task's strength is left to the caller. The same task gives the same result.
 *
 * @throws NstError NST_DEVICE if a device that was named is not there
 */
export function bandSynthesis(options: BandOptions = {}): Synthesis {
  const { device = 'auto', threads = 0, start, recipe = BAND_RECIPE } = options;
  return async (task) => {
    const { seed, reporter, signal, example, target } = task;
    const engine = await openEngine({ device, threads, reporter });
    try {
      const network = await openNetwork(recipe.network);
      const transfer = new BandTransfer(engine, network, recipe);
      const controls = { seed, reporter, signal, start };
      const result = await runStages(transfer, bandTask(task), controls);
      return finish(result, example.shape ? undefined : target);
    } finally {
      await engine.close();
    }
  };
}
