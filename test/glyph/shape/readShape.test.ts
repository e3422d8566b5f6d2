import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readShape } from '../../../src/glyph/shape/readShape.js';
import { shapeMask } from '../../../src/glyph/shape/shapeMask.js';
import { failure } from '../../support/failure.js';
import { scratchFolder } from '../../support/pictures.js';

const folder = scratchFolder();
const svg = (name: string, body: string, size = 'width="200" height="100"') => {
  const path = `${folder}/${name}.svg`;
  writeFileSync(path, `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${body}</svg>`);
  return path;
};
const DISC = '<circle cx="60" cy="50" r="30"/>';
const area = ({ data }: { data: Float32Array }) => data.reduce((a, b) => a + b, 0);

/** A PNG of a drawing. */
async function png(name: string, body: string, background?: string): Promise<string> {
  const path = `${folder}/${name}.png`;
  const image = sharp(svg(`${name}-source`, body));
  await (background ? image.flatten({ background }) : image).png().toFile(path);
  return path;
}

describe('readShape', () => {
  it('draws an SVG at any size, without what is around its ink', async () => {
    const source = await readShape(svg('disc', DISC));
    expect([source.width, source.height]).toBeAllclose([1, 1], 0, 0.02);
    for (const size of [50, 1000]) {
      const drawn = await source.draw(size);
      expect([drawn.width, drawn.height]).toBeAllclose([size, size], 0, 3);
      // The outermost pixels are covered in part.
      expect(Math.abs(area(drawn) / (Math.PI * (size / 2) ** 2) - 1)).toBeLessThan(4 / size);
    }
    const large = await source.draw(1000);
    expect(large.data.filter((value) => value > 0.02 && value < 0.98).length).toBeLessThan(6 * 1000);
  });

  it.each([
    ['alpha', DISC, undefined],
    ['dark on light', DISC, '#ffffff'],
    ['light on dark', DISC.replace('/>', ' fill="#fff"/>'), '#102030'],
    ['yellow on white', DISC.replace('/>', ' fill="#ffe000"/>'), '#ffffff'],
  ])('finds the shape of a picture: %s', async (name, body, background) => {
    const drawn = await (await readShape(await png(name, body, background))).draw(60);
    expect([drawn.width, drawn.height]).toEqual([60, 60]);
    expect(area(drawn)).toBeCloseTo(Math.PI * 900, -2);
    expect(drawn.data[30 * 60 + 30]).toBeGreaterThan(0.99);
    expect(drawn.data[0]).toBeLessThan(0.01);
  });

  it('keeps the edges of an enlarged picture sharp', async () => {
    const drawn = await (await readShape(await png('small', DISC))).draw(480);
    expect(area(drawn) / (Math.PI * 240 ** 2)).toBeCloseTo(1, 1);
    // A contour of one pixel, and no more than two.
    expect(drawn.data.filter((value) => value > 0.02 && value < 0.98).length).toBeLessThan(2 * Math.PI * 480);
  });

  it('says in one line what is wrong', async () => {
    writeFileSync(
      `${folder}/bad.svg`,
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle',
    );
    writeFileSync(`${folder}/text.svg`, 'hello');
    await sharp({ create: { width: 20, height: 20, channels: 3, background: '#456' } })
      .png()
      .toFile(`${folder}/plain.png`);
    const problems: [string, RegExp][] = [
      [`${folder}/none.svg`, /none\.svg: expected a picture .*found no file of that name/],
      [`${folder}/bad.svg`, /bad\.svg: the SVG cannot be drawn \(.*\); save it anew as plain SVG$/],
      [`${folder}/text.svg`, /text\.svg: expected a picture .*found text/],
      [`${folder}/plain.png`, /plain\.png: expected a shape on a background, found one colour all over/],
      [svg('empty', ''), /empty\.svg: expected a shape, found nothing drawn/],
    ];
    for (const [path, message] of problems) {
      await expect(readShape(path)).rejects.toEqual(failure('NST_BAD_INPUT', message));
      await expect(readShape(path)).rejects.toEqual(failure('NST_BAD_INPUT', /^[^\n]*$/));
    }
  });

  it('does not read other files', async () => {
    const secret = await png('secret', DISC);
    const path = svg('thief', `${DISC}<image href="file://${secret}" x="100" width="100" height="100"/>`);
    const drawn = await (await readShape(path)).draw(100);
    expect([drawn.width, drawn.height]).toBeAllclose([100, 100], 0, 2);
  });
});

describe('shapeMask', () => {
  it('leaves the room that was asked for, in radii and in pixels', async () => {
    const source = await readShape(svg('bar', '<rect x="20" y="40" width="160" height="20"/>'));
    const { mask, radiusPx } = await shapeMask(source, 400, { top: 3, right: 1, bottom: 0, left: 2 }, 5);
    expect(mask.width).toBeGreaterThan(396);
    expect(mask.width).toBeLessThanOrEqual(400);
    const columns = Array.from({ length: mask.width }, (_, x) =>
      mask.data.some((value, i) => i % mask.width === x && value > 0.5),
    );
    const rows = Array.from({ length: mask.height }, (_, y) =>
      mask.data.subarray(y * mask.width, (y + 1) * mask.width).some((value) => value > 0.5),
    );
    const found = [rows.indexOf(true), columns.indexOf(true), rows.toReversed().indexOf(true)];
    expect(found).toBeAllclose([5 + 3 * radiusPx, 5 + 2 * radiusPx, 5], 0, 1.5);
    const thickness = rows.lastIndexOf(true) + 1 - rows.indexOf(true);
    expect(radiusPx).toBeCloseTo(thickness / 2, -0.7);
  });
});
