/** An effect taken apart: what follows from the place in the shape by smooth rules, and the rest, which patches carry. */
import type { Grid } from '../../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../../shared/pictures/premultiplied.js';
import type { ShapedExample } from '../synthesis.js';
import { type CastShadow, throwShadow } from './castShadow.js';
import { findShadow, type ShadowSearch } from './findShadow.js';
import { fitShading } from './fitShading.js';
import { patternMap } from './pattern/cell.js';
import { findPattern } from './pattern/findPattern.js';
import type { Pattern } from './pattern/pattern.js';
import { type RimProfile, rimProfile, varianceInside } from './rimProfile.js';
import { RimReader } from './rimReader.js';
import { type ShadeMap, shade, shadeMap, withinColours } from './shadeMap.js';
import type { Shading } from './shading.js';
import { overShadow, withoutShadow } from './shadowLayer.js';
import { type Sites, sitesOf } from './sites.js';

/** What depends on the distance to the contour, in an example and in a target. */
interface RimPart {
  /** What the profile says of the example. */
  readonly example: ShadeMap;
  /** How much of the differences to it is kept, 0..1, [height, width]. */
  readonly kept: Float32Array;
  /** What the profile says of the target. */
  readonly target: ShadeMap;
  /**
   * How far that is to be trusted, 0..1, [height, width]: not where the contour faces as it does nowhere in the example, nor where
   * the example is not what its profile says.
   */
  readonly trust: Float32Array;
}

/** The smooth part of an effect, in its example and in a target. */
export interface SmoothPart {
  /** What the place in the letter adds to the example and to the target. Left out: nothing. */
  readonly shading?: { readonly example: ShadeMap; readonly target: ShadeMap } | undefined;
  readonly rim: RimPart;
  /** What a pattern that repeats adds to the example and to the target. Left out: nothing. */
  readonly pattern?: { readonly example: ShadeMap; readonly target: ShadeMap } | undefined;
  /** The shadow that it throws: on the example, and how. */
  readonly shadow?: { readonly cast: CastShadow; readonly onExample: Premultiplied } | undefined;
  /** Of the example, and of the target. */
  readonly exampleSites: Sites;
  readonly sites: Sites;
  /** The example without its shading, its pattern and its shadow, its rims left in: what patches are found in. */
  readonly flat: Premultiplied;
}

/** A profile at all pixels of a shape. */
function profileOf(profile: RimProfile, sites: Sites) {
  const reader = new RimReader(profile, sites);
  const count = sites.distance.data.length;
  const [kept, trust] = [new Float32Array(count), new Float32Array(count)];
  const map = new Float32Array(count * RGBA);
  for (let i = 0; i < count; i++) {
    const rim = reader.colourOf(i);
    kept[i] = rim.kept;
    trust[i] = rim.trust * rim.known;
    map.set(rim.colour, i * RGBA);
  }
  return { map, kept, trust };
}

function rimPart(profile: RimProfile, sites: Sites, targetSites: Sites): RimPart {
  const example = profileOf(profile, sites);
  const target = profileOf(profile, targetSites);
  // Specks around a rim are what is left of the ground or of a shadow.
  const { isOutlier } = profile.sums;
  const kept = example.kept.map((share, i) => (isOutlier[i] && sites.distance.data[i]! > 0 ? 0 : share));
  return { example: example.map, kept, target: target.map, trust: target.trust };
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

/** An effect taken apart: what is the same for all targets. */
export interface EffectAnalysis {
  readonly sites: Sites;
  readonly shadow: SmoothPart['shadow'];
  readonly pattern?: Pattern | undefined;
  readonly shading?: { readonly law: Shading; readonly example: ShadeMap } | undefined;
  readonly profile: RimProfile;
  readonly flat: Premultiplied;
}

/**
 * Takes an effect apart.
 *
 * @param isUpright whether above and below may be told apart
 * @param sites of the shape, where they are known
 * @param shadowSearch what shadow it throws, where that is known
 * @returns `undefined` if the shape is empty
 */
export function analyseEffect(
  { picture, shape }: ShapedExample,
  isUpright: boolean,
  sites = sitesOf(shape),
  shadowSearch?: ShadowSearch,
): EffectAnalysis | undefined {
  if (!sites) return undefined;
  const { cast } = shadowSearch ?? { cast: findShadow({ picture, shape }, sites.radiusPx) };
  const shadow = cast && { cast, onExample: throwShadow(cast, picture, shape, sites.radiusPx) };
  const lit = shadow ? withoutShadow(picture, shadow.onExample) : picture;
  const pattern = findPattern(lit, sites);
  const even = pattern ? shade(lit, pattern.example, -1) : lit;
  const { shading, unshaded, profile } = explain({ picture: even, shape }, sites, isUpright);
  return {
    sites,
    shadow,
    pattern,
    shading: shading && { law: shading, example: shadeMap(shading, sites) },
    profile,
    flat: withinColours(unshaded),
  };
}

/**
 * The smooth part of an effect, on a target.
 *
 * @param target coverage of the shape that is to be given the effect
 * @param targetSites of the target, where they are known
 * @returns `undefined` if the target is empty
 */
export function smoothPart(
  { sites, shadow, pattern, shading, profile, flat }: EffectAnalysis,
  target: Grid,
  // Rims and shadows are as wide as in the example, whatever the width of strokes.
  targetSites = sitesOf(target, sites.radiusPx),
): SmoothPart | undefined {
  if (!targetSites) return undefined;
  return {
    shading: shading && { example: shading.example, target: shadeMap(shading.law, targetSites) },
    rim: rimPart(profile, sites, targetSites),
    pattern: pattern && {
      example: pattern.example,
      target: patternMap(pattern.cell, pattern.layOn(targetSites)),
    },
    shadow,
    exampleSites: sites,
    sites: targetSites,
    flat,
  };
}

/** Of two pictures as much as is said of each pixel, and of the other the rest. */
function mixed(a: Premultiplied, b: Premultiplied, share: Float32Array): Premultiplied {
  const rgba = a.rgba.map((value, k) => {
    const other = b.rgba[k]!;
    return other + share[Math.floor(k / RGBA)]! * (value - other);
  });
  return { ...a, rgba };
}

/** Paints what the profile says, with the differences that patches of the example have to it; and patches where it is not trusted. */
function paintRim(
  { example, kept, target, trust }: RimPart,
  flat: Premultiplied,
  paint: (picture: Premultiplied) => Premultiplied,
): Premultiplied {
  if (trust.every((share) => share === 0)) return paint(flat);
  const differences = flat.rgba.map((value, k) => kept[Math.floor(k / RGBA)]! * (value - example[k]!));
  const trusted = shade(paint({ ...flat, rgba: differences }), target, 1);
  return trust.every((share) => share === 1) ? trusted : mixed(trusted, paint(flat), trust);
}

/**
 * Paints a target with its smooth part, and with patches of what is left of the example.
 *
 * @param picture of the example, or another that its parts were made from
 * @param paint paints patches of whatever picture of the example it is given
 */
export function paintSmooth(
  { shading, rim, pattern, shadow, sites }: SmoothPart,
  picture: Premultiplied,
  paint: (picture: Premultiplied) => Premultiplied,
): Premultiplied {
  const lit = shadow ? withoutShadow(picture, shadow.onExample) : picture;
  const laidOn = [pattern, shading].filter((part) => part !== undefined);
  const flat = laidOn.reduce((left, { example }) => shade(left, example, -1), lit);
  const painted = paintRim(rim, flat, paint);
  const whole = withinColours(laidOn.reduce((sum, { target }) => shade(sum, target, 1), painted));
  return shadow ? overShadow(whole, throwShadow(shadow.cast, whole, sites.shape, sites.radiusPx)) : whole;
}
