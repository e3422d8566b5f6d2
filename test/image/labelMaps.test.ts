import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readLabelRegions } from '../../src/image/labelMaps.js';
import { transferImage } from '../../src/image/transferImage.js';
import type { LabelColour } from '../../src/shared/pictures/labels.js';
import type { Picture, Size } from '../../src/shared/pictures/picture.js';
import { writePicture } from '../../src/shared/pictures/write.js';
import { SILENT } from '../../src/shared/reporter.js';
import { failure } from '../support/failure.js';
import { scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => `${folder}/${name}.png`;
const SIZE: Size = { width: 64, height: 48 };
const [RED, BLUE, GREEN]: LabelColour[] = [
  [1, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
];

const paint = (colourAt: (x: number, y: number) => LabelColour): Picture => ({
  ...SIZE,
  pixels: Float32Array.from({ length: SIZE.width * SIZE.height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return colourAt(pixel % SIZE.width, Math.floor(pixel / SIZE.width))[i % 3]!;
  }),
});
/** A quarter of the width, or more, in red; what is right of it in blue. */
const split = (share: number, right: LabelColour = BLUE!) =>
  paint((x) => (x < share * SIZE.width ? RED! : right));
/** Orange stripes on the left, dark dots on the right. */
const style = paint((x, y) =>
  x < 32
    ? y % 6 < 3
      ? [0.95, 0.5, 0.1]
      : [0.7, 0.3, 0]
    : (x + y) % 7 < 2
      ? [0.1, 0.1, 0.15]
      : [0.1, 0.3, 0.4],
);

beforeAll(async () => {
  await writePicture(file('half'), split(0.5));
  await writePicture(file('quarter'), split(0.25));
  await writePicture(
    file('off'),
    paint((x) => (x < 32 ? [0.94, 0.05, 0.02] : [0.03, 0.02, 0.9])),
  );
  await writePicture(file('green'), split(0.5, GREEN!));
  await writePicture(file('one'), split(1));
  await writePicture(file('wide'), {
    width: 64,
    height: 24,
    pixels: split(0.5).pixels.slice(0, 64 * 24 * 3),
  });
  await writePicture(file('style'), style);
});

const owner = (name: string) => ({ path: file(name), owner: { name: 'a.png', ...SIZE } });
const regions = (content: string, ...styles: string[]) =>
  readLabelRegions(owner(content), styles.map(owner), SILENT);

describe('readLabelRegions', () => {
  it('brings together what has one colour, also where it was mixed anew', async () => {
    const { content, styles } = await regions('quarter', 'half', 'off');
    // The larger one, blue, comes first.
    expect(content.map((plane) => plane[0])).toEqual([0, 1]);
    for (const planes of styles) {
      expect(planes.map((plane) => plane[0])).toEqual([0, 1]);
      expect(planes.map((plane) => plane[63])).toEqual([1, 0]);
    }
  });

  it('reads maps that were saved as JPEG', async () => {
    const path = `${folder}/half.jpg`;
    await sharp(file('half')).jpeg({ quality: 50 }).toFile(path);
    const { styles } = await readLabelRegions(owner('quarter'), [{ ...owner('half'), path }], SILENT);
    const [blue, red] = styles[0]!;
    const share = (plane: Float32Array) => plane.reduce((sum, value) => sum + value, 0) / plane.length;
    expect(share(blue!)).toBeCloseTo(0.5, 1);
    expect(share(red!)).toBeCloseTo(0.5, 1);
  });

  it('says what a style’s map does not have', async () => {
    await expect(regions('half', 'green')).rejects.toEqual(
      failure(
        'NST_BAD_INPUT',
        /green\.png: expected the colour #0000ff \(50 % of .*half\.png\) in it, found #/,
      ),
    );
  });

  it('warns of what is not used', async () => {
    const warnings: string[] = [];
    const reporter = { ...SILENT, warn: (text: string) => warnings.push(text) };
    await writePicture(
      file('three'),
      paint((x) => (x < 20 ? RED! : x < 44 ? BLUE! : GREEN!)),
    );
    await readLabelRegions(owner('half'), [owner('three')], reporter);
    expect(warnings).toEqual([`${file('three')}: #00ff00 is nowhere in the content’s map, and is not used`]);
  });

  it.each([
    ['one', 'half', /one\.png: expected at least two colours, found only #ff0000; paint each region/],
    ['half', 'wide', /wide\.png: expected a map of the shape of a\.png \(64x48\), found 64x24/],
  ])('refuses %s with %s', async (content, map, problem) => {
    await expect(regions(content, map)).rejects.toEqual(failure('NST_BAD_INPUT', problem));
  });
});

const RUN = {
  size: 64,
  iterations: 12,
  device: 'cpu',
  preset: 'draft',
  statistic: 'gram',
  match: false,
} as const;
/** Mean colour left and right of a column. */
function sides({ pixels, width }: Picture, column: number) {
  const mean = (isLeft: boolean, channel: number) => {
    const values = [...pixels.keys()].filter(
      (i) => i % 3 === channel && Math.floor(i / 3) % width < column === isLeft,
    );
    return values.reduce((sum, i) => sum + pixels[i]!, 0) / values.length;
  };
  return { leftRed: mean(true, 0), rightRed: mean(false, 0) };
}

describe('a transfer by painted maps', () => {
  it('gives every region the style of its own colour', async () => {
    const maps = { contentMap: file('quarter'), styleMap: [file('half')] };
    const content = file('content');
    await writePicture(
      content,
      paint(() => [0.5, 0.5, 0.5]),
    );
    const { picture } = await transferImage({
      content,
      style: file('style'),
      strength: 0.9,
      ...maps,
      ...RUN,
    });
    const { leftRed, rightRed } = sides(picture, 16);
    expect(leftRed).toBeGreaterThan(0.6);
    expect(rightRed).toBeLessThan(0.45);
  });

  it('paints a doodle: the content is the map, and nothing of its colours is left', async () => {
    const { picture, losses } = await transferImage({
      content: file('quarter'),
      style: file('style'),
      styleMap: [file('half')],
      ...RUN,
    });
    expect(Object.keys(losses.terms)).not.toContain('content');
    const { leftRed, rightRed } = sides(picture, 16);
    expect(leftRed).toBeGreaterThan(0.6);
    expect(rightRed).toBeLessThan(0.3);
  });

  it.each([
    [{ contentMap: 'a' }, /^content-map: expected style-map beside it, found none/],
    [{ styleMap: ['a', 'b'] }, /^style-map: expected 1 map, one for each style in order, found 2$/],
    [{ styleMap: ['a'], styleMask: ['b'] }, /^style-map and style-mask: expected one of them, found both/],
  ])('refuses %j', async (given, problem) => {
    const transfer = transferImage({ content: file('half'), style: file('style'), ...RUN, ...given });
    await expect(transfer).rejects.toEqual(failure('NST_BAD_OPTION', problem));
  });
});
