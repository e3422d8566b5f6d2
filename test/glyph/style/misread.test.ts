/** Lettering that was misread once, drawn small: a rim alone, an outline on a ground like its filling, smooth gradients, feathered masks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { radiusOf } from '../../../src/glyph/fields/strokeRadius.js';
import { toGrey } from '../../../src/glyph/output/straight.js';
import { locateShape } from '../../../src/glyph/style/find/locateShape.js';
import { readStyle } from '../../../src/glyph/style/readStyle.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { boxBlur } from '../../../src/shared/fields/boxBlur.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import { signedDistance } from '../../../src/shared/fields/signedDistance.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
import { Rng } from '../../../src/shared/rng.js';
import { textShape } from '../../support/glyphShapes.js';
import { shapeOverlap } from '../../support/shapeOverlap.js';

const font = await Font.open(DEFAULT_FONT_PATH);
const letter = textShape('R', font, 90, 40);
const { width, height } = letter;
const distance = signedDistance(letter).data;
const rimPx = 0.25 * radiusOf(letter);

type Colour = readonly [number, number, number];

/** The letter within a rim around it, on a ground. */
function drawn(fill: (i: number) => Colour, rim: Colour, ground: (i: number) => Colour): Picture {
  const pixels = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const within = (px: number) => Math.min(1, Math.max(0, 0.5 + px - distance[i]!));
    const [inside, held] = [within(0), within(rimPx)];
    for (let c = 0; c < 3; c++) {
      const beneath = held * rim[c]! + (1 - held) * ground(i)[c]!;
      pixels[i * 3 + c] = Math.round(255 * (inside * fill(i)[c]! + (1 - inside) * beneath)) / 255;
    }
  }
  return { width, height, pixels };
}

describe('a letter that is as dark as its ground', () => {
  it('is found by its rim', () => {
    const rng = new Rng(1);
    const stone = Float32Array.from({ length: width * height }, () => 0.08 + 0.03 * rng.uniform());
    const picture = drawn(
      (i) => [stone[i]!, stone[i]!, stone[i]!],
      [0.9, 0.45, 0.1],
      () => [0.03, 0.03, 0.03],
    );
    const located = locateShape(picture);
    expect(located?.confidence).toBeGreaterThan(0.5);
    expect(shapeOverlap(located!.shape, letter)).toBeGreaterThan(0.85);
  });
});

describe('a yellow letter with an outline on a yellow radial ground', () => {
  const down = (i: number) => Math.floor(i / width) / height;
  const away = (i: number) => Math.hypot((i % width) / width - 0.5, down(i) - 0.5);
  const picture = drawn(
    (i) => [0.98, 0.88 - 0.3 * down(i), 0.25 + 0.2 * down(i)],
    [0.16, 0.05, 0.2],
    (i) => [1, 0.94 - 0.1 * away(i), 0.68 - 0.3 * away(i)],
  );
  let folder = '';
  let style = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nst-misread-'));
    style = join(folder, 'radial.png');
    await writePicture(style, picture);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const mask = async (name: string, grid: Grid) => {
    await writePicture(join(folder, name), toGrey(grid));
    return join(folder, name);
  };

  it('is the shape, its eye none of it', () => {
    const located = locateShape(picture);
    expect(shapeOverlap(located!.shape, letter)).toBeGreaterThan(0.85);
  });

  it('leaves nothing of the ground beyond the outline, with a mask', async () => {
    const { picture: effect } = await readStyle(style, await mask('fill.png', letter));
    for (let i = 0; i < width * height; i++) {
      if (distance[i]! > 3 * rimPx) expect(effect.rgba[i * 4 + 3]).toBeLessThan(0.1);
    }
  });

  it('is the same shape by a feathered mask', async () => {
    const { shape } = await readStyle(style, await mask('feathered.png', boxBlur(letter, 2)));
    expect(shapeOverlap(shape!, letter)).toBeGreaterThan(0.95);
  });
});
