/** What norms are foretold from: what the stem sees of a style (Ghiasi et al., BMVC 2017). */
import { biasName, kernelName } from '../networks/filter.js';
import type { NamedShape } from './convShape.js';
import type { Named } from './family.js';
import type { NetOps } from './netOps.js';
import { drawStem, stemChannels } from './stem.js';

/** The layers that are looked at; the paper takes the means of a much deeper one of the same network. */
const LAYERS = ['conv5', 'mixed1'] as const;
/** Numbers that a style is described by, as in the paper. */
export const STYLE_VECTOR = 100;
const PREDICT = 'predict';

type Moment = 'mean' | 'deviation';
const MOMENTS = ['mean', 'deviation'] as const;
const momentName = (layer: string, moment: Moment) => `style ${layer} ${moment}`;
const partName = (layer: string, moment: Moment) => kernelName(`${PREDICT} ${layer} ${moment}`);

function eachMoment<R>(visit: (layer: (typeof LAYERS)[number], moment: Moment) => R): R[] {
  return LAYERS.flatMap((layer) => MOMENTS.map((moment) => visit(layer, moment)));
}

/** Shapes of what has to be known of a style. */
export const momentShapes = (): Record<string, readonly number[]> =>
  Object.fromEntries(
    eachMoment((layer, moment): NamedShape => [momentName(layer, moment), [1, stemChannels(layer)]]),
  );

/** Shapes of the weights that make a vector of it. */
export const predictorShapes = (): NamedShape[] => [
  ...eachMoment(
    (layer, moment): NamedShape => [partName(layer, moment), [stemChannels(layer), STYLE_VECTOR]],
  ),
  [biasName(PREDICT), [STYLE_VECTOR]],
];

/** Mean and deviation of each channel of each layer. @param style [1, h, w, 3], sides multiples of 8 */
export function lookForNorms<T>(ops: NetOps<T>, style: T): Named<T> {
  const maps = drawStem(ops, style, LAYERS);
  return Object.fromEntries(
    LAYERS.flatMap((layer): [string, T][] => {
      const rows = ops.rows(maps[layer]!);
      const mean = ops.columnMeans(rows);
      const centred = ops.sub(rows, mean);
      const deviation = ops.sqrt(ops.columnMeans(ops.mul(centred, centred)));
      return [
        [momentName(layer, 'mean'), mean],
        [momentName(layer, 'deviation'), deviation],
      ];
    }),
  );
}

/** The vector of a style, [1, `STYLE_VECTOR`]. @param inputs of `momentShapes` */
export function predictVector<T>(ops: NetOps<T>, inputs: Named<T>): T {
  const parts = eachMoment((layer, moment) =>
    ops.matMul(inputs[momentName(layer, moment)]!, ops.weight(partName(layer, moment))),
  );
  return parts.reduce((sum, part) => ops.add(sum, part), ops.weight(biasName(PREDICT)));
}
