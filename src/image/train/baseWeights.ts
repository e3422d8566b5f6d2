import { NstError } from '../../shared/errors.js';
import { readModel } from '../../shared/stylise/modelFile.js';
import { isNormTable } from '../../shared/stylise/norms.js';
import { type StyliserFamily, styliserShapes } from '../../shared/stylise/styliser.js';
import type { WeightArray, Weights } from '../../shared/weights/tensors.js';

/**
 * What a training starts from that goes on from a trained net. Nets of other styles lend their filters; each new style begins with the
 * mean of their norms.
 *
 * @throws NstError NST_BAD_OPTION for a net of another kind or width; as `readModel`
 */
export async function baseWeights(path: string, family: StyliserFamily): Promise<Weights> {
  const { card, weights } = await readModel(path);
  const fitted = new Map<string, WeightArray>();
  for (const [name, shape] of styliserShapes(family)) {
    const known = weights.get(name);
    const array = known && (isNormTable(name) ? spread(known, shape) : known);
    if (array?.shape.join() !== shape.join()) {
      const problem = `expected a ${family.kind} net of width ${family.width}, found a ${card.family.kind} net of width ${card.family.width}`;
      throw new NstError('NST_BAD_OPTION', `from: ${path}: ${problem}; name another, or another --method`);
    }
    fitted.set(name, array);
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
