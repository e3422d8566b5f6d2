/** Engines on effects whose truth is known, small: `npm run bench -- glyph` has them all. */
import { afterAll, describe, expect, it } from 'vitest';
import { bodyOverlap } from '../../src/glyph/metrics/bodyOverlap.js';
import { haloRatio, ratioError } from '../../src/glyph/metrics/haloRatio.js';
import { structuralSimilarity } from '../../src/glyph/metrics/likeness.js';
import { patchSynthesisOn } from '../../src/glyph/patch/patchSynthesis.js';
import { Threads } from '../../src/glyph/patch/threads.js';
import { DEFAULT_FONT_PATH } from '../../src/glyph/text/defaultFont.js';
import { Font } from '../../src/glyph/text/font.js';
import type { Grid } from '../../src/shared/fields/grid.js';
import type { Premultiplied } from '../../src/shared/pictures/premultiplied.js';
import { SILENT } from '../../src/shared/reporter.js';
import { GLYPH_EFFECTS, type GlyphEffect, renderEffect } from '../support/glyphEffects.js';
import { radiusOf, textShape } from '../support/glyphShapes.js';

const font = await Font.open(DEFAULT_FONT_PATH);
const shapeOf = (text: string) => textShape(text, font, 64, 28);
const example = shapeOf('R');
const radiusPx = radiusOf(example);
const target = shapeOf('k');

const threads = new Threads(2);
afterAll(() => threads.close());

const shownOn = (effect: GlyphEffect, shape: Grid, seed = 1) => renderEffect(effect, shape, radiusPx, seed);

async function transferred(effect: GlyphEffect): Promise<Premultiplied> {
  const task = {
    example: { picture: shownOn(effect, example), shape: example },
    target,
    strength: 1,
    direction: 'auto',
    seed: 7,
    reporter: SILENT,
  } as const;
  return (await patchSynthesisOn(threads, task)).picture;
}

describe('effects by formula', () => {
  it.each(GLYPH_EFFECTS)('$name is premultiplied, within range, and the same again', (effect) => {
    const { rgba } = shownOn(effect, target);
    const isSound = rgba.every((value, i) => value >= 0 && value <= rgba[i | 3]! + 1e-6 && value <= 1);
    expect(isSound).toBe(true);
    const again = shownOn(effect, target).rgba;
    expect(rgba.every((value, i) => value === again[i])).toBe(true);
  });

  it('lie above or below as they say', () => {
    const ratio = (name: string) => {
      const effect = GLYPH_EFFECTS.find((one) => one.name === name)!;
      return haloRatio(shownOn(effect, target), target, radiusPx);
    };
    expect(ratio('fire')).toBeGreaterThan(3);
    expect(ratio('drop shadow')).toBeLessThan(0.4);
    expect(ratio('outer glow')).toBeCloseTo(1, 1);
  });

  it('are random where they say so, and only there', () => {
    for (const effect of GLYPH_EFFECTS) {
      const [one, other] = [shownOn(effect, target), shownOn(effect, target, 2)];
      const isOther = other.rgba.some((value, i) => value !== one.rgba[i]);
      expect([effect.name, isOther]).toEqual([effect.name, effect.isRandom]);
    }
  });
});

describe('the patch engine', () => {
  it.each(GLYPH_EFFECTS)('gives $name to another letter', async (effect) => {
    const truth = shownOn(effect, target);
    const result = await transferred(effect);
    // Opaque flames hide more of a k than of an R, in the truth as well.
    const own = Math.min(bodyOverlap(shownOn(effect, example), example), bodyOverlap(truth, target));
    expect(bodyOverlap(result, target) / own).toBeGreaterThan(0.95);
    expect(structuralSimilarity(result, truth)).toBeGreaterThan(effect.name === 'fire' ? 0.7 : 0.85);
    if (effect.isDirectional) {
      const goal = haloRatio(truth, target, radiusPx);
      // A shadow of three pixels is found to a quarter of a pixel.
      const most = effect.name === 'drop shadow' ? 0.2 : 0.15;
      expect(ratioError(haloRatio(result, target, radiusPx), goal)).toBeLessThan(most);
    }
  });
});
