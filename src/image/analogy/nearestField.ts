import type { Size } from '../../shared/pictures/picture.js';
import type { FeatureMap } from './featureMap.js';

/** For each place of a picture a place of another one: its number, row by row. */
export interface NearestField extends Size {
  readonly other: Size;
  readonly nearest: Int32Array;
}

/** The place of `to` at which place `i` of `from` lies, with an offset of up to half a place kept. */
function scaledPlace(position: number, from: number, to: number): number {
  return Math.min(to - 1, Math.max(0, Math.floor((position * to) / from)));
}

/** A field that lays the whole of one picture over the other. */
export function plainField({ width, height }: Size, other: Size): NearestField {
  const nearest = Int32Array.from({ length: width * height }, (_, i) => {
    const x = scaledPlace((i % width) + 0.5, width, other.width);
    const y = scaledPlace(Math.floor(i / width) + 0.5, height, other.height);
    return y * other.width + x;
  });
  return { width, height, other, nearest };
}

/** The field for finer grids: where a place lies within its coarse one is where it lies within that one's nearest. */
export function enlargeField(field: NearestField, { width, height }: Size, other: Size): NearestField {
  const nearest = Int32Array.from({ length: width * height }, (_, i) => {
    const x = (((i % width) + 0.5) * field.width) / width;
    const y = ((Math.floor(i / width) + 0.5) * field.height) / height;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const j = field.nearest[row * field.width + column]!;
    const u = (j % field.other.width) + x - column;
    const v = Math.floor(j / field.other.width) + y - row;
    return (
      scaledPlace(v, field.other.height, other.height) * other.width +
      scaledPlace(u, field.other.width, other.width)
    );
  });
  return { width, height, other, nearest };
}

const clamp = (value: number, length: number) => Math.min(length - 1, Math.max(0, value));

/**
 * The other picture as the field lays it on this one: each place is the mean of what the patches say that it lies in.
 *
 * @param map of the other picture
 * @param radius of the patches
 */
export function voteMap(field: NearestField, map: FeatureMap, radius: number): FeatureMap {
  const { width, height, nearest } = field;
  const { channels } = map;
  const data = new Float32Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const target = (y * width + x) * channels;
      let count = 0;
      for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
        for (let column = Math.max(0, x - radius); column <= Math.min(width - 1, x + radius); column++) {
          const j = nearest[row * width + column]!;
          const u = clamp((j % map.width) + x - column, map.width);
          const v = clamp(Math.floor(j / map.width) + y - row, map.height);
          const source = (v * map.width + u) * channels;
          for (let k = 0; k < channels; k++) data[target + k]! += map.data[source + k]!;
          count++;
        }
      }
      for (let k = target; k < target + channels; k++) data[k]! /= count;
    }
  }
  return { width, height, channels, data };
}
