import { NstError } from '../errors.js';
import type { Feeds } from './protocol.js';

/**
 * The value of an input.
 *
 * @throws NstError NST_INTERNAL if there is none, or one of another size
 */
export function feedOf(feeds: Feeds, name: string, shape: readonly number[]): Float32Array {
  const data = feeds[name];
  if (!data) throw new NstError('NST_INTERNAL', `input "${name}" has no value`);
  const size = shape.reduce((product, length) => product * length, 1);
  if (data.length !== size) {
    throw new NstError('NST_INTERNAL', `input "${name}": expected ${size} values, found ${data.length}`);
  }
  return data;
}
