import type { Grid } from '../../shared/fields/grid.js';
import type { Threads } from '../patch/threads.js';
import type { ShapedExample, SynthesisTask } from '../synthesis.js';
import { bend } from './bend.js';
import { isLegible, legibilityOf } from './legible.js';

/** Each try after one that cannot be read is so much weaker than it. */
const BACK_OFF = 0.65;
/** After so many tries the shape stays as it is. */
const TRIES = 4;

const asText = (amount: number) => amount.toFixed(2).replace(/0+$/, '').replace(/\.$/, '');

/**
 * Bends the outline of a shape to that of an example as far as it stays legible; says so if that is less than was asked for.
 *
 * @param task its target is the shape
 * @param amount 0: not at all; 1: as the example's outline is
 */
export async function deformShape(
  threads: Threads,
  example: ShapedExample,
  task: SynthesisTask,
  radiusPx: number,
  amount: number,
): Promise<Grid> {
  let tried = amount;
  for (let i = 0; i < TRIES; i++) {
    const bent = await bend(threads, example, task, radiusPx, tried);
    if (isLegible(legibilityOf(bent, task.target, radiusPx))) {
      if (tried < amount) {
        task.reporter.warn(`deform: ${asText(amount)} would be hard to read; ${asText(tried)} is used`);
      }
      return bent;
    }
    tried *= BACK_OFF;
  }
  task.reporter.warn(
    `deform: the style's outline would make the letters hard to read; they are left as they are`,
  );
  return task.target;
}
