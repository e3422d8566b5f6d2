/** An effect taken apart: what follows from the place in the shape by smooth rules, and the rest, which patches carry. */
import type { Grid } from '../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import type { ShapedExample } from '../synthesis.js';
import { type CastShadow, findShadow, throwShadow } from './castShadow.js';
import { fitShading, type Shading } from './fitShading.js';
import { type RimProfile, RimReader, rimProfile, varianceInside } from './rimProfile.js';
import { type ShadeMap, shade, shadeMap, withinColours } from './shadeMap.js';
import { overShadow, withoutShadow } from './shadowLayer.js';
import { type Sites, sitesOf } from './sites.js';

/** The smooth part of an effect, in its example and in a target. */
export interface SmoothPart {
  /** What it adds to the example. */
  readonly example: ShadeMap;
  /** How much of what the example has beside it is kept, 0..1, [height, width]. */
  readonly kept: Float32Array;
  /** What it adds to the target. */
  readonly target: ShadeMap;
  /** The shadow that it throws: on the example, and how. */
  readonly shadow?: { readonly cast: CastShadow; readonly onExample: Premultiplied } | undefined;
  /** Of the target. */
  readonly sites: Sites;
  /** The example without its shading and its shadow, its rims left in: what patches are found in. */
  readonly flat: Premultiplied;
}

/** Adds the trusted part of a profile to the map of a target. */
function addProfile(map: ShadeMap, profile: RimProfile, sites: Sites): void {
  const reader = new RimReader(profile, sites);
  for (let i = 0; i < map.length / RGBA; i++) {
    const { colour, trust } = reader.colourOf(i);
    for (let k = 0; k < RGBA; k++) map[i * RGBA + k] = map[i * RGBA + k]! + trust * colour[k]!;
  }
}

/**
 * Adds to the map of the example what is to be taken off it, so that of a value v next to a profile p that is trusted by t there
 * remains (1 - t) v + t k (v - p), k being the share of differences that is kept.
 *
 * @returns what the remainder is multiplied by, [height, width]
 */
function takeProfile(map: ShadeMap, profile: RimProfile, sites: Sites): Float32Array {
  const reader = new RimReader(profile, sites);
  const kept = new Float32Array(map.length / RGBA);
  for (let i = 0; i < kept.length; i++) {
    const { colour, trust, kept: share } = reader.colourOf(i);
    const all = 1 - trust + trust * share;
    kept[i] = all;
    if (all === 0) continue;
    const factor = (trust * share) / all;
    for (let k = 0; k < RGBA; k++) map[i * RGBA + k] = map[i * RGBA + k]! + factor * colour[k]!;
  }
  return kept;
}

/** A shading must lower what the profile leaves inside to this share: light on a bevel is also a matter of where one is. */
const SHADING_GAIN = 0.6;

/** The profile of an effect, and its shading if that explains what the profile alone does not. */
interface Explained {
  readonly shading?: Shading;
  readonly unshaded: Premultiplied;
  readonly profile: RimProfile;
}

function explain(example: ShapedExample, sites: Sites, isUpright: boolean): Explained {
  const { picture } = example;
  const plain = { unshaded: picture, profile: rimProfile(picture, sites, isUpright) };
  const shading = fitShading(example, sites);
  if (!shading) return plain;
  const unshaded = shade(picture, shadeMap(shading, sites), -1);
  const profile = rimProfile(unshaded, sites, isUpright);
  const pays = varianceInside(profile) < SHADING_GAIN * varianceInside(plain.profile);
  return pays ? { shading, unshaded, profile } : plain;
}

/**
 * Takes the smooth part of an effect off.
 *
 * @param target coverage of the shape that is to be given the effect
 * @param isUpright whether above and below may be told apart
 * @returns `undefined` if one of the shapes is empty
 */
export function smoothPart(
  { picture, shape }: ShapedExample,
  target: Grid,
  isUpright: boolean,
): SmoothPart | undefined {
  const sites = sitesOf(shape);
  // Rims and shadows are as wide as in the example, whatever the width of strokes.
  const targetSites = sites && sitesOf(target, sites.radiusPx);
  if (!targetSites) return undefined;
  const cast = findShadow({ picture, shape });
  const shadow = cast && { cast, onExample: throwShadow(cast, picture, shape, sites.radiusPx) };
  const lit = shadow ? withoutShadow(picture, shadow.onExample) : picture;
  const { shading, unshaded, profile } = explain({ picture: lit, shape }, sites, isUpright);
  const empty = ({ distance }: Sites) => new Float32Array(distance.data.length * RGBA);
  const ofExample = shading ? shadeMap(shading, sites) : empty(sites);
  const ofTarget = shading ? shadeMap(shading, targetSites) : empty(targetSites);
  const kept = takeProfile(ofExample, profile, sites);
  addProfile(ofTarget, profile, targetSites);
  return {
    example: ofExample,
    kept,
    target: ofTarget,
    shadow,
    sites: targetSites,
    flat: withinColours(unshaded),
  };
}

/** What is left of a picture of the example, or of another frame of it. */
export function withoutSmoothPart(
  picture: Premultiplied,
  { example, kept, shadow }: SmoothPart,
): Premultiplied {
  const lit = shadow ? withoutShadow(picture, shadow.onExample) : picture;
  const rgba = lit.rgba.map((value, k) => kept[Math.floor(k / RGBA)]! * (value - example[k]!));
  return { ...picture, rgba };
}

/** A painted remainder with the smooth part of the target. */
export function withSmoothPart(painted: Premultiplied, { target, shadow, sites }: SmoothPart): Premultiplied {
  const whole = withinColours(shade(painted, target, 1));
  if (!shadow) return whole;
  return overShadow(whole, throwShadow(shadow.cast, whole, sites.shape, sites.radiusPx));
}
