import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import type { Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import { resizePremultiplied } from '../../shared/pictures/resize.js';
import type { ShapedExample } from '../synthesis.js';
import { type ShadowPlace, shadowMask, silhouetteOf } from './castShadow.js';

/** Below this nothing is hidden. */
const UNHIDDEN = 0.02;

/** An effect, small, as shadows are looked for in it. */
export interface View extends Size {
  readonly picture: Premultiplied;
  /** Coverage of what hides the ground. */
  readonly caster: Float32Array;
  readonly radiusPx: number;
  /** Pixels where the ground is seen: whole arrays of their indices, columns, rows and alpha. */
  readonly seenThrough: Int32Array;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  readonly alpha: Float32Array;
  /** Sum of the squares of that alpha. */
  readonly energy: number;
}

/** @param wantedPx half the width of its strokes there */
export function viewOf({ picture, shape }: ShapedExample, radiusPx: number, wantedPx: number): View {
  const scale = Math.min(1, wantedPx / radiusPx);
  const size = {
    width: Math.max(8, Math.round(shape.width * scale)),
    height: Math.max(8, Math.round(shape.height * scale)),
  };
  const small = resizePremultiplied(picture, size);
  const caster = silhouetteOf(small, resizeGrid(shape, size));
  const seenThrough = Int32Array.from(caster.keys()).filter((i) => caster[i]! < UNHIDDEN);
  const alpha = Float32Array.from(seenThrough, (i) => small.rgba[i * RGBA + 3]!);
  return {
    ...size,
    picture: small,
    caster,
    radiusPx: radiusPx * scale,
    seenThrough,
    columns: seenThrough.map((i) => i % size.width),
    rows: seenThrough.map((i) => Math.floor(i / size.width)),
    alpha,
    energy: alpha.reduce((sum, value) => sum + value * value, 0),
  };
}

/** Moves are whole pixels of the view. */
export interface Move {
  readonly across: number;
  readonly down: number;
}

/** The squared error of the best multiple of a mask that is moved. */
export function errorOf(
  { width, height, columns, rows, alpha, energy }: View,
  mask: Float32Array,
  move: Move,
): number {
  let [product, squares] = [0, 1e-9];
  for (let s = 0; s < alpha.length; s++) {
    const x = columns[s]! - move.across;
    const y = rows[s]! - move.down;
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const m = mask[y * width + x]!;
    squares += m * m;
    product += m * alpha[s]!;
  }
  return Math.max(0, energy - (product * product) / squares);
}

export const UNMOVED: Move = { across: 0, down: 0 };

/** How a shadow may lie, and what it leaves. */
export interface Fit extends ShadowPlace {
  /** Squared error of alpha over all that is seen through. */
  readonly error: number;
}

/** The one that leaves least. */
export const bestOf = (fits: readonly Fit[]): Fit => fits.reduce((a, b) => (b.error < a.error ? b : a));

/** The premultiplied colour of a shadow that lies at a place. */
export function colourOf(view: View, laid: ShadowPlace): number[] {
  const mask = shadowMask(view.caster, view, laid, view.radiusPx);
  const products = [0, 0, 0, 0];
  let squares = 1e-9;
  for (const i of view.seenThrough) {
    squares += mask[i]! ** 2;
    for (let k = 0; k < RGBA; k++) products[k] = products[k]! + mask[i]! * view.picture.rgba[i * RGBA + k]!;
  }
  return products.map((product) => Math.min(1, product / squares));
}
