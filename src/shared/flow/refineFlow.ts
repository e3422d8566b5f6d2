import type { Grid } from '../fields/grid.js';
import { sampleGrid } from '../fields/sampleGrid.js';
import type { Size } from '../pictures/picture.js';
import type { Flow } from './flow.js';
import { slopes } from './grayLevel.js';

/**
 * Weights of colour constancy, of constancy of slopes, and of smoothness, and rounds: as in OpenCV's version of the method ("medium"); the
 * paper has 10, 10 and 10 on other scales.
 */
const [COLOUR, SLOPE, SMOOTHNESS] = [5, 10, 20] as const;
/** Weights are found anew so often, and equations are solved by as many sweeps each time. */
const [ROUNDS, SWEEPS] = [5, 5] as const;
/** Over-relaxation. */
const OMEGA = 1.6;
/** Of the penalty sqrt(s^2 + eps^2). */
const EPSILON_SQUARED = 0.001 ** 2;
/** Added to squared slopes where equations are divided by them (zeta^2). */
const ZETA_SQUARED = 0.1 ** 2;

/** Slopes of slopes and what has changed of them between the pictures, [height, width] each. */
interface Data {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly xx: Float32Array;
  readonly xy: Float32Array;
  readonly yy: Float32Array;
  readonly t: Float32Array;
  readonly xt: Float32Array;
  readonly yt: Float32Array;
}

/**
 * The equations of all pixels, c1 = u / i11 + a12 v - neighbours and so on, [1 + height + 1, width] each: with a row of zeros above and below,
 * so that no neighbour has to be checked for.
 */
interface Equations {
  /** The flow that is looked for. */
  readonly u: Float32Array;
  readonly v: Float32Array;
  readonly a12: Float32Array;
  /** What stands on the diagonals, first without the neighbours. */
  readonly a11: Float32Array;
  readonly a22: Float32Array;
  readonly c1: Float32Array;
  readonly c2: Float32Array;
  /** How much a pixel insists on moving as the neighbours on its right and below; 0 at the border. */
  readonly right: Float32Array;
  readonly below: Float32Array;
}

/**
 * Makes a flow smooth where nothing is against it: colours and slopes go with the things, and neighbours move alike (variational refinement
 * of Kroeger 2016, after Brox et al. 2004, with all penalties robust).
 */
export function refineFlow(first: Grid, second: Grid, flow: Flow): Flow {
  const { width, height } = first;
  const data = dataOf(first, warped(second, flow));
  const plane = () => new Float32Array((height + 2) * width);
  const equations: Equations = {
    u: plane(),
    v: plane(),
    a12: plane(),
    a11: plane(),
    a22: plane(),
    c1: plane(),
    c2: plane(),
    right: plane(),
    below: plane(),
  };
  const { u, v } = equations;
  u.set(flow.dx, width);
  v.set(flow.dy, width);
  for (let round = 0; round < ROUNDS; round++) {
    weighData(data, flow, equations);
    weighSmoothness(first, equations);
    addNeighbours(first, equations);
    for (let sweep = 0; sweep < SWEEPS; sweep++) relax(first, equations);
  }
  const inner = (framed: Float32Array) => framed.slice(width, (height + 1) * width);
  return { width, height, dx: inner(u), dy: inner(v) };
}

/** The second picture as it lies on the first. */
function warped(second: Grid, { width, height, dx, dy }: Flow): Grid {
  const data = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) data[i] = sampleGrid(second, x + dx[i]!, y + dy[i]!);
  return { width, height, data };
}

/** Slopes are means of both pictures'. */
function dataOf(first: Grid, second: Grid): Data {
  const { width, height } = first;
  const grid = (data: Float32Array): Grid => ({ width, height, data });
  const mean = grid(first.data.map((value, i) => (value + second.data[i]!) / 2));
  const t = grid(second.data.map((value, i) => value - first.data[i]!));
  const { x, y } = slopes(mean);
  const { x: xx, y: xy } = slopes(grid(x));
  const { y: yy } = slopes(grid(y));
  const { x: xt, y: yt } = slopes(t);
  return { x, y, xx, xy, yy, t: t.data, xt, yt };
}

function weighData(
  { x, y, xx, xy, yy, t, xt, yt }: Data,
  { width, dx, dy }: Flow,
  { u, v, a11, a12, a22, c1, c2 }: Equations,
): void {
  for (let pixel = 0, i = width; pixel < t.length; pixel++, i++) {
    const startU = dx[pixel]!;
    const startV = dy[pixel]!;
    const du = u[i]! - startU;
    const dv = v[i]! - startV;
    const gx = x[pixel]!;
    const gy = y[pixel]!;
    const gt = t[pixel]!;
    const norm = 1 / (gx * gx + gy * gy + ZETA_SQUARED);
    const error = gt + gx * du + gy * dv;
    const colour = (COLOUR * norm) / Math.sqrt(error * error * norm + EPSILON_SQUARED);
    const hxx = xx[pixel]!;
    const hxy = xy[pixel]!;
    const hyy = yy[pixel]!;
    const hxt = xt[pixel]!;
    const hyt = yt[pixel]!;
    const normX = 1 / (hxx * hxx + hxy * hxy + ZETA_SQUARED);
    const normY = 1 / (hyy * hyy + hxy * hxy + ZETA_SQUARED);
    const errorX = hxt + hxx * du + hxy * dv;
    const errorY = hyt + hxy * du + hyy * dv;
    const slope = SLOPE / Math.sqrt(errorX * errorX * normX + errorY * errorY * normY + EPSILON_SQUARED);
    const sx = slope * normX;
    const sy = slope * normY;
    const m11 = colour * gx * gx + sx * hxx * hxx + sy * hxy * hxy;
    const m12 = colour * gx * gy + sx * hxx * hxy + sy * hxy * hyy;
    const m22 = colour * gy * gy + sx * hxy * hxy + sy * hyy * hyy;
    a11[i] = m11;
    a12[i] = m12;
    a22[i] = m22;
    // Of the whole flow, not of what is added to the start.
    c1[i] = m11 * startU + m12 * startV - (colour * gx * gt + sx * hxx * hxt + sy * hxy * hyt);
    c2[i] = m12 * startU + m22 * startV - (colour * gy * gt + sx * hxy * hxt + sy * hyy * hyt);
  }
}

function weighSmoothness({ width, height }: Size, { u, v, right, below }: Equations): void {
  for (let y = 0, i = width; y < height; y++) {
    const isLastRow = y === height - 1;
    for (let x = 0; x < width; x++, i++) {
      const isLast = x === width - 1;
      const ux = isLast ? 0 : u[i + 1]! - u[i]!;
      const vx = isLast ? 0 : v[i + 1]! - v[i]!;
      const uy = isLastRow ? 0 : u[i + width]! - u[i]!;
      const vy = isLastRow ? 0 : v[i + width]! - v[i]!;
      const weight = SMOOTHNESS / Math.sqrt(ux * ux + vx * vx + uy * uy + vy * vy + EPSILON_SQUARED);
      right[i] = isLast ? 0 : weight;
      below[i] = isLastRow ? 0 : weight;
    }
  }
}

/** Turns the diagonals into what is multiplied by: the same in all sweeps of a round. */
function addNeighbours({ width, height }: Size, { a11, a22, right, below }: Equations): void {
  for (let i = width, end = (height + 1) * width; i < end; i++) {
    const sum = right[i - 1]! + right[i]! + below[i - width]! + below[i]!;
    a11[i] = 1 / (a11[i]! + sum);
    a22[i] = 1 / (a22[i]! + sum);
  }
}

/** A sweep of successive over-relaxation. */
function relax({ width, height }: Size, { u, v, a11, a12, a22, c1, c2, right, below }: Equations): void {
  for (let i = width, end = (height + 1) * width; i < end; i++) {
    const toLeft = right[i - 1]!;
    const toRight = right[i]!;
    const up = below[i - width]!;
    const down = below[i]!;
    const cross = a12[i]!;
    const oldU = u[i]!;
    const oldV = v[i]!;
    const sumU = toLeft * u[i - 1]! + toRight * u[i + 1]! + up * u[i - width]! + down * u[i + width]!;
    const newU = oldU + OMEGA * ((c1[i]! - cross * oldV + sumU) * a11[i]! - oldU);
    const sumV = toLeft * v[i - 1]! + toRight * v[i + 1]! + up * v[i - width]! + down * v[i + width]!;
    u[i] = newU;
    v[i] = oldV + OMEGA * ((c2[i]! - cross * newU + sumV) * a22[i]! - oldV);
  }
}
