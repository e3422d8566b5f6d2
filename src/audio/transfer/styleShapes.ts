import type { ArrayValue } from '../../shared/engine/objective.js';
import { NstError } from '../../shared/errors.js';
import type { StyleTarget } from './objective.js';

/**
 * Refuses statistics of a style that do not match those of the content: a saved style may hold anything.
 *
 * @throws NstError NST_BAD_INPUT
 */
export function checkStyleShapes(style: StyleTarget, content: StyleTarget): void {
  for (const [layer, { shape }] of Object.entries(content)) {
    const found: ArrayValue | undefined = style[layer];
    if (found?.shape.join() === shape.join()) continue;
    const problem = `expected [${shape}] for the layer "${layer}", found [${found?.shape ?? ''}]`;
    throw new NstError('NST_BAD_INPUT', `style: ${problem}; save the style again with nst audio style`);
  }
}
