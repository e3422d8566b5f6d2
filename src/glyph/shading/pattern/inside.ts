import { boxBlur } from '../../../shared/fields/boxBlur.js';
import type { Grid } from '../../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../../shared/pictures/premultiplied.js';
import { depthAt, type Sites } from '../sites.js';

/** Looked for from this depth on, in radii: rims run along the contour. */
export const LEAST_DEPTH = 0.25;
/** Whatever is seen through has no colour of its own. */
const OPAQUE = 0.95;

/** The inside of a shape, where patterns are looked for. */
export interface Inside {
  readonly sites: Sites;
  /** 1 inside, else 0. */
  readonly mask: Grid;
  readonly pixels: Uint32Array;
}

export function insideOf({ rgba }: Premultiplied, sites: Sites): Inside {
  const { width, height, data } = sites.distance;
  const mask = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (depthAt(sites, i) >= LEAST_DEPTH && rgba[i * RGBA + 3]! >= OPAQUE) mask[i] = 1;
  }
  const pixels = Uint32Array.from(data.keys()).filter((i) => mask[i] === 1);
  return { sites, mask: { width, height, data: mask }, pixels };
}

/** Departures of values from their means around, inside; 0 elsewhere. */
export function departures(values: Float32Array, { mask }: Inside, radiusPx: number): Float32Array {
  const { width, height, data } = mask;
  const held = boxBlur({ width, height, data: values.map((value, i) => value * data[i]!) }, radiusPx).data;
  const weight = boxBlur(mask, radiusPx).data;
  return values.map((value, i) => (data[i] === 1 ? value - held[i]! / Math.max(1e-6, weight[i]!) : 0));
}
