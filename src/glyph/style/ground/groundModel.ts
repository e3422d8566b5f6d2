import type { Grid } from '../../../shared/fields/grid.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import { deviation, fitMixture, type Mixture } from './mixture.js';
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
  const indices: number[] = [];
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (Math.min(x, y, width - 1 - x, height - 1 - y) < depth) indices.push(i);
  }
  return Uint32Array.from(indices);
}

function surfaceDistance({ width, height, pixels }: Picture, surface: Surface): Float32Array {
  const drawn = drawSurface(surface, { width, height });
  const limit = TOLERANCE + 3 * surface.spread;
  return Float32Array.from({ length: width * height }, (_, i) => {
    let most = 0;
    for (let c = 0; c < RGB; c++) most = Math.max(most, Math.abs(pixels[i * RGB + c]! - drawn[i * RGB + c]!));
    return most / limit;
  });
}

/** The pixels that hang together with the border by steps over what is near to the ground. */
export function groundPixels({ width, height, data }: Grid, limit = 1): Uint32Array {
  const isReached = new Uint8Array(data.length);
  const waiting = [...borderPixels({ width, height })].filter((i) => data[i]! < limit);
  for (const i of waiting) isReached[i] = 1;
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    const x = i % width;
    const next = [x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, i - width, i + width];
    for (const j of next) {
      if (j < 0 || j >= data.length || isReached[j] || data[j]! >= limit) continue;
      isReached[j] = 1;
      waiting.push(j);
    }
  }
  return Uint32Array.from(isReached.keys()).filter((i) => isReached[i]);
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
  const data = Float32Array.from({ length: width * height }, (_, i) => deviation(mixture, pixels, i) / 3);
  return { kind: 'textured', surface, mixture, distance: { width, height, data } };
}
