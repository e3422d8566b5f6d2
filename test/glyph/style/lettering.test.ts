import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { locateShape } from '../../../src/glyph/style/find/locateShape.js';
import { takeOffGround } from '../../../src/glyph/style/matte/takeOff.js';
import { readStyle } from '../../../src/glyph/style/readStyle.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import { knownCases } from '../../support/fixturePaths.js';
import { shapeOverlap } from '../../support/shapeOverlap.js';
import { makeStyleCase, styleRecipe } from '../../support/styleCases.js';

const CASES = knownCases('glyph');

const font = await Font.open(DEFAULT_FONT_PATH);
const draw = (effect: string, ground: string, text: string, capHeightPx = 60) =>
  makeStyleCase({ ...styleRecipe(effect, ground, text, 3), capHeightPx }, font);

describe('locateShape', () => {
  it.each([
    ['double outline', 'concrete', 'R'],
    ['sticker', 'cat', 'B'],
    ['glow', 'black', 'R'],
    ['gradient fill', 'boats', 'W'],
  ])('finds the letter of a %s on %s', async (effect, ground, text) => {
    const { picture, shape } = await draw(effect, ground, text);
    const located = locateShape(picture);
    expect(located?.confidence).toBeGreaterThan(0.8);
    expect(shapeOverlap(located!.shape, shape)).toBeGreaterThan(0.95);
  });
});

describe('takeOffGround', () => {
  it.each([
    ['glow', 'dusk', 'R'],
    ['drop shadow', 'cream', 'B'],
    ['sticker', 'wood', 'S'],
    ['fur', 'coffee', 'H'],
  ])('takes a %s off %s so that both together are the picture again', async (effect, name, text) => {
    const { picture, shape, radiusPx } = await draw(effect, name, text);
    const { picture: taken, ground } = takeOffGround(picture, shape);
    const away = signedDistance(shape);
    let [error, haze] = [0, 0];
    for (let i = 0; i < shape.data.length; i++) {
      const alpha = taken.rgba[i * 4 + 3]!;
      if (away.data[i]! > 4 * radiusPx) haze = Math.max(haze, alpha);
      for (let c = 0; c < 3; c++) {
        error +=
          (taken.rgba[i * 4 + c]! + (1 - alpha) * ground[i * 3 + c]! - picture.pixels[i * 3 + c]!) ** 2;
      }
    }
    expect(-10 * Math.log10(error / picture.pixels.length)).toBeGreaterThan(35);
    expect(haze).toBe(0);
  });

  it('keeps a white sticker opaque and a shadow soft', async () => {
    const { picture, shape, truth } = await draw('sticker', 'wood', 'B');
    const { picture: taken } = takeOffGround(picture, shape);
    let [error, count] = [0, 0];
    for (let i = 3; i < truth.rgba.length; i += 4) {
      if (truth.rgba[i] !== 1 || shape.data[(i - 3) / 4]! > 0) continue;
      error += 1 - taken.rgba[i]!;
      count++;
    }
    expect(error / count).toBeLessThan(0.05);
  });
});

describe.skipIf(!existsSync(CASES))('lettering that was misread', () => {
  // Those of `misread.test.ts` are drawn there, smaller.
  it.each(['gradient', 'hatched-on-white', 'shadow-on-white'])('finds the shape of %s', async (name) => {
    const { shape, shapeOrigin } = await readStyle(join(CASES, `${name}.png`));
    expect(shapeOrigin).toBe('found');
    const given = join(CASES, `${name}-fill.png`);
    if (!existsSync(given)) return;
    const raw = await sharp(given).greyscale().raw().toBuffer();
    const fill = { ...shape!, data: Float32Array.from(raw, (value) => value / 255) };
    // The fills of these were drawn without their outlines, half of which lies inside.
    expect(shapeOverlap(shape!, fill)).toBeGreaterThan(0.85);
  });

  it('leaves nothing of a soft background around an outline', async () => {
    const { picture, shape } = await readStyle(join(CASES, 'radial.png'), join(CASES, 'radial-fill.png'));
    const { data } = signedDistance(shape!);
    const beyond = Array.from(data.keys()).filter((i) => data[i]! > 12);
    const alphas = beyond.map((i) => picture.rgba[i * 4 + 3]!);
    expect(Math.max(...alphas)).toBeLessThan(0.1);
    expect(alphas.reduce((sum, alpha) => sum + alpha, 0) / alphas.length).toBeLessThan(0.002);
  });

  it('takes a feathered mask for the shape that it was made from', async () => {
    const read = (mask: string) => readStyle(join(CASES, 'shadow-on-white.png'), join(CASES, mask));
    const [soft, sharp] = [
      await read('shadow-on-white-feathered.png'),
      await read('shadow-on-white-fill.png'),
    ];
    expect(shapeOverlap(soft.shape!, sharp.shape!)).toBeGreaterThan(0.95);
    const halfway = (grid: Grid) => grid.data.filter((value) => value > 0.1 && value < 0.9).length;
    expect(halfway(soft.shape!)).toBeLessThan(2 * halfway(sharp.shape!));
  });
});
