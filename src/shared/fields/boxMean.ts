import type { Size } from '../pictures/picture.js';
import { type LineFilter, throughLines } from './lines.js';
import { slidingMean } from './slidingMean.js';

/** Mean of each square of 2 radius + 1 pixels a side, [height, width, channels]; values at the border repeat beyond it. */
export function boxMean(data: Float32Array, size: Size, radiusPx: number, channels = 1): Float32Array {
  const filter: LineFilter = (source, target, line) => slidingMean(source, target, line, radiusPx);
  return throughLines(data, size, channels, filter);
}
