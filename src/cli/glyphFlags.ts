import type { TransferGlyphOptions } from '../glyph/index.js';
import type { RunFlags } from './transferRun.js';

/** The flags of `nst glyph` as commander gives them. */
export interface GlyphFlags
  extends Omit<TransferGlyphOptions, 'text' | 'animate' | 'reporter' | 'signal'>,
    RunFlags {
  readonly output?: string;
  /** A folder or a Photoshop file. */
  readonly layers?: string;
  /** A folder or an animation. */
  readonly frames?: string;
  readonly variants: number;
  readonly preview?: string;
  readonly debug?: string;
  readonly atlas?: string;
  readonly fnt?: string;
  readonly fontOut?: string;
  readonly characters?: string;
  readonly em?: number;
}
