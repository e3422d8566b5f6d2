import { describe, expect, it } from 'vitest';
import { chooseStencil } from '../../../src/glyph/bands/chooseStencil.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { Rng } from '../../../src/shared/rng.js';
import { GLYPH_EFFECTS, renderEffect } from '../../support/glyphEffects.js';
import { radiusOf, textShape } from '../../support/glyphShapes.js';

const shape = textShape('R', await Font.open(DEFAULT_FONT_PATH), 44, 20);
const radiusPx = radiusOf(shape);
const chosenFor = (name: string) => {
  const effect = GLYPH_EFFECTS.find((one) => one.name === name)!;
  const picture = renderEffect(effect, shape, radiusPx, 1);
  return chooseStencil({ picture, shape }, radiusPx, true, new Rng(1));
};

describe('chooseStencil', () => {
  it.each(['outline', 'outer glow'])('finds that %s goes by distance alone', (name) => {
    expect(chosenFor(name).weight).toBe(0);
  });

  it.each(['drop shadow'])('finds that %s goes by its surroundings, closely', (name) => {
    expect(chosenFor(name).weight).toBeGreaterThan(0);
    expect(chosenFor(name).slack).toBeLessThan(0.03);
  });

  it('finds that fire is noise around a shape', () => {
    expect(chosenFor('fire').weight).toBeGreaterThan(0);
    expect(chosenFor('fire').slack).toBeGreaterThan(0);
  });
});
