import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeLayers } from '../../../src/image/align/descriptors.js';
import { colourStatistics } from '../../../src/image/colour/statistics.js';
import {
  type Picture,
  type TransferImageOptions,
  transferImage,
  writePicture,
} from '../../../src/image/index.js';
import { findRegions, type Regions } from '../../../src/image/match/findRegions.js';
import { carriedPlanes } from '../../../src/image/match/matchRegions.js';
import { recolour } from '../../../src/image/match/recolour.js';
import { transportPlan } from '../../../src/image/match/transportPlan.js';
import { SILENT } from '../../../src/shared/reporter.js';
import { Rng } from '../../../src/shared/rng.js';
import { failure } from '../../support/failure.js';
import { paint, scene, scratchFolder } from '../../support/pictures.js';

const SIZE = { width: 12, height: 9 };
const EVERYWHERE = new Float32Array(SIZE.width * SIZE.height).fill(1);

/** Things of which each is seen as a direction of its own, with a little noise. @param thingAt number of the thing at a column */
function seen(thingAt: (x: number) => number) {
  const rng = new Rng(3);
  const data = Float32Array.from(
    { length: SIZE.width * SIZE.height * 4 },
    (_, i) => 0.05 * rng.normal() + (i % 4 === thingAt(Math.floor(i / 4) % SIZE.width) ? 1 : 0),
  );
  return describeLayers([{ shape: [1, SIZE.height, SIZE.width, 4], data }]);
}

const find = (thingAt: (x: number) => number, most = 4) => findRegions(seen(thingAt), EVERYWHERE, most);

/** The region that most of a place belongs to. */
const regionAt = ({ planes }: Regions, i: number) => {
  const values = planes.map((plane) => plane[i]!);
  return values.indexOf(Math.max(...values));
};

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('findRegions', () => {
  it('finds the things that are there', () => {
    const regions = find((x) => Math.floor(x / 4), 3);
    const row = Array.from({ length: SIZE.width }, (_, x) => regionAt(regions, x));
    expect(new Set([row[0], row[4], row[8]]).size).toBe(3);
    expect(row).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8].map((x) => row[x]));
  });

  it('gives each place away once', () => {
    const { planes, shares } = find((x) => Math.floor(x / 4));
    for (let i = 0; i < EVERYWHERE.length; i++) {
      expect(sumOf(planes.map((plane) => plane[i]!))).toBeCloseTo(1, 5);
    }
    expect(sumOf(shares)).toBeCloseTo(1, 5);
  });

  it('leaves out what does not count', () => {
    const counts = EVERYWHERE.map((_, i) => (i % SIZE.width < 8 ? 1 : 0));
    const regions = findRegions(
      seen((x) => Math.floor(x / 4)),
      counts,
      3,
    );
    expect(regions.planes).toHaveLength(2);
  });
});

describe('transportPlan', () => {
  it('empties every pile and fills every hole', () => {
    const rng = new Rng(1);
    const cost = Float32Array.from({ length: 6 }, () => rng.uniform());
    const plan = transportPlan(cost, [0.2, 0.8], [0.5, 0.1, 0.4]);
    const entry = (i: number, j: number) => plan[3 * i + j]!;
    expect([0, 1].map((i) => sumOf([0, 1, 2].map((j) => entry(i, j))))).toEqual([
      expect.closeTo(0.2, 3),
      expect.closeTo(0.8, 3),
    ]);
    expect([0, 1, 2].map((j) => entry(0, j) + entry(1, j))).toEqual([
      expect.closeTo(0.5, 3),
      expect.closeTo(0.1, 3),
      expect.closeTo(0.4, 3),
    ]);
  });

  it('carries as little as can be, by trying all assignments', () => {
    const cost = Float32Array.from([0.1, 0.9, 0.8, 0.7, 0.2, 0.9, 0.6, 0.1, 0.9]);
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const costOf = (order: readonly number[]) => sumOf(order.map((j, i) => cost[3 * i + j]!)) / 3;
    const least = Math.min(...orders.map(costOf));
    const third = [1 / 3, 1 / 3, 1 / 3];
    const plan = transportPlan(cost, third, third);
    expect(sumOf([...plan].map((value, k) => value * cost[k]!))).toBeCloseTo(least, 1);
  });
});

describe('carriedPlanes', () => {
  it('takes like to like, all of the style in all', () => {
    const content = find((x) => (x < 4 ? 0 : 1), 2);
    const style = find((x) => (x < 8 ? 1 : 0), 2);
    const planes = carriedPlanes(content, style);
    const [ofLeft, ofRight] = [regionAt(content, 0), regionAt(content, 11)];
    // A third of the content is like a third of the style, at the other end of it.
    expect(planes[ofLeft]![11]).toBeGreaterThan(0.9);
    expect(planes[ofRight]![0]).toBeGreaterThan(0.9);
    for (let i = 0; i < EVERYWHERE.length; i++) expect(planes[0]![i]! + planes[1]![i]!).toBeCloseTo(1, 2);
  });

  it('takes what is left over where areas differ', () => {
    const content = find((x) => (x < 6 ? 0 : 1), 2);
    const style = find((x) => (x < 3 ? 0 : 1), 2);
    const planes = carriedPlanes(content, style);
    const plane = planes[regionAt(content, 0)]!;
    // A half of the content takes the quarter that is like it, and a quarter from the other three.
    expect(plane[0]).toBeGreaterThan(0.95);
    expect(plane[11]).toBeCloseTo(1 / 3, 1);
  });
});

describe('recolour', () => {
  const size = { width: 20, height: 10 };
  const content = scene(size, 1);
  const style = scene({ width: 16, height: 16 }, 2);
  const dusk = { ...style, pixels: style.pixels.map((value) => value * 0.5) };
  const left = Float32Array.from({ length: 200 }, (_, i) => (i % 20 < 10 ? 1 : 0));
  const meanOf = (picture: Picture, weights?: Float32Array) => [...colourStatistics(picture, weights).mean];

  it('leaves a picture as it is that is told to look like itself', () => {
    const all = left.map(() => 1);
    const same = recolour(content, [{ plane: all, style: content, weights: undefined }]);
    expect(same.pixels).toBeAllclose(content.pixels, 1e-4, 1e-4);
  });

  it('gives each part the colours of its own, and keeps what is no part', () => {
    const right = left.map((value) => 1 - value);
    const two = recolour(content, [
      { plane: left, style, weights: undefined },
      { plane: right, style: dusk, weights: undefined },
    ]);
    expect(meanOf(two, left)).toBeAllclose(meanOf(style), 1e-4, 1e-4);
    expect(meanOf(two, right)).toBeAllclose(meanOf(dusk), 1e-4, 1e-4);
    const half = recolour(content, [{ plane: left, style, weights: undefined }]);
    expect(meanOf(half, right)).toBeAllclose(meanOf(content, right), 1e-4, 1e-4);
  });

  it('does not stretch the noise of a flat picture', () => {
    const noise = new Rng(4).normals(600, 1 / 255);
    const flat = { ...size, pixels: noise.map((value) => 0.5 + value) };
    const { pixels } = recolour(flat, [{ plane: left.map(() => 1), style, weights: undefined }]);
    const deviation = Math.sqrt(colourStatistics({ ...size, pixels }).covariance[0]!);
    const wanted = Math.sqrt(colourStatistics(style).covariance[0]!);
    expect(deviation).toBeLessThan(wanted / 4);
  });
});

describe('--match', () => {
  const folder = scratchFolder();
  const file = (name: string) => join(folder, name);
  const size = { width: 64, height: 64 };
  /** Flat colour above, stripes below. */
  const land = (flip: boolean) =>
    paint(size, (x, y) => {
      const wave = 0.5 + 0.5 * Math.sin(60 * x);
      return y < 0.5 === flip ? [wave, 0.2, 1 - wave] : [0.3, 0.5, 0.9];
    });
  const OPTIONS: TransferImageOptions = {
    content: file('land.png'),
    style: file('other.png'),
    size: 48,
    iterations: 3,
    match: true,
    device: 'cpu',
    threads: 1,
    styleLayers: ['conv1'],
    contentLayers: ['conv3'],
    statistic: 'gram',
  };

  it('runs from end to end, and refuses a picture without parts by its name', async () => {
    await writePicture(OPTIONS.content, land(true));
    await writePicture(file('other.png'), land(false));
    await writePicture(
      file('flat.png'),
      paint(size, () => [0.4, 0.4, 0.4]),
    );
    const stages: string[] = [];
    const reporter = { ...SILENT, stage: (text: string) => void stages.push(text) };
    const { picture } = await transferImage({ ...OPTIONS, reporter });
    expect(picture).toMatchObject({ width: 48, height: 48 });
    expect(stages[0]).toBe('putting like on like');
    await expect(transferImage({ ...OPTIONS, style: file('flat.png') })).rejects.toEqual(
      failure('NST_BAD_INPUT', /flat\.png: expected at least two regions .* found 1; leave --match out/),
    );
  });

  it.each(['styleMask', 'contentMask', 'styleMap', 'init'] as const)('does not go with %s', async (name) => {
    await expect(
      transferImage({ ...OPTIONS, [name]: name === 'init' ? 'noise' : ['a.png'] }),
    ).rejects.toEqual(
      failure('NST_BAD_OPTION', /^match and .*: expected one of them, found both; leave one out$/),
    );
  });
});
