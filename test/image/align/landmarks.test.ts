import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  extendLandmarks,
  landmarkCorrespondence,
  movePoint,
  type Point,
  readLandmarks,
} from '../../../src/image/align/landmarks.js';
import { scratchFolder } from '../../support/pictures.js';

const POINTS: readonly Point[] = [
  [2, 3],
  [9, 4],
  [5, 8],
  [7, 1],
];

describe('movePoint', () => {
  const turned = ([x, y]: Point): Point => [0.8 * x - 0.6 * y + 3, 0.6 * x + 0.8 * y - 2];

  it('moves everything as a similarity does, if that is what landmarks do', () => {
    for (const point of [
      [0, 0],
      [20, -5],
      [5, 5],
    ] as const) {
      expect([...movePoint(point, POINTS, POINTS.map(turned))]).toBeAllclose(turned(point), 1e-5, 1e-4);
    }
  });

  it('takes landmarks to theirs', () => {
    const to: Point[] = POINTS.map(([x, y], i) => [x + Math.sin(3 * i), y + Math.cos(5 * i)]);
    POINTS.forEach((point, i) => {
      expect([...movePoint(point, POINTS, to)]).toBeAllclose(to[i]!, 0, 1e-2);
    });
  });

  it('has an answer where all landmarks are one', () => {
    const same: Point[] = [
      [1, 1],
      [1, 1],
      [1, 1],
    ];
    expect([
      ...movePoint([4, 4], same, [
        [2, 3],
        [2, 3],
        [2, 3],
      ]),
    ]).toBeAllclose([2, 3], 0, 1e-5);
  });
});

describe('landmarkCorrespondence', () => {
  it('is the place itself, if the landmarks are the same', () => {
    const points = POINTS.map(([x, y]): Point => [x / 10, y / 10]);
    const { width, height, x, y } = landmarkCorrespondence(
      { content: points, style: points },
      { width: 128, height: 96 },
      { width: 128, height: 96 },
    );
    expect([width, height]).toEqual([64, 48]);
    for (let i = 0; i < x.length; i++) {
      expect(x[i]).toBeCloseTo(((i % width) + 0.5) / width, 4);
      expect(y[i]).toBeCloseTo((Math.floor(i / width) + 0.5) / height, 4);
    }
  });
});

it('extendLandmarks keeps places where they are when the content gets a margin', () => {
  const landmarks = { content: [[0, 0.5]] as const, style: [[0.2, 0.2]] as const };
  const extended = extendLandmarks(landmarks, { width: 80, height: 40 }, 10);
  expect(extended.content[0]![0]).toBeCloseTo(0.1, 6);
  expect(extended.content[0]![1]).toBeCloseTo(0.5, 6);
  expect(extended.style).toEqual(landmarks.style);
});

describe('readLandmarks', () => {
  const folder = scratchFolder();
  const save = (name: string, value: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
    return path;
  };
  const good = save('good.json', [
    [0.1, 0.2],
    [0.5, 0.5],
    [1, 0],
  ]);
  const read = (contentLandmarks: string, styleLandmarks = good) =>
    readLandmarks({ contentLandmarks, styleLandmarks });

  it('reads both files, and nothing if none is named', async () => {
    expect(await readLandmarks({})).toBeUndefined();
    expect((await read(good))!.style[2]).toEqual([1, 0]);
  });

  it.each([
    ['text', 'no json', 'expected JSON, found something else'],
    [
      'few',
      [
        [0, 0],
        [1, 1],
      ],
      'expected at least 3 entries',
    ],
    [
      'pixels',
      [
        [0, 0],
        [1, 1],
        [120, 0.5],
      ],
      '[2][0]: expected at most 1, found 120',
    ],
    ['object', { points: [] }, 'expected a list'],
    [
      'pairs',
      [
        [0, 0],
        [1, 1],
        [0.1, 0.2, 0.3],
      ],
      '[2]',
    ],
  ])('refuses %s in one line that names the file', async (name, value, problem) => {
    const path = save(`${name}.json`, value);
    const error = await read(path).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ name: 'NstError', code: 'NST_BAD_INPUT' });
    expect((error as Error).message).toContain(path);
    expect((error as Error).message).toContain(problem);
    expect((error as Error).message).not.toContain('\n');
  });

  it('refuses places that are all one', async () => {
    const one = save('one.json', [
      [0.5, 0.5],
      [0.5, 0.5],
      [0.5, 0.5004],
    ]);
    await expect(read(one)).rejects.toThrow(
      `${one}: expected places that lie apart, found all of them at one; give different parts of the face`,
    );
  });

  it('refuses lists of different length', async () => {
    const more = save('more.json', [
      [0, 0],
      [1, 1],
      [0.5, 0.5],
      [0.2, 0.2],
    ]);
    await expect(read(more)).rejects.toThrow(
      `${good}: expected 4 places, as many as in ${more}, found 3; give both the same places in the same order`,
    );
  });
});
