/** Maps too large for one graph: planes of features in memory, read and written in parts. */
import type { ArrayValue } from '../engine/objective.js';
import type { Size } from '../pictures/picture.js';
import { type Picture, RGB } from '../pictures/picture.js';

/** A map as it lies in graphs, [channels, height, width]. */
export interface Planes extends Size {
  readonly channels: number;
  readonly data: Float32Array;
}

/** A part of a map. */
interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** A tile, with what is seen around it. */
export interface Tile {
  readonly inner: Box;
  readonly outer: Box;
}

/** An empty map. */
export function emptyPlanes({ width, height }: Size, channels: number): Planes {
  return { width, height, channels, data: new Float32Array(channels * height * width) };
}

/** A picture, a plane for each colour. */
export function planesOf({ width, height, pixels }: Picture): Planes {
  const planes = emptyPlanes({ width, height }, RGB);
  const count = width * height;
  for (let i = 0; i < pixels.length; i++) planes.data[(i % RGB) * count + Math.floor(i / RGB)] = pixels[i]!;
  return planes;
}

/** The reverse. */
export function pictureOf({ width, height, data }: Planes): Picture {
  const count = width * height;
  const pixels = Float32Array.from(
    { length: data.length },
    (_, i) => data[(i % RGB) * count + Math.floor(i / RGB)]!,
  );
  return { width, height, pixels };
}

/**
 * Tiles that cover a map.
 *
 * @param sidePx of the tiles, and `haloPx` what is seen around them, as far as the map goes: both multiples of every stride
 */
export function tilesOf({ width, height }: Size, sidePx: number, haloPx: number): Tile[] {
  const spans = (length: number) =>
    Array.from({ length: Math.ceil(length / sidePx) }, (_, i) => {
      const [from, to] = [i * sidePx, Math.min(length, (i + 1) * sidePx)];
      const [outerFrom, outerTo] = [Math.max(0, from - haloPx), Math.min(length, to + haloPx)];
      return { from, length: to - from, outerFrom, outerLength: outerTo - outerFrom };
    });
  return spans(height).flatMap((y) =>
    spans(width).map((x) => ({
      inner: { left: x.from, top: y.from, width: x.length, height: y.length },
      outer: { left: x.outerFrom, top: y.outerFrom, width: x.outerLength, height: y.outerLength },
    })),
  );
}

/** A part of a map as the input of a graph, [1, channels, height, width]. */
export function cutPlanes({ channels, width, height, data }: Planes, box: Box): ArrayValue {
  const part = new Float32Array(channels * box.height * box.width);
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < box.height; y++) {
      const from = (c * height + box.top + y) * width + box.left;
      part.set(data.subarray(from, from + box.width), (c * box.height + y) * box.width);
    }
  return { shape: [1, channels, box.height, box.width], data: part };
}

/**
 * Puts what a graph made of a tile into a map, without what was seen around it.
 *
 * @param scale sides of the map, as a share of those that the tile was cut from
 */
export function putTile(
  map: Planes,
  { shape: [, , rows = 0, columns = 0], data }: ArrayValue,
  tile: Tile,
  scale: number,
): void {
  const { inner, outer } = tile;
  const [left, top] = [scale * (inner.left - outer.left), scale * (inner.top - outer.top)];
  const width = scale * inner.width;
  for (let c = 0; c < map.channels; c++)
    for (let y = 0; y < scale * inner.height; y++) {
      const from = (c * rows + top + y) * columns + left;
      const to = (c * map.height + scale * inner.top + y) * map.width + scale * inner.left;
      map.data.set(data.subarray(from, from + width), to);
    }
}
