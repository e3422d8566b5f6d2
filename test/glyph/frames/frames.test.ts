import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { meanStyle } from '../../../src/glyph/frames/frameEffect.js';
import { readAnimation } from '../../../src/glyph/frames/readAnimation.js';
import { checkFramesPath, writeFrames } from '../../../src/glyph/frames/writeFrames.js';
import { toBytes } from '../../../src/glyph/layers/splitLayers.js';
import { toStraight } from '../../../src/glyph/output/straight.js';
import { openTransfer } from '../../../src/glyph/transferGlyph.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
import { failure } from '../../support/failure.js';
import { scratchFolder } from '../../support/pictures.js';
import { disc, filled } from '../effects/shapes.js';

const folder = scratchFolder();
const SIZE = { width: 65, height: 65 };
/** A disc that changes its colour. */
const COLOURS = [
  [1, 0, 0],
  [0, 1, 0],
  [0.2, 0.2, 1],
] as const;
const frames: readonly Picture[] = COLOURS.map((rgb) => toStraight(filled(disc(SIZE, 20), rgb)));
const bytes = frames.map((frame) =>
  toBytes(filled(disc(SIZE, 20), COLOURS[frames.indexOf(frame)] ?? [0, 0, 0])),
);
const WEBP = `${folder}/disc.webp`;
const FOLDER = `${folder}/discs`;

beforeAll(async () => {
  const set = COLOURS.map((rgb) => toBytes(filled(disc(SIZE, 20), rgb)));
  await writeFrames(WEBP, { ...SIZE, frames: set, delaysMs: [40, 50, 60], loop: 3 });
  await writeFrames(FOLDER, { ...SIZE, frames: set, delaysMs: [40, 50, 60], loop: 3 });
});

describe('readAnimation', () => {
  it('reads WebP with delays and repetitions', async () => {
    const read = await readAnimation(WEBP);
    expect(read).toMatchObject({ firstFile: WEBP, delaysMs: [40, 50, 60], loop: 3 });
    for (const [k, { pixels, alpha }] of read.frames.entries()) {
      const middle = (32 * 65 + 32) * 3;
      expect(pixels.subarray(middle, middle + 3)).toBeAllclose(COLOURS[k]!, 0, 0.06);
      expect(alpha![0]).toBe(0);
      expect(alpha![32 * 65 + 32]).toBe(1);
    }
  });

  it('reads a folder in the order of numbers', async () => {
    const path = `${folder}/numbers`;
    mkdirSync(path);
    for (const [i, frame] of frames.entries()) await writePicture(`${path}/f${[2, 10, 100][i]}.png`, frame);
    await writePicture(`${path}/f2-mask.png`, frames[0]!);
    const read = await readAnimation(path);
    expect(read.firstFile).toBe(`${path}/f2.png`);
    expect(read.frames.map(({ pixels }) => pixels)).toEqual(
      (await readAnimation(FOLDER)).frames.map(({ pixels }) => pixels),
    );
  });

  it('reads GIF', async () => {
    const path = `${folder}/disc.gif`;
    await writeFrames(path, { ...SIZE, frames: bytes, delaysMs: [100, 100, 100], loop: 0 });
    const read = await readAnimation(path);
    expect(read.frames).toHaveLength(3);
    expect(read.frames[1]!.pixels.subarray((32 * 65 + 32) * 3, (32 * 65 + 32) * 3 + 3)).toBeAllclose(
      [0, 1, 0],
      0,
      0.02,
    );
  });

  it('says in one line what is wrong', async () => {
    const still = `${FOLDER}/frame-0001.png`;
    const cut = `${folder}/cut.webp`;
    writeFileSync(cut, (await sharp(WEBP, { pages: -1 }).webp().toBuffer()).subarray(0, 200));
    mkdirSync(`${folder}/none`);
    mkdirSync(`${folder}/uneven`);
    await writePicture(`${folder}/uneven/1.png`, frames[0]!);
    await sharp(still).resize(30, 30).png().toFile(`${folder}/uneven/2.png`);
    const problems: [string, RegExp][] = [
      [still, /expected an animation .*found a single picture; leave out --frames$/],
      [`${folder}/none`, /found a folder without pictures/],
      [`${folder}/uneven`, /2\.png: expected a frame of 65x65 as the first one, found 30x30/],
      [`${folder}/a.nstglyph`, /found a style pack, which keeps one frame/],
      [`${folder}/missing.gif`, /missing\.gif: expected a picture .*found no file of that name/],
      [cut, /cut\.webp: /],
    ];
    for (const [path, message] of problems) {
      await expect(readAnimation(path)).rejects.toEqual(failure('NST_BAD_INPUT', message));
      await expect(readAnimation(path)).rejects.toEqual(failure('NST_BAD_INPUT', /^[^\n]*$/));
    }
  });
});

describe('frames of a text', () => {
  it('take each pixel from the same place of every frame', async () => {
    const options = { text: 'i', size: 80, style: FOLDER, animate: true, threads: 1 } as const;
    const transfer = await openTransfer(options);
    try {
      const result = await transfer.render(0);
      const { animation } = transfer;
      const drawn = animation!.frames.map((frame) => transfer.redraw(result, frame));
      expect(drawn).toHaveLength(3);
      // The picture is the first frame.
      expect(result.picture.rgba).toBeAllclose(drawn[0]!.rgba, 0, 1e-6);
      for (const [k, { rgba }] of drawn.entries()) {
        for (let i = 0; i < rgba.length; i += 4) {
          const colour = COLOURS[k]!.map((value) => value * rgba[i + 3]!);
          expect(rgba.subarray(i, i + 3)).toBeAllclose(colour, 0, 0.01);
        }
      }
      // Alpha is the same in all of them, as it is in the style.
      const alpha = (rgba: Float32Array) => rgba.filter((_, i) => i % 4 === 3);
      expect(alpha(drawn[1]!.rgba)).toBeAllclose(alpha(drawn[0]!.rgba), 0, 0.01);
      expect(alpha(drawn[0]!.rgba).reduce((a, b) => a + b, 0)).toBeGreaterThan(500);
    } finally {
      await transfer.close();
    }
  });

  it('are searched for in the mean of them', () => {
    const shape = disc(SIZE, 20);
    const picture = filled(shape, COLOURS[0]);
    const { picture: mean } = meanStyle({ picture, shape, shapeOrigin: 'alpha' }, frames);
    const expected = filled(shape, [0.4, 0.4, 1 / 3]);
    expect(mean.rgba).toBeAllclose(expected.rgba, 0, 1e-3);
  });

  it('need an animated style', async () => {
    await expect(openTransfer({ text: 'i', layer: ['stroke'], animate: true })).rejects.toEqual(
      failure('NST_BAD_OPTION', /^frames: expected an animated style, found none; add --style FILE$/),
    );
  });
});

describe('frame files', () => {
  const set = { ...SIZE, frames: bytes, delaysMs: [40, 50, 60], loop: 2 };

  it('are an animation, or a folder of pictures with all of their alpha', async () => {
    const meta = await sharp(WEBP, { pages: -1 }).metadata();
    expect(meta).toMatchObject({ width: 65, pageHeight: 65, pages: 3, delay: [40, 50, 60], loop: 3 });
    expect(readdirSync(FOLDER)).toEqual(['frame-0001.png', 'frame-0002.png', 'frame-0003.png']);
    const png = await sharp(`${FOLDER}/frame-0002.png`).ensureAlpha().raw().toBuffer();
    expect(new Uint8Array(png)).toEqual(bytes[1]);
  });

  it('are not written over others', async () => {
    const rules = { force: false, inputs: [] };
    await expect(checkFramesPath(FOLDER, rules)).rejects.toEqual(
      failure('NST_WOULD_OVERWRITE', /frame-0001\.png: exists already/),
    );
    await expect(checkFramesPath(WEBP, rules)).rejects.toEqual(failure('NST_WOULD_OVERWRITE', /exists/));
    await expect(checkFramesPath(`${folder}/a.mp4`, rules)).rejects.toEqual(
      failure('NST_BAD_OPTION', /^frames: expected a folder, or a file that ends in \.gif or \.webp, found/),
    );
    await expect(checkFramesPath(`${folder}/no/a.gif`, rules)).rejects.toEqual(
      failure('NST_BAD_OUTPUT', /does not exist/),
    );
    await checkFramesPath(`${folder}/fresh`, rules);
    await checkFramesPath(FOLDER, { ...rules, force: true });
    await writeFrames(`${folder}/fresh`, set);
    expect(readdirSync(`${folder}/fresh`)).toHaveLength(3);
  });
});
