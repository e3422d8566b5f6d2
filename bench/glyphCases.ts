/** Effects whose right result is known: shown on one letter, to be given to others. */

import type { EffectExample } from '../src/glyph/synthesis.js';
import type { Font } from '../src/glyph/text/font.js';
import type { Grid } from '../src/shared/fields/grid.js';
import type { Premultiplied } from '../src/shared/pictures/premultiplied.js';
import { GLYPH_EFFECTS, type GlyphEffect, renderEffect } from '../test/support/glyphEffects.js';
import { radiusOf, textShape } from '../test/support/glyphShapes.js';

/** Straight, round and slanted strokes, and a counter. */
const EXAMPLE_TEXT = 'R';
const TARGET_TEXTS = ['k', 'Fog'] as const;
/** Height of capitals, and room for flames. */
const CAP_HEIGHT_PX = 80;
const MARGIN_PX = 36;
const SEEDS = { example: 1, truth: 2, again: 3 } as const;

/** An example, a shape, and what that should look like. */
export interface GlyphCase {
  readonly effect: GlyphEffect;
  readonly text: string;
  readonly example: EffectExample & { readonly shape: Grid };
  readonly target: Grid;
  readonly truth: Premultiplied;
  /** The truth with other noise: what can be asked for where the effect is random. */
  readonly truthAgain: Premultiplied;
  readonly radiusPx: number;
}

/** All effects on all texts. */
export function* glyphCases(font: Font): Generator<GlyphCase> {
  const shape = textShape(EXAMPLE_TEXT, font, CAP_HEIGHT_PX, MARGIN_PX);
  const radiusPx = radiusOf(shape);
  for (const effect of GLYPH_EFFECTS) {
    const example = { shape, picture: renderEffect(effect, shape, radiusPx, SEEDS.example) };
    for (const text of TARGET_TEXTS) {
      const target = textShape(text, font, CAP_HEIGHT_PX, MARGIN_PX);
      const truth = renderEffect(effect, target, radiusPx, SEEDS.truth);
      const truthAgain = renderEffect(effect, target, radiusPx, SEEDS.again);
      yield { effect, text, example, target, truth, truthAgain, radiusPx };
    }
  }
}
