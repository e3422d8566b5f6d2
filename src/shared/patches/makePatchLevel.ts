import type { Size } from '../pictures/picture.js';
import { resample } from '../pictures/resample.js';
import {
  FEATURE_UNIT,
  type FeatureMap,
  MADE_CHANNELS,
  NO_PATCH,
  type PatchLevel,
  type PatchSource,
  RADIUS_PX,
} from './patchLevel.js';
import type { PatchTask } from './patchTask.js';
import { sharedBytes, sharedFloats, sharedInts } from './sharedArrays.js';

/** A size, `scale` times smaller. */
export const scaledSize = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width / scale)),
  height: Math.max(1, Math.round(height / scale)),
});

/** Planes of one size, their channels one behind the other, in FEATURE_UNIT. */
function joinFeatures(planes: readonly Float32Array[], { width, height }: Size): FeatureMap {
  const count = width * height;
  const counts = planes.map((plane) => plane.length / count);
  const channels = counts.reduce((sum, value) => sum + value, 0);
  const features = new Int16Array(new SharedArrayBuffer(count * channels * Int16Array.BYTES_PER_ELEMENT));
  let first = 0;
  for (const [k, plane] of planes.entries()) {
    const depth = counts[k]!;
    for (let i = 0; i < plane.length; i++) {
      const pixel = Math.floor(i / depth);
      features[pixel * channels + first + (i - pixel * depth)] = Math.round(plane[i]! * FEATURE_UNIT);
    }
    first += depth;
  }
  return { width, height, features };
}

/** Nonzero where a patch lies within the example, and on nothing that must not be used. */
function centreMap({ width, height }: Size, usable: Float32Array | undefined): Uint8Array {
  const isCentre = sharedBytes(width * height);
  const isWhole = (x: number, y: number): boolean => {
    if (!usable) return true;
    for (let v = y - RADIUS_PX; v <= y + RADIUS_PX; v++) {
      for (let u = x - RADIUS_PX; u <= x + RADIUS_PX; u++) if (usable[v * width + u]! < 0.5) return false;
    }
    return true;
  };
  for (let y = RADIUS_PX; y < height - RADIUS_PX; y++) {
    for (let x = RADIUS_PX; x < width - RADIUS_PX; x++) if (isWhole(x, y)) isCentre[y * width + x] = 1;
  }
  return isCentre;
}

function indicesOf(isCentre: Uint8Array): Int32Array {
  const centres = sharedInts(isCentre.reduce((sum, value) => sum + value, 0));
  let next = 0;
  for (let i = 0; i < isCentre.length; i++) if (isCentre[i]) centres[next++] = i;
  return centres;
}

function makeSource({ example }: PatchTask, scale: number): PatchSource {
  const size = scaledSize(example, scale);
  const planes = [example.colours, example.guide].filter((plane) => plane !== undefined);
  const small = planes.map((plane) => resample(plane, example, size, 'triangle', 'leave-out'));
  const usable = example.usable && resample(example.usable, example, size, 'triangle', 'leave-out');
  const isCentre = centreMap(size, usable);
  return { ...joinFeatures(small, size), isCentre, centres: indicesOf(isCentre) };
}

/** The target, `scale` times smaller than it is, with a border if it is wrapped, and nothing in it yet. */
function makeTarget({ target, guide, isWrapped }: PatchTask, scale: number): FeatureMap {
  const inner = scaledSize(target, scale);
  const border = isWrapped ? 2 * RADIUS_PX : 0;
  const size = { width: inner.width + border, height: inner.height + border };
  const blank = new Float32Array(size.width * size.height * MADE_CHANNELS);
  const small = guide && resample(guide, target, inner, 'triangle', 'leave-out');
  return joinFeatures(small ? [blank, small] : [blank], size);
}

/** One level, `scale` times smaller than the result. Guides are for targets that are not wrapped. */
export function makePatchLevel(task: PatchTask, scale: number, rounds: number): PatchLevel {
  const source = makeSource(task, scale);
  const target = makeTarget(task, scale);
  const pixels = target.width * target.height;
  return {
    channels: target.features.length / pixels,
    isWrapped: task.isWrapped,
    target,
    source,
    field: {
      nearest: sharedInts(pixels, NO_PATCH),
      before: sharedInts(pixels, NO_PATCH),
      cost: sharedFloats(pixels),
    },
    uses: [sharedInts(source.isCentre.length), sharedInts(source.isCentre.length)],
    rounds,
  };
}
