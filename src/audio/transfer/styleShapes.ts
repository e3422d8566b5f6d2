import { NstError } from '../../shared/errors.js';
import type { Measures } from '../../shared/transfer/goals.js';
import { arrayInputs } from '../../shared/transfer/graph.js';

/**
 * Refuses statistics of a style that do not match those of the content: a saved style may hold anything.
 *
 * @throws NstError NST_BAD_INPUT
 */
export function checkStyleShapes(style: Measures, content: Measures): void {
  const known = arrayInputs(style);
  for (const [name, { shape }] of Object.entries(arrayInputs(content))) {
    const given = known[name]?.shape ?? [];
    if (given.join() === shape.join()) continue;
    const problem = `expected [${shape}] for the layer "${name}", found [${given}]`;
    throw new NstError('NST_BAD_INPUT', `style: ${problem}; save the style again with nst audio style`);
  }
}
