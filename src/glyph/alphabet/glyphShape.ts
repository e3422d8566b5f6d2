import type { Outline } from '../text/outline.js';

/** An outline and how many of its units make an em. */
export interface GlyphShape {
  readonly outline: Outline;
  readonly unitsPerEm: number;
  /** How far it moves the pen, in its units. Left out: it joins no neighbours. */
  readonly advance?: number | undefined;
  /** Whether it stands for a character, and may stand alone; others are forms that a script has beside neighbours. */
  readonly standsAlone?: boolean | undefined;
}
