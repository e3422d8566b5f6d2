/** Effects end within the picture: what does not fit, or is cut in the example, is not cut straight. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toGrey } from '../../../src/glyph/output/straight.js';
import { endAtBorder } from '../../../src/glyph/patch/endAtBorder.js';
import { fadeAtEdges } from '../../../src/glyph/style/matte/fadeAtEdges.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { transferGlyph } from '../../../src/glyph/transferGlyph.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
import { makeStyleCase, styleRecipe } from '../../support/styleCases.js';

const SIZE = { width: 60, height: 40 };
/** Pixels of the outermost rows and columns. */
const frame = [...Array(SIZE.width * SIZE.height).keys()].filter((i) => {
  const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
  return x === 0 || y === 0 || x === SIZE.width - 1 || y === SIZE.height - 1;
});

/** The largest alpha in the outermost rows and columns. */
function alphaAtBorder({ width, height, rgba }: Premultiplied): number {
  let most = 0;
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) most = Math.max(most, rgba[i * 4 + 3]!);
  }
  return most;
}

describe('fadeAtEdges', () => {
  const data = Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    return x >= 25 && x < 35 && y >= 15 ? 1 : 0;
  });
  const shape = { ...SIZE, data };

  it('ends what an edge cuts softly, and leaves the shape and the other sides alone', () => {
    const rgba = new Float32Array(data.length * 4);
    for (let i = 0; i < data.length; i++) {
      const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
      if (data[i] || (x >= 20 && x < 40 && y < 15)) rgba.fill(0.8, i * 4, i * 4 + 4);
    }
    const faded = fadeAtEdges({ ...SIZE, rgba }, shape);
    const alpha = (x: number, y: number) => faded.rgba[(y * SIZE.width + x) * 4 + 3]!;
    expect([alpha(22, 0), alpha(22, 1)]).toEqual([0, 0]);
    for (let y = 1; y < 15; y++) expect(alpha(22, y)).toBeGreaterThanOrEqual(alpha(22, y - 1));
    expect(alpha(22, 10)).toBeCloseTo(0.8, 6);
    // The shape goes down to the edge and stays.
    expect(alpha(30, SIZE.height - 1)).toBeCloseTo(0.8, 6);
  });

  it('is the effect itself where no edge cuts it', () => {
    const rgba = new Float32Array(data.length * 4).fill(0.5);
    for (const i of frame) rgba.fill(0, i * 4, i * 4 + 4);
    const whole = { ...SIZE, rgba };
    expect(fadeAtEdges(whole, { ...SIZE, data: new Float32Array(data.length) })).toBe(whole);
  });
});

it('guides call the border far, and leave the shape and the middle as they are', () => {
  const [far, radiusPx] = [4, 10];
  const data = Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) =>
    i % SIZE.width < 20 ? 0.5 : 1.5,
  );
  const guide = endAtBorder({ ...SIZE, data }, far, radiusPx).data;
  for (const i of frame) expect(guide[i]).toBe(i % SIZE.width < 20 ? 0.5 : far);
  expect(guide[20 * SIZE.width + 40]).toBe(1.5);
  expect(guide[2 * SIZE.width + 40]).toBeGreaterThan(guide[4 * SIZE.width + 40]!);
});

describe('results', () => {
  let folder = '';
  let font: Font;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nst-edges-'));
    font = await Font.open(DEFAULT_FONT_PATH);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('of fire end in tips', async () => {
    const { picture } = await transferGlyph({ text: 'Rag', style: 'fixtures/glyph/fire.png', size: 120 });
    expect(alphaAtBorder(picture)).toBeLessThan(0.06);
  }, 60_000);

  it.each([
    ['splashes', 'paper', 'D'],
    ['glow', 'dusk', 'ok'],
    ['flames', 'black', 'E'],
  ])(
    'of %s on %s end within the picture',
    async (effect, ground, letters) => {
      const given = await makeStyleCase(
        { ...styleRecipe(effect, ground, letters, 24), capHeightPx: 50 },
        font,
      );
      const style = join(folder, `${effect}.png`);
      const styleMask = join(folder, `${effect}-shape.png`);
      await writePicture(style, given.picture);
      await writePicture(styleMask, toGrey(given.shape));
      const { picture } = await transferGlyph({ text: 'Rag', style, styleMask, size: 120 });
      expect(alphaAtBorder(picture)).toBeLessThan(0.06);
    },
    60_000,
  );
});
