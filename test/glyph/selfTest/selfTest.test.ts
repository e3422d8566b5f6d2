import { afterAll, describe, expect, it } from 'vitest';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import { Threads } from '../../../src/glyph/patch/threads.js';
import { halvesOf } from '../../../src/glyph/selfTest/halves.js';
import { LEAST_SELF_TEST_DB, selfTest } from '../../../src/glyph/selfTest/selfTest.js';
import { openStyliser } from '../../../src/glyph/styliser.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { openTransfer } from '../../../src/glyph/transferGlyph.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { GLYPH_EFFECTS, renderEffect } from '../../support/glyphEffects.js';
import { textShape } from '../../support/glyphShapes.js';

const font = await Font.open(DEFAULT_FONT_PATH);
const shape = textShape('H', font, 60, 20);
const radiusPx = radiusOf(shape);
const outline = GLYPH_EFFECTS.find(({ name }) => name === 'outline')!;
const picture = renderEffect(outline, shape, radiusPx, 1);
/** Blue to the right of the middle. */
const halved = {
  ...picture,
  rgba: picture.rgba.map((value, i) => {
    const isRight = (i >> 2) % picture.width > picture.width / 2;
    const alpha = picture.rgba[(i & ~3) + 3]!;
    return isRight && i % 4 !== 3 ? (i % 4 === 2 ? alpha : 0) : value;
  }),
};

describe('halvesOf', () => {
  it('gives each side as much of the shape', () => {
    const [left, right] = halvesOf({ picture, shape });
    expect(left.shape.width + right.shape.width).toBe(shape.width);
    const area = (data: Float32Array) => data.reduce((sum, value) => sum + value, 0);
    expect(area(left.shape.data) / area(right.shape.data)).toBeCloseTo(1, 1);
    expect(left.picture.rgba.subarray(0, left.picture.width * 4)).toEqual(
      picture.rgba.subarray(0, left.picture.width * 4),
    );
  });
});

describe('selfTest', () => {
  const threads = new Threads(2);
  afterAll(() => threads.close());
  const test = (given: typeof picture) =>
    selfTest(threads, { example: { picture: given, shape }, radiusPx, direction: 'up', shadow: {} });

  it('is high for what is the same all around, low for what is not, and the same every time', async () => {
    const even = await test(picture);
    expect(even).toBeGreaterThan(27);
    expect(await test(picture)).toBe(even);
    expect(await test(halved)).toBeLessThan(LEAST_SELF_TEST_DB);
  });
});

it('is not made of textures and of other engines', async () => {
  const style = 'fixtures/glyph/fire.png';
  const bands = await openStyliser({ style, engine: 'bands' });
  expect(await bands.selfTest()).toBeUndefined();
  await bands.close();
  const plain = await openTransfer({ text: 'H', size: 64, color: 'red', reporter: SILENT });
  expect(await plain.selfTest()).toBeUndefined();
  await plain.close();
});
