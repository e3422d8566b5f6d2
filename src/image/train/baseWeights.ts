import { NstError } from '../../shared/errors.js';
import { isNormTable } from '../../shared/stylise/norms.js';
import type { StyliserFamily } from '../../shared/stylise/styliser.js';
import type { WeightArray, Weights } from '../../shared/weights/tensors.js';
import type { Base } from './bases.js';

/**
 * What a training starts from that goes on from a trained net. Nets of other styles lend their filters; each new style begins with the
 * mean of their norms. What the other net has nothing of, such as another middle, begins as ever.
 *
 * @param first what weights begin with that are not lent
 * @throws NstError NST_BAD_OPTION for a net of another kind or width
 */
export function baseWeights(
  { name: path, model: { card, weights } }: Base,
  family: StyliserFamily,
  first: Weights,
): Weights {
  const fitted = new Map<string, WeightArray>();
  for (const [name, start] of first) {
    const known = card.family.kind === family.kind ? weights.get(name) : undefined;
    const array = known && (isNormTable(name) ? spread(known, start.shape) : known);
    const fits = array?.shape.join() === start.shape.join();
    if (card.family.kind !== family.kind || (known && !fits)) {
      const problem = `expected a ${family.kind} net of width ${family.width}, found a ${card.family.kind} net of width ${card.family.width}`;
      throw new NstError('NST_BAD_OPTION', `from: ${path}: ${problem}; name another, or another --method`);
    }
    fitted.set(name, array ?? start);
  }
  return fitted;
}

/** The mean of all rows in each of the rows that are asked for. */
function spread(
  { shape: [rows = 1, columns = 1], data }: WeightArray,
  shape: readonly number[],
): WeightArray {
  const [asked = 1] = shape;
  if (asked === rows) return { shape: [rows, columns], data };
  const mean = Float32Array.from({ length: columns }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += data[row * columns + column]!;
    return sum / rows;
  });
  return {
    shape: [asked, columns],
    data: Float32Array.from({ length: asked * columns }, (_, i) => mean[i % columns]!),
  };
}
