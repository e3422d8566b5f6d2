/** Text effects that are made by a formula, so that what they look like on any shape is known. */
import type { Grid } from '../../src/shared/fields/grid.js';
import type { Premultiplied } from '../../src/shared/pictures/premultiplied.js';
import { cloudNoise } from './glyphEffects/noise.js';
import { clamp01, type Layer, ramp, rgb, smooth, stack, tint } from './glyphEffects/paint.js';
import { type Place, placesOf } from './glyphEffects/place.js';

/** A text effect: the colour of a place, from its distance to the contour, the direction of that, and noise. */
export interface GlyphEffect {
  readonly name: string;
  /** Whether it looks other above strokes than below them. */
  readonly isDirectional: boolean;
  /** Whether another seed makes another picture. */
  readonly isRandom: boolean;
  readonly paint: (place: Place) => Layer;
}

/** How much of a pixel lies where `distance` is negative. */
const covered = (distance: number, { pixel }: Place) => clamp01(0.5 - distance / pixel);

/** A soft line where `distance` is 0. */
const line = (distance: number, width: number) => Math.exp(-((distance / width) ** 2));

function outline(place: Place): Layer {
  const d = place.distance();
  return stack(
    tint(rgb(0xfff6e0), covered(d - 0.55, place)),
    tint(rgb(0x1b2a5c), covered(d - 0.4, place)),
    tint(rgb(0xf7b733), covered(d, place)),
    tint(rgb(0xfbe29b), covered(d + 0.3, place)),
  );
}

const SUNSET = [rgb(0x2b1055), rgb(0x8e2de2), rgb(0xf2416b), rgb(0xffa53a), rgb(0xfff2b0)];

function innerGradient(place: Place): Layer {
  const d = place.distance();
  return tint(ramp(SUNSET, -d / 1.1), covered(d, place));
}

function outerGlow(place: Place): Layer {
  const d = place.distance();
  const glow = 0.9 * Math.exp(-((Math.max(0, d) / 0.9) ** 1.5));
  return stack(
    tint(ramp([rgb(0x0b5cff), rgb(0x2fd6ff), rgb(0xc8fbff)], glow), glow),
    tint(rgb(0xf4ffff), covered(d, place)),
  );
}

function dropShadow(place: Place): Layer {
  const d = place.distance();
  const shadow = 0.75 * smooth(0.35, -0.35, place.distance(-0.45, -0.6));
  return stack(tint(rgb(0x101018), shadow), tint(rgb(0x1fa877), covered(d, place)));
}

const GOLD = [rgb(0x3a2205), rgb(0x96620f), rgb(0xe0aa3c), rgb(0xffe9a6), rgb(0xfffdf2)];
/** Where the light of the bevel comes from: above, left, towards the eye. */
const LIGHT = [-0.42, -0.72, 0.55] as const;

function bevel(place: Place): Layer {
  const d = place.distance();
  const [nx, ny] = place.normal();
  // A quarter of a circle from the contour inwards, then flat.
  const slope = 1 - smooth(0, 0.55, -d);
  const lit = slope * (nx * LIGHT[0] + ny * LIGHT[1]) + Math.sqrt(1 - 0.8 * slope ** 2) * LIGHT[2];
  const grain = 0.12 * (place.noise(place.x * 0.6, place.y * 9) - 0.5);
  return stack(
    tint(rgb(0x1a1002), covered(d - 0.12, place)),
    tint(ramp(GOLD, 0.2 + 0.75 * lit + grain), covered(d, place)),
  );
}

function doubleNeon(place: Place): Layer {
  const d = place.distance();
  const [pink, blue] = [rgb(0xff2fa0), rgb(0x28c8ff)];
  return stack(
    tint(pink, 0.55 * Math.exp(-Math.max(0, d) / 0.7)),
    tint(rgb(0x140a26), covered(d, place)),
    tint(blue, 0.7 * line(d + 0.5, 0.3)),
    tint(pink, 0.9 * line(d, 0.2)),
    tint(rgb(0xfff0fa), line(d, 0.09)),
    tint(rgb(0xf0fcff), line(d + 0.5, 0.09)),
  );
}

const FLAMES = [rgb(0x3d0503), rgb(0xb01505), rgb(0xf2520a), rgb(0xffb321), rgb(0xfff3b0)];
/** How far flames rise, and in how many steps they are followed down to what burns. */
const FLAME = { height: 2.2, steps: 12 } as const;

/** How hot it is: what burns somewhere below, less the farther down it lies; its path sways. */
function heat({ x, y, distance, noise }: Place): number {
  let hottest = 0;
  for (let step = 0; step <= FLAME.steps; step++) {
    const rise = (FLAME.height * step) / FLAME.steps;
    const sway = (noise(x * 1.1, y * 0.55 + 9) - 0.5) * 1.5 * Math.min(1, rise);
    const here = smooth(0.3, -0.1, distance(sway, rise));
    hottest = Math.max(hottest, here * (1 - rise / FLAME.height));
  }
  return hottest;
}

function fire(place: Place): Layer {
  const d = place.distance();
  const hot = heat(place);
  const tongues = place.noise(place.x * 1.6, place.y * 0.5) - 0.5;
  const flame = hot + 1.7 * tongues * smooth(0, 0.5, hot);
  const coals =
    0.66 + 1.1 * (place.noise(place.x * 1.2 + 20, place.y * 1.2) - 0.5) - 0.3 * smooth(-0.35, 0, d);
  return stack(
    tint(ramp(FLAMES, 0.1 + 0.85 * flame), smooth(0.12, 0.5, flame)),
    tint(ramp(FLAMES, coals), covered(d, place)),
  );
}

/** How far snow rises over the edges it lies on. */
const SNOW_RISE = 0.36;

/** Snow lies where there is air above, by an uneven depth. */
function snowCap(place: Place): Layer {
  const d = place.distance();
  const depth = 0.75 + 1.5 * (place.noise(place.x * 1.3, 0.5) - 0.5);
  const toAir = place.distance(0, -depth);
  const lies = covered(Math.max(Math.min(d, place.distance(0, SNOW_RISE)), 0.1 - toAir), place);
  const ice = 0.5 + 0.9 * (place.noise(place.x * 0.8 + 7, place.y * 0.8) - 0.5) + 0.25 * smooth(-0.25, 0, d);
  return stack(
    tint(ramp([rgb(0x0b2f6b), rgb(0x2f7fc4), rgb(0x9fdcf5)], ice), covered(d, place)),
    tint(ramp([rgb(0x6f97cc), rgb(0xd9e8f7), rgb(0xffffff)], (toAir - 0.05) / 0.5), lies),
  );
}

const named = (
  name: string,
  paint: GlyphEffect['paint'],
  { isDirectional = false, isRandom = false } = {},
): GlyphEffect => ({ name, isDirectional, isRandom, paint });

/** The eight effects of the benchmarks. */
export const GLYPH_EFFECTS: readonly GlyphEffect[] = [
  named('outline', outline),
  named('inner gradient', innerGradient),
  named('outer glow', outerGlow),
  named('drop shadow', dropShadow, { isDirectional: true }),
  named('bevel', bevel, { isDirectional: true, isRandom: true }),
  named('double neon', doubleNeon),
  named('fire', fire, { isDirectional: true, isRandom: true }),
  named('snow cap', snowCap, { isDirectional: true, isRandom: true }),
];

/**
 * What a shape looks like with an effect.
 *
 * @param radiusPx the stroke radius that the effect is scaled by: that of the example also for other shapes
 */
export function renderEffect(
  effect: GlyphEffect,
  shape: Grid,
  radiusPx: number,
  seed: number,
): Premultiplied {
  const { width, height } = shape;
  const rgba = new Float32Array(width * height * 4);
  let at = 0;
  for (const place of placesOf(shape, radiusPx, cloudNoise(seed))) {
    rgba.set(effect.paint(place), at);
    at += 4;
  }
  return { width, height, rgba };
}
