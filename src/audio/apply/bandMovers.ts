import type { Engine } from '../../shared/engine/engine.js';
import type { Gaussian } from '../../shared/linalg/gaussian.js';
import { applyMap } from '../../shared/linalg/transport.js';
import { BAND_GAINS, bandGraph } from '../../shared/stylise/bandGraph.js';
import type { SoundModel } from '../../shared/stylise/modelFile.js';
import { bandInputs, styleGaussian } from './bandLevels.js';
import type { BandMover } from './gainPieces.js';

/**
 * The move in closed form: levels of bands go the shortest way to the distribution of the style's (`envelopeMap`), as features of pictures
 * do by optimal transport.
 */
export const transportMover = (style: Gaussian): BandMover => ({
  style,
  lanes: 1,
  gains: (levels, map) => Promise.resolve(applyMap(map, levels).map((level, i) => (level - levels[i]!) / 2)),
});

/**
 * A net that corrects that move by what lies before and after.
 *
 * @throws NstError NST_DEVICE on the device `tfjs`, which runs no graphs
 */
export async function netMover(
  { card: { family }, weights }: SoundModel,
  engine: Engine,
): Promise<BandMover> {
  const program = await engine.loadModel(bandGraph(family, weights));
  return {
    style: styleGaussian(weights),
    lanes: engine.lanes,
    gains: async (levels, map) => {
      const { [BAND_GAINS]: gains } = await program.run(bandInputs(levels, map));
      return gains!.data;
    },
  };
}
