import type { Grid } from '../../../shared/fields/grid.js';
import { indicesWhere, mapPixels } from '../../../shared/fields/perPixel.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import { deviations, fitMixture, type Mixture } from './mixture.js';
import { drawSurface, fitSurface, type Surface } from './surface.js';

/** Share of the shorter side that counts as the border. */
const BORDER_SHARE = 0.03;
/** A surface that its samples lie this near to (median) is all there is to a ground. */
const SMOOTH_SPREAD = 0.012;
/** What a ground without texture may be off by and still be ground. */
const TOLERANCE = 0.02;
/** Degree of the surface that is fitted to the border, and then to all that hangs together with it. */
const DEGREES = { border: 2, all: 4 } as const;
/** Colours of a texture or photograph. */
const COMPONENTS = 5;

/** What a picture shows where nothing is on it. */
export interface GroundModel {
  readonly kind: 'smooth' | 'textured';
  readonly surface: Surface;
  readonly mixture?: Mixture;
  /** How far each pixel is from being ground, in what may be expected of one: 1 is at the limit. */
  readonly distance: Grid;
}

/** Indices of the pixels near the border. */
export function borderPixels({ width, height }: Size): Uint32Array {
  const depth = Math.max(1, Math.round(BORDER_SHARE * Math.min(width, height)));
  return indicesWhere(width * height, (i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return x < depth || y < depth || width - 1 - x < depth || height - 1 - y < depth;
  });
}

function surfaceDistance({ width, height, pixels }: Picture, surface: Surface): Float32Array {
  const drawn = drawSurface(surface, { width, height });
  const limit = TOLERANCE + 3 * surface.spread;
  return mapPixels(width * height, (i) => {
    const k = i * RGB;
    const red = Math.abs(pixels[k]! - drawn[k]!);
    const green = Math.abs(pixels[k + 1]! - drawn[k + 1]!);
    const blue = Math.abs(pixels[k + 2]! - drawn[k + 2]!);
    return Math.max(red, green, blue) / limit;
  });
}

/** The pixels that hang together with the border by steps over what is near to the ground. */
export function groundPixels({ width, height, data }: Grid, limit = 1): Uint32Array {
  const isReached = new Uint8Array(data.length);
  const waiting = new Int32Array(data.length);
  let last = 0;
  const reach = (i: number) => {
    if (isReached[i] || data[i]! >= limit) return;
    isReached[i] = 1;
    waiting[last++] = i;
  };
  for (const i of borderPixels({ width, height })) reach(i);
  while (last > 0) {
    const i = waiting[--last]!;
    const x = i % width;
    if (x > 0) reach(i - 1);
    if (x < width - 1) reach(i + 1);
    if (i >= width) reach(i - width);
    if (i < data.length - width) reach(i + width);
  }
  return indicesWhere(data.length, (i) => isReached[i] === 1);
}

function smoothModel(picture: Picture, first: Surface): GroundModel {
  const { width, height, pixels } = picture;
  let surface = first;
  let distance = { width, height, data: surfaceDistance(picture, surface) };
  // What is fitted to the border alone may be off in the middle: it grows inwards by what it reaches.
  for (let degree = DEGREES.border; degree <= DEGREES.all; degree++) {
    surface = fitSurface(pixels, picture, groundPixels(distance), degree);
    distance = { width, height, data: surfaceDistance(picture, surface) };
  }
  return { kind: 'smooth', surface, distance };
}

/**
 * Models the ground of a picture by what its border shows: a smooth surface if that says all, else a mixture of colours.
 */
export function modelGround(picture: Picture): GroundModel {
  const { width, height, pixels } = picture;
  const border = borderPixels(picture);
  const surface = fitSurface(pixels, picture, border, DEGREES.border);
  if (surface.spread < SMOOTH_SPREAD) return smoothModel(picture, surface);
  const mixture = fitMixture(pixels, border, COMPONENTS);
  const data = deviations(mixture, pixels).map((deviation) => deviation / 3);
  return { kind: 'textured', surface, mixture, distance: { width, height, data } };
}
