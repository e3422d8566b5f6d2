import { NstError } from '../../shared/errors.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { resample } from '../../shared/pictures/resample.js';
import { type Descriptors, describeLayers } from '../align/descriptors.js';
import { isFlat } from '../align/flat.js';
import type { Sight } from '../align/sight.js';
import type { MatchPlan } from '../recipe.js';
import { findRegions, type Regions } from './findRegions.js';
import { product } from './kMeans.js';
import { transportPlan } from './transportPlan.js';

/** Regions of a content and the places of styles that belong to each. */
export interface MatchedRegions {
  /** [height, width] of the content, for each region; they add up to 1. */
  readonly content: readonly Float32Array[];
  /** For each style and region, how much each place counts. */
  readonly styles: readonly (readonly Float32Array[])[];
}

/** What deep layers see of their own padding would be regions along the edges. */
const MARGIN_PX = 32;

/** What carrying from the top to the bottom of a picture costs: skies are above, in paintings as well. */
const HEIGHT_COST = 0.3;

/** Mean height of each region, 0 at the top, 1 at the bottom. */
function heightsOf({ planes, width, height, shares }: Regions): number[] {
  return planes.map((plane, region) => {
    const sum = plane.reduce((total, value, i) => total + value * (Math.floor(i / width) + 0.5), 0);
    return sum / (height * plane.length * shares[region]!);
  });
}

/** How little regions of two pictures are like each other, [a, b]. */
function costs(a: Regions, b: Regions): Float32Array {
  const channels = a.centres.length / a.planes.length;
  const [heightsA, heightsB] = [heightsOf(a), heightsOf(b)];
  const count = b.planes.length;
  return Float32Array.from({ length: a.planes.length * count }, (_, pair) => {
    const [i, j] = [Math.floor(pair / count), pair % count];
    const likeness = product(a.centres, i, b.centres, j, channels);
    return (1 - likeness) / 2 + HEIGHT_COST * Math.abs(heightsA[i]! - heightsB[j]!);
  });
}

/** For each region of the content, how much each place of a style counts: as much as is carried from there. */
export function carriedPlanes(content: Regions, style: Regions): Float32Array[] {
  const plan = transportPlan(costs(content, style), content.shares, style.shares);
  const count = style.planes.length;
  return content.planes.map((_, i) => {
    const factors = style.planes.map((__, j) => plan[i * count + j]! / style.shares[j]!);
    return style.planes[0]!.map((__, pixel) =>
      style.planes.reduce((sum, plane, j) => sum + factors[j]! * plane[pixel]!, 0),
    );
  });
}

/** A picture in which regions are found. */
export interface RegionSource {
  /** What it is called in messages. */
  readonly name: string;
  readonly picture: Picture;
  /** [height, width]: how much each pixel counts; all alike, if left out. */
  readonly counts?: Float32Array | undefined;
}

function regionsOf(
  { name, picture, counts }: RegionSource,
  descriptors: Descriptors,
  { least, most }: MatchPlan,
): Regions {
  const weights = counts
    ? resample(counts, picture, descriptors, 'triangle')
    : new Float32Array(descriptors.width * descriptors.height).fill(1);
  const regions = findRegions(descriptors, weights, most);
  const count = isFlat(picture) ? 1 : regions.planes.length;
  if (count >= least) return regions;
  const problem = `expected at least two regions that look different, found ${count}`;
  throw new NstError('NST_BAD_INPUT', `${name}: ${problem}; leave --match out`);
}

/**
 * Which parts of styles go to which parts of the content, by what a network sees in them: each picture is divided into regions,
 * and the styles' are carried to the most like of the content's, all of a style to all of the content.
 *
 * @throws NstError NST_BAD_INPUT for a picture with fewer regions than there are to be
 */
export async function matchRegions(
  sight: Sight,
  sources: readonly [content: RegionSource, ...styles: RegionSource[]],
  plan: MatchPlan,
): Promise<MatchedRegions> {
  const pictures = sources.map(({ picture }) => picture);
  const seen = await sight.see(pictures, MARGIN_PX);
  const regions = seen.map((arrays, i) =>
    regionsOf(sources[i]!, describeLayers(Object.values(arrays)), plan),
  );
  const [content, ...styles] = regions as [Regions, ...Regions[]];
  const resized = (planes: readonly Float32Array[], from: Regions, to: Picture) =>
    planes.map((plane) => resample(plane, from, to, 'triangle'));
  return {
    content: resized(content.planes, content, pictures[0]!),
    styles: styles.map((style, i) => resized(carriedPlanes(content, style), style, pictures[i + 1]!)),
  };
}
