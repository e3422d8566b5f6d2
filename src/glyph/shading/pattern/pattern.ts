import type { ShadeMap } from '../shadeMap.js';
import type { Sites } from '../sites.js';
import type { Cell, PhaseMap } from './cell.js';

/** What repeats in an effect, with one period. */
export interface Pattern {
  readonly cell: Cell;
  readonly periodPx: number;
  /** What it adds to the example: there each repetition is where it is. */
  readonly example: ShadeMap;
  /** Lays it over another shape: straight and even, however the example wavers. */
  readonly layOn: (sites: Sites) => PhaseMap;
}
