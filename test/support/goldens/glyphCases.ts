/** The transfers of text effects that are held to goldens. */
import type { TransferGlyphOptions } from '../../../src/glyph/index.js';
import type { Verdict } from './golden.js';

/**
 * Other options, or a run that is stopped when this share of its steps is done; not of patches, whose threads may be done
 * before they hear of it.
 */
export type WeakerRun = Partial<TransferGlyphOptions> & { readonly lastShare?: number };

const SHADOW = 'shadow distance=4 size=3';
const STROKE = 'stroke width=4 color=#fff place=behind';
const GLOW = 'glow color=#28c8ff';

/** A transfer, and how good it has to be. */
export interface GlyphCase {
  readonly name: string;
  /** One of `GLYPH_EFFECTS`, shown on an R; none for letters of one colour. What it is on other letters is known. */
  readonly effect?: string;
  /** Besides the style. */
  readonly options: TransferGlyphOptions;
  readonly floors: Verdict;
  /** What must not pass. */
  readonly weaker: readonly WeakerRun[];
  /** Farthest from the golden, as a perceptual distance. */
  readonly tolerance: number;
}

export const GLYPH_CASES: readonly GlyphCase[] = [
  {
    name: 'glyph-patch',
    effect: 'fire',
    options: { text: 'k', size: 112, engine: 'patch' },
    floors: { ssim: 0.56, colours: -0.05, direction: -0.2, overlap: -0.09 },
    weaker: [{ strength: 0.5 }, { direction: 'none' }],
    tolerance: 0.003,
  },
  {
    name: 'glyph-patch-word',
    effect: 'bevel',
    options: { text: 'Fog', size: 128, engine: 'auto', seed: 1 },
    floors: { psnr: 22, ssim: 0.888, colours: -0.025, overlap: -0.06 },
    weaker: [{ strength: 0.5 }],
    tolerance: 0.002,
  },
  {
    name: 'glyph-bands',
    effect: 'bevel',
    options: { text: 'k', size: 96, engine: 'bands' },
    floors: { psnr: 23.5, ssim: 0.89, colours: -0.014, direction: -0.03, overlap: -0.03 },
    weaker: [{ lastShare: 0.25 }, { strength: 0.5 }],
    tolerance: 0.005,
  },
  {
    name: 'glyph-teffect2017',
    effect: 'bevel',
    options: { text: 'k', size: 112, engine: 'teffect2017' },
    floors: { psnr: 18, ssim: 0.8, colours: -0.022, overlap: -0.04 },
    weaker: [{ strength: 0.5 }],
    tolerance: 0.003,
  },
  {
    name: 'glyph-options',
    effect: 'fire',
    options: {
      text: 'Ab\nc',
      size: 128,
      align: 'center',
      deform: 0.6,
      // The share of the effect is 0.7.
      strength: 1 / (1 + Math.sqrt(0.3 / 0.7)),
      direction: 30,
      background: '#d9cba0',
      layer: ['shadow distance=3 size=2', 'stroke width=2 color=#123c2a place=behind'],
      seed: 2,
    },
    floors: {},
    weaker: [{ strength: 0.35 }, { deform: 0 }],
    tolerance: 0.002,
  },
  {
    name: 'glyph-plain',
    options: {
      text: 'Ag',
      size: 128,
      color: '#e4402f',
      layer: [SHADOW, STROKE, 'gradient colors=#ffe9a6,#b5811f', 'bevel', GLOW],
    },
    floors: {},
    weaker: [{ layer: [SHADOW, STROKE, 'gradient colors=#ffe9a6,#b5811f', 'bevel opacity=0.5', GLOW] }],
    tolerance: 0.002,
  },
];
