/** Pictures of lettering with an effect on a ground, of which all is known that reading them should tell. */

import type { Font } from '../../src/glyph/text/font.js';
import type { Grid } from '../../src/shared/fields/grid.js';
import { type Picture, RGB } from '../../src/shared/pictures/picture.js';
import type { Premultiplied } from '../../src/shared/pictures/premultiplied.js';
import { RGBA } from '../../src/shared/pictures/premultiplied.js';
import { type GlyphEffect, renderEffect } from './glyphEffects.js';
import { radiusOf, textShape } from './glyphShapes.js';
import { STYLE_EFFECTS } from './styleEffects.js';
import { STYLE_GROUNDS, type StyleGround } from './styleGrounds.js';

const CAP_HEIGHT_PX = 110;
const MARGIN_PX = 52;

/** What a style is made from. */
export interface StyleRecipe {
  readonly effect: GlyphEffect;
  readonly ground: StyleGround;
  readonly text: string;
  /** Of the noise in effect and ground. */
  readonly seed: number;
  readonly capHeightPx?: number;
}

/** A style and the truth of it. */
export interface StyleCase extends StyleRecipe {
  readonly name: string;
  /** What is seen: the effect over its ground, in 8 bits. */
  readonly picture: Picture;
  readonly shape: Grid;
  /** The effect alone. */
  readonly truth: Premultiplied;
  readonly radiusPx: number;
}

/** An effect by name, on a ground by name. */
export function styleRecipe(effectName: string, groundName: string, text: string, seed: number): StyleRecipe {
  const effect = STYLE_EFFECTS.find(({ name }) => name === effectName);
  const ground = STYLE_GROUNDS.find(({ name }) => name === groundName);
  if (!effect || !ground) throw new RangeError(`no effect "${effectName}" or ground "${groundName}"`);
  return { effect, ground, text, seed };
}

/** A picture over its ground, rounded to 8 bits. */
export function overGround({ width, height, rgba }: Premultiplied, ground: Float32Array): Picture {
  const pixels = ground.map((under, i) => {
    const pixel = Math.floor(i / RGB);
    const seen = rgba[pixel * RGBA + (i % RGB)]! + (1 - rgba[pixel * RGBA + RGB]!) * under;
    return Math.round(255 * Math.min(1, Math.max(0, seen))) / 255;
  });
  return { width, height, pixels };
}

/** Draws a style. */
export async function makeStyleCase(recipe: StyleRecipe, font: Font): Promise<StyleCase> {
  const { effect, ground, text, seed, capHeightPx = CAP_HEIGHT_PX } = recipe;
  const shape = textShape(text, font, capHeightPx, Math.round((MARGIN_PX * capHeightPx) / CAP_HEIGHT_PX));
  const radiusPx = radiusOf(shape);
  const truth = renderEffect(effect, shape, radiusPx, seed);
  const picture = overGround(truth, await ground.paint(shape, seed + 100));
  return { ...recipe, name: `${effect.name} on ${ground.name}`, picture, shape, truth, radiusPx };
}

/** The styles of the bench: every effect on two grounds. */
export const STYLE_RECIPES: readonly StyleRecipe[] = (
  [
    ['outline', 'white', 'R'],
    ['outline', 'coffee', 'Ag'],
    ['double outline', 'dusk', 'S'],
    ['double outline', 'concrete', 'K'],
    ['sticker', 'wood', 'B'],
    ['sticker', 'cat', 'R'],
    ['chrome', 'black', 'Hi'],
    ['chrome', 'spotlight', 'G'],
    ['bevel', 'yellow', 'A'],
    ['bevel', 'felt', 'M'],
    ['hatching', 'white', 'R'],
    ['hatching', 'paper', 'E'],
    ['stitches', 'cream', 'S'],
    ['stitches', 'wood', 'Ag'],
    ['gradient fill', 'slate', 'Q'],
    ['gradient fill', 'boats', 'W'],
    ['glow', 'black', 'R'],
    ['glow', 'dusk', 'ok'],
    ['drop shadow', 'white', 'B'],
    ['drop shadow', 'cream', '8'],
    ['long shadow', 'teal', 'K'],
    ['long shadow', 'yellow', 'P'],
    ['splashes', 'white', 'S'],
    ['splashes', 'paper', 'D'],
    ['leaves', 'cream', 'R'],
    ['leaves', 'ducks', 'A'],
    ['flames', 'black', 'E'],
    ['flames', 'felt', 'R'],
    ['fur', 'teal', 'H'],
    ['fur', 'coffee', 'O'],
  ] as const
).map(([effect, ground, text], i) => styleRecipe(effect, ground, text, i + 1));
