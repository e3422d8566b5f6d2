import { describe, expect, it } from 'vitest';
import { drawnOut, throwShadow } from '../../../src/glyph/shading/castShadow.js';
import { findShadow } from '../../../src/glyph/shading/findShadow.js';
import { fitShading } from '../../../src/glyph/shading/fitShading.js';
import { rimProfile } from '../../../src/glyph/shading/rimProfile.js';
import { overShadow, withoutShadow } from '../../../src/glyph/shading/shadowLayer.js';
import { sitesOf } from '../../../src/glyph/shading/sites.js';
import {
  analyseEffect,
  paintSmooth,
  type SmoothPart,
  smoothPart,
} from '../../../src/glyph/shading/smoothPart.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { GLYPH_EFFECTS, renderEffect } from '../../support/glyphEffects.js';
import { radiusOf, textShape } from '../../support/glyphShapes.js';

const font = await Font.open(DEFAULT_FONT_PATH);
const shapeOf = (text: string) => textShape(text, font, 60, 30);
const [letter, word] = [shapeOf('R'), shapeOf('kg')];

/** A picture of a shape by a function of the place and the signed distance, each channel premultiplied. */
function painted(
  shape: Grid,
  paint: (x: number, y: number, distancePx: number) => readonly number[],
): Premultiplied {
  const { width, height } = shape;
  const distance = signedDistance(shape).data;
  const rgba = new Float32Array(width * height * 4);
  for (const [i, d] of distance.entries()) rgba.set(paint(i % width, Math.floor(i / width), d), i * 4);
  return { width, height, rgba };
}

/** Opaque inside, with the contour's pixels in between. */
const covered = (d: number) => Math.min(1, Math.max(0, 0.5 - d));

/** A shape whose letters are lit from above: from one colour at the top of each to another at its foot. */
function lit(shape: Grid): Premultiplied {
  const { boxes, letterOfColumn } = sitesOf(shape)!.letters;
  return painted(shape, (x, y, d) => {
    const { top, bottom } = boxes[letterOfColumn[x]!]!;
    const down = (y + 0.5 - top) / (bottom - top);
    const alpha = covered(d);
    return [alpha * (0.9 - 0.5 * down), alpha * 0.4, alpha * (0.2 + 0.4 * down), alpha];
  });
}

function psnr(a: Premultiplied, b: Premultiplied): number {
  const square = a.rgba.reduce((sum, value, i) => sum + (value - b.rgba[i]!) ** 2, 0) / a.rgba.length;
  return -10 * Math.log10(square);
}

const nothing = ({ width, height }: Grid): Premultiplied => ({
  width,
  height,
  rgba: new Float32Array(width * height * 4),
});
/** A smooth part without any patches. */
const alone = (part: SmoothPart) => paintSmooth(part, part.flat, () => nothing(part.sites.shape));
const effectOf = (name: string, shape: Grid) =>
  renderEffect(GLYPH_EFFECTS.find((effect) => effect.name === name)!, shape, radiusOf(letter), 1);

describe('the shading of an effect', () => {
  it('is found where letters are lit, and carried to every letter of a word', () => {
    const picture = lit(letter);
    expect(fitShading({ picture, shape: letter }, sitesOf(letter)!)).toBeDefined();
    const part = smoothPart(analyseEffect({ picture, shape: letter }, true)!, word)!;
    expect(psnr(alone(part), lit(word))).toBeGreaterThan(38);
  });

  it('is left to the profile where light falls by where a contour faces', () => {
    const part = smoothPart(
      analyseEffect({ picture: effectOf('bevel', letter), shape: letter }, true)!,
      letter,
    )!;
    expect(psnr(alone(part), effectOf('bevel', letter))).toBeGreaterThan(31);
    expect(part.shading).toBeUndefined();
  });

  it('is found beside a hole in it', () => {
    const picture = lit(letter);
    const { word: box } = sitesOf(letter)!.letters;
    for (let y = box.top + 20; y < box.top + 26; y++) {
      for (let x = box.left + 3; x < box.left + 10; x++)
        picture.rgba.set([1, 1, 1, 1], (y * letter.width + x) * 4);
    }
    const shading = fitShading({ picture, shape: letter }, sitesOf(letter)!)!;
    const clean = fitShading({ picture: lit(letter), shape: letter }, sitesOf(letter)!)!;
    expect(shading.mean.map((value, c) => Math.abs(value - clean.mean[c]!) < 0.02)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(['fire', 'outline', 'double neon'])('is not found in %s', (name) => {
    expect(fitShading({ picture: effectOf(name, letter), shape: letter }, sitesOf(letter)!)).toBeUndefined();
  });
});

describe('the profile of a rim', () => {
  it.each(['outline', 'inner gradient', 'outer glow', 'double neon'])('is all there is to %s', (name) => {
    const part = smoothPart(analyseEffect({ picture: effectOf(name, letter), shape: letter }, true)!, word)!;
    expect(psnr(alone(part), effectOf(name, word))).toBeGreaterThan(40);
  });

  it('is not trusted of flames', () => {
    const { trust } = rimProfile(effectOf('fire', letter), sitesOf(letter)!, true);
    expect(Math.max(...trust)).toBeLessThan(0.2);
  });

  it('does not tell from straight strokes how light falls on round ones', () => {
    const straight = shapeOf('H');
    const sites = sitesOf(straight)!;
    expect(rimProfile(effectOf('bevel', straight), sites, true).facesMatter).not.toContain(1);
  });

  it('tells where a contour faces only if it may', () => {
    const picture = effectOf('bevel', letter);
    const sites = sitesOf(letter)!;
    expect(rimProfile(picture, sites, true).facesMatter).toContain(1);
    expect(rimProfile(picture, sites, false).facesMatter).not.toContain(1);
  });
});

describe('a shadow', () => {
  const cast = { across: 0.3, down: 0.4, softness: 0.2, colour: [0.05, 0, 0.1, 0.6] };
  const plain = painted(letter, (_, __, d) => [covered(d), covered(d) / 2, 0, covered(d)]);
  const shadow = throwShadow(cast, plain, letter, radiusOf(letter));
  const picture = overShadow(plain, shadow);

  it('is found where it was thrown', () => {
    const found = findShadow({ picture, shape: letter })!;
    expect(found.across).toBeCloseTo(cast.across, 1);
    expect(found.down).toBeCloseTo(cast.down, 1);
    expect(found.softness).toBeGreaterThan(0.14);
    expect(found.softness).toBeLessThan(0.27);
    for (const [k, value] of found.colour.entries())
      expect(Math.abs(value - cast.colour[k]!)).toBeLessThan(0.06);
  });

  it('is found drawn out where it was, and is drawn out by other letters', () => {
    const long = { across: 1.1, down: 0.7, softness: 0, isLong: true, colour: [0, 0, 0.1, 0.4] };
    const drawn = overShadow(plain, throwShadow(long, plain, letter, radiusOf(letter)));
    const found = findShadow({ picture: drawn, shape: letter })!;
    expect(found.isLong).toBe(true);
    expect(found.across).toBeCloseTo(long.across, 1);
    expect(found.down).toBeCloseTo(long.down, 1);
    for (const [k, value] of found.colour.entries())
      expect(Math.abs(value - long.colour[k]!)).toBeLessThan(0.03);
  });

  it('comes off what lies over it', () => {
    expect(psnr(withoutShadow(picture, shadow), plain)).toBeGreaterThan(42);
  });

  it('is not found in a glow, nor where nothing is seen through', () => {
    expect(findShadow({ picture: effectOf('outer glow', letter), shape: letter })).toBeUndefined();
    expect(findShadow({ picture: plain, shape: letter })).toBeUndefined();
  });

  it('is thrown by the letters of the result', () => {
    const part = smoothPart(analyseEffect({ picture, shape: letter }, true)!, word)!;
    const result = alone(part);
    const face = painted(word, (_, __, d) => [covered(d), covered(d) / 2, 0, covered(d)]);
    expect(psnr(result, overShadow(face, throwShadow(cast, face, word, radiusOf(letter))))).toBeGreaterThan(
      30,
    );
  });
});

describe('a silhouette that is drawn out', () => {
  const size = { width: 12, height: 5 };
  const dot = new Float32Array(60);
  dot[2 * 12 + 1] = 1;

  it('covers its way to the end and no further, whatever its length', () => {
    for (const length of [1, 2, 5, 7, 9]) {
      const row = drawnOut(dot, size, length, 0).subarray(24, 36);
      expect([...row]).toEqual(Array.from({ length: 12 }, (_, x) => (x >= 1 && x <= 1 + length ? 1 : 0)));
    }
    expect(drawnOut(dot, size, 0, 0)).toEqual(dot);
  });
});
