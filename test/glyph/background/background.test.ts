import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  type Background,
  backgroundPicture,
  openBackground,
} from '../../../src/glyph/background/background.js';
import { over } from '../../../src/glyph/effects/compose.js';
import { toBytes } from '../../../src/glyph/layers/splitLayers.js';
import type { Premultiplied } from '../../../src/shared/pictures/premultiplied.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
import { failure } from '../../support/failure.js';
import { paint, scratchFolder } from '../../support/pictures.js';
import { disc, filled, pixel, sheet } from '../effects/shapes.js';

const layOn = (picture: Premultiplied, background: Background) =>
  over(picture, backgroundPicture(background, picture).rgba);
const SIZE = { width: 41, height: 31 };
const folder = scratchFolder();

describe('background', () => {
  it('of one colour: alpha is what is left of the picture', async () => {
    const picture = sheet(SIZE, [0.25, 0, 0, 0.25]);
    expect(pixel(layOn(picture, await openBackground('#0f0')), 3, 4)).toBeAllclose([0.25, 0.75, 0, 1]);
    expect(pixel(layOn(picture, await openBackground('#0f08')), 3, 4)[3]).toBeCloseTo(
      0.25 + (0.75 * 136) / 255,
      5,
    );
  });

  it('mixes as sharp does', async () => {
    const picture = filled(disc(SIZE, 9.3), [0.9, 0.4, 0.1]);
    const raw = { ...SIZE, channels: 4 } as const;
    const theirs = await sharp(toBytes(picture), { raw }).flatten({ background: '#204060' }).raw().toBuffer();
    const ours = toBytes(layOn(picture, await openBackground('#204060'))).filter((_, i) => i % 4 < 3);
    expect(ours).toBeAllclose(theirs, 0, 1);
  });

  it('from a picture fills the result and keeps its middle in the middle', async () => {
    const path = `${folder}/ramp.png`;
    await writePicture(
      path,
      paint({ width: 200, height: 50 }, (x, y) => [x, y, 0.5]),
    );
    const filling = backgroundPicture(await openBackground(path), SIZE);
    // Scaled to 124x31, of which the middle third is seen.
    for (const [x, y] of [
      [20, 15],
      [5, 5],
      [35, 28],
    ] as const) {
      const across = 0.5 + (x + 0.5 - 20.5) / 124;
      expect(pixel(filling, x, y)).toBeAllclose([across, (y + 0.5) / 31, 0.5, 1], 0, 0.012);
    }
  });

  it('says what it is not', async () => {
    await expect(openBackground('blurple')).rejects.toEqual(
      failure('NST_BAD_OPTION', /^background: expected a colour such as .*, found "blurple"$/),
    );
    await expect(openBackground('no/such.png')).rejects.toEqual(
      failure('NST_BAD_INPUT', /^no\/such\.png: expected a picture/),
    );
  });
});
