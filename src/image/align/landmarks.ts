/** Places that belong together, named by the user: the way of the paper, whose faces are laid on each other by landmarks. */
import { NstError } from '../../shared/errors.js';
import { readInputFile } from '../../shared/inputFile.js';
import type { Size } from '../../shared/pictures/picture.js';
import type { TransferImageOptions } from '../options.js';
import type { Correspondence } from './correspondence.js';

/** A place in shares of a picture's width and height, from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** Places of the content and of the style, in the same order. */
export interface Landmarks {
  readonly content: readonly Point[];
  readonly style: readonly Point[];
}

/** Fewer leave a turn or a scale open; more than meshes of faces have are a mistake. */
const COUNT = { least: 3, most: 2000 } as const;
/** Places nearer to each other than this, in shares of a side, are one: of a thousand pixels, one. */
const LEAST_DISTANCE = 1e-3;
/** Of 2,000 places with all digits. */
const MAX_BYTES = 2 ** 20;
const EXPECTED = 'landmarks (JSON: [[x, y], ...] in 0..1)';

async function readPoints(path: string): Promise<readonly Point[]> {
  const [bytes, { z }, { parseOutsideJson }] = await Promise.all([
    readInputFile(path, { expected: EXPECTED, maxBytes: MAX_BYTES }),
    import('zod'),
    import('../../shared/outsideJson.js'),
  ]);
  const share = z.number().min(0).max(1);
  const schema = z
    .array(z.tuple([share, share]))
    .min(COUNT.least)
    .max(COUNT.most);
  const points = parseOutsideJson(bytes, schema, {
    name: path,
    code: 'NST_BAD_INPUT',
    advice: 'write places as shares of width and height, from the upper left',
  });
  const [x0, y0] = points[0]!;
  if (points.every(([x, y]) => Math.hypot(x - x0, y - y0) < LEAST_DISTANCE)) {
    const problem =
      'expected places that lie apart, found all of them at one; give different parts of the face';
    throw new NstError('NST_BAD_INPUT', `${path}: ${problem}`);
  }
  return points;
}

/**
 * Reads the places that belong together, if any are named.
 *
 * @throws NstError NST_BAD_INPUT for a file that is no list of places, or of one place alone, and for lists of different length
 */
export async function readLandmarks({
  contentLandmarks,
  styleLandmarks,
}: Pick<TransferImageOptions, 'contentLandmarks' | 'styleLandmarks'>): Promise<Landmarks | undefined> {
  if (contentLandmarks === undefined || styleLandmarks === undefined) return undefined;
  const [content, style] = await Promise.all([readPoints(contentLandmarks), readPoints(styleLandmarks)]);
  if (content.length !== style.length) {
    const expected = `${content.length} places, as many as in ${contentLandmarks}`;
    throw new NstError(
      'NST_BAD_INPUT',
      `${styleLandmarks}: expected ${expected}, found ${style.length}; give both the same places in the same order`,
    );
  }
  return { content, style };
}

/** The same places of a content that was given a margin. */
export function extendLandmarks(landmarks: Landmarks, size: Size, marginPx: number): Landmarks {
  const extend = (share: number, length: number) => (share * length + marginPx) / (length + 2 * marginPx);
  const content = landmarks.content.map(([x, y]): Point => [extend(x, size.width), extend(y, size.height)]);
  return { ...landmarks, content };
}

/** Keeps weights finite at a landmark itself, in squared pixels of the grid. */
const AT_LANDMARK = 1e-6;

/**
 * Where a place goes if landmarks go to theirs, by moving least squares with similarities (Schaefer, McPhail & Warren, SIGGRAPH
 * 2006, eq. 6): each place is turned, scaled and shifted as the landmarks near it are.
 *
 * @param from, to in the same units as `place`
 */
export function movePoint(position: Point, from: readonly Point[], to: readonly Point[]): Point {
  const weights = from.map(([x, y]) => 1 / ((x - position[0]) ** 2 + (y - position[1]) ** 2 + AT_LANDMARK));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (points: readonly Point[], axis: 0 | 1) =>
    points.reduce((sum, point, i) => sum + weights[i]! * point[axis], 0) / total;
  const [px, py, qx, qy] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)];
  let [scale, turn, spread] = [0, 0, 0];
  from.forEach(([x, y], i) => {
    const [ax, ay, bx, by] = [x - px, y - py, to[i]![0] - qx, to[i]![1] - qy];
    const weight = weights[i]!;
    scale += weight * (ax * bx + ay * by);
    turn += weight * (ax * by - ay * bx);
    spread += weight * (ax * ax + ay * ay);
  });
  const [dx, dy] = [position[0] - px, position[1] - py];
  const inverse = spread > 0 ? 1 / spread : 0;
  return [qx + (scale * dx - turn * dy) * inverse, qy + (turn * dx + scale * dy) * inverse];
}

/** Longer side of the grid on which landmarks are spread out. */
const GRID = 64;

/** The correspondence that landmarks say, everywhere in a picture. */
export function landmarkCorrespondence({ content, style }: Landmarks, a: Size, b: Size): Correspondence {
  const unit = Math.max(a.width, a.height) / GRID;
  const width = Math.max(1, Math.round(a.width / unit));
  const height = Math.max(1, Math.round(a.height / unit));
  const inPixels = (points: readonly Point[], size: Size) =>
    points.map(([x, y]): Point => [(x * size.width) / unit, (y * size.height) / unit]);
  const [from, to] = [inPixels(content, a), inPixels(style, b)];
  const [x, y] = [new Float32Array(width * height), new Float32Array(width * height)];
  for (let i = 0; i < width * height; i++) {
    const cell: Point = [
      (((i % width) + 0.5) * a.width) / width / unit,
      ((Math.floor(i / width) + 0.5) * a.height) / height / unit,
    ];
    const [u, v] = movePoint(cell, from, to);
    x[i] = (u * unit) / b.width;
    y[i] = (v * unit) / b.height;
  }
  return { width, height, x, y };
}
