/** Effects as people have them on their lettering, made by formula: opaque rims, shadows, strands, leaves. */

import { type Colour, clamp01, type Layer, ramp, rgb, smooth, stack, tint } from './glyphEffects/paint.js';
import type { Place } from './glyphEffects/place.js';
import type { GlyphEffect } from './glyphEffects.js';

/** How much of a pixel lies where `distance` is negative. */
const covered = (distance: number, { pixel }: Place) => clamp01(0.5 - distance / pixel);
const mixed = (a: Colour, b: Colour, share: number): Colour => ramp([a, b], share);

/** A fill with a little grain. */
function grainy(place: Place, colour: Colour, strength = 0.16): Colour {
  const grain = strength * (place.noise(place.x * 5, place.y * 5) - 0.5);
  return colour.map((value) => clamp01(value + grain)) as unknown as Colour;
}

function outline(place: Place): Layer {
  const d = place.distance();
  const fill = mixed(rgb(0xffd23f), rgb(0xf0832a), place.down);
  return stack(tint(rgb(0x2a1036), covered(d - 0.3, place)), tint(grainy(place, fill), covered(d, place)));
}

function doubleOutline(place: Place): Layer {
  const d = place.distance();
  return stack(
    tint(rgb(0x14213d), covered(d - 0.6, place)),
    tint(rgb(0xf4f1de), covered(d - 0.32, place)),
    tint(grainy(place, rgb(0xc8553d)), covered(d, place)),
  );
}

function sticker(place: Place): Layer {
  const d = place.distance();
  return stack(
    tint(rgb(0x000000), 0.35 * smooth(0.75, 0.3, place.distance(-0.12, -0.2))),
    tint(rgb(0xfbfbf8), covered(d - 0.5, place)),
    tint(mixed(rgb(0x32c5a8), rgb(0x1773b8), place.down), covered(d, place)),
  );
}

const SKY = [rgb(0x0d2b5e), rgb(0x6fa8dc), rgb(0xf4faff)];
const EARTH = [rgb(0x241505), rgb(0x9a6a35), rgb(0xf7e7c8)];

/** Chrome: sky above a horizon that waves, earth below it, and a dark edge. */
function chrome(place: Place): Layer {
  const d = place.distance();
  const horizon = 0.52 + 0.05 * Math.sin(place.x * 1.3);
  const upper = ramp(SKY, place.down / horizon);
  const lower = ramp(EARTH, (place.down - horizon) / (1 - horizon));
  const metal = mixed(upper, lower, smooth(horizon - 0.015, horizon + 0.015, place.down));
  const [, ny] = place.normal();
  const edge = smooth(-0.3, -0.05, d);
  const lit = ramp([rgb(0x1a2230), rgb(0xf8fbff)], 0.5 - 0.5 * ny);
  return tint(mixed(metal, lit, 0.7 * edge), covered(d, place));
}

const STONE = [rgb(0x1c1a17), rgb(0x6b6357), rgb(0xc9bfae), rgb(0xf6f0e2)];

function bevel(place: Place): Layer {
  const d = place.distance();
  const [nx, ny] = place.normal();
  const slope = 1 - smooth(0, 0.5, -d);
  const grain = 0.25 * (place.noise(place.x * 3, place.y * 3) - 0.5);
  return tint(ramp(STONE, 0.55 - 0.38 * slope * (0.5 * nx + 0.85 * ny) + grain), covered(d, place));
}

/** White letters with a dark outline and slanted lines. */
function hatching(place: Place): Layer {
  const d = place.distance();
  const period = 0.36;
  const along = (place.x + place.y) * Math.SQRT1_2;
  const toLine = Math.abs(along - period * Math.round(along / period)) - 0.05;
  return stack(
    tint(rgb(0x20242b), covered(d - 0.1, place)),
    tint(rgb(0xffffff), covered(d, place)),
    tint(rgb(0x20242b), Math.min(covered(toLine, place), covered(d, place))),
  );
}

/** Cloth with a dashed seam inside. */
function stitches(place: Place): Layer {
  const d = place.distance();
  const [nx, ny] = place.normal();
  const along = (place.x * -ny + place.y * nx) / 0.42;
  const dash = smooth(0.3, 0.22, Math.abs(along - Math.round(along)));
  const weave = 0.12 * Math.sin(place.x * 18) * Math.sin(place.y * 18);
  const cloth = ramp([rgb(0x123a63), rgb(0x2f6ea8), rgb(0x6fa3cf)], 0.5 + weave);
  const seam = dash * clamp01(0.5 - (Math.abs(d + 0.3) - 0.06) / place.pixel);
  return stack(tint(cloth, covered(d, place)), tint(rgb(0xf5e6b8), Math.min(seam, covered(d, place))));
}

function gradientFill(place: Place): Layer {
  const d = place.distance();
  const colours = [rgb(0xffe14d), rgb(0xff7b2e), rgb(0xd4145a), rgb(0x5b1a8c)];
  return tint(ramp(colours, place.down), covered(d, place));
}

function glow(place: Place): Layer {
  const d = place.distance();
  const light = 0.85 * Math.exp(-((Math.max(0, d) / 0.8) ** 1.4));
  return stack(tint(rgb(0x24c8ff), light), tint(rgb(0xf2fdff), covered(d, place)));
}

function dropShadow(place: Place): Layer {
  const d = place.distance();
  return stack(
    tint(rgb(0x000000), 0.6 * smooth(0.3, -0.3, place.distance(-0.4, -0.5))),
    tint(grainy(place, mixed(rgb(0xff5a4f), rgb(0xb3143c), place.down)), covered(d, place)),
  );
}

/** How far the long shadow goes, and in how many steps. */
const CAST = { length: 1.8, steps: 36 } as const;

function longShadow(place: Place): Layer {
  const d = place.distance();
  let nearest = d;
  for (let step = 1; step <= CAST.steps; step++) {
    const away = (CAST.length * step) / CAST.steps;
    nearest = Math.min(nearest, place.distance(-away, -away));
  }
  return stack(tint(rgb(0x000000), 0.4 * covered(nearest, place)), tint(rgb(0xfdf6e3), covered(d, place)));
}

/** Paint with drops around it. */
function splashes(place: Place): Layer {
  const d = place.distance();
  const spread = Math.max(0, d);
  const drops = place.noise(place.x * 1.9 + 3, place.y * 1.9) - 0.66 - 0.12 * spread;
  const runs = 0.12 * (place.noise(place.x * 2.2, place.y * 0.5) - 0.5);
  const paint = grainy(
    place,
    mixed(rgb(0x12b886), rgb(0x0b6e99), place.noise(place.x * 0.7, place.y * 0.7)),
    0.1,
  );
  const isDrop = d < 2 ? smooth(0, 0.02, drops) : 0;
  return stack(tint(rgb(0x0f8f7a), isDrop), tint(paint, covered(d + runs, place)));
}

/** Leaves that overlap: cells of a grid, each with its own turn and green; they stand over the edge a little. */
function leaves(place: Place): Layer {
  const d = place.distance();
  const size = 0.42;
  let best: Layer = tint(rgb(0x15330f), covered(d + 0.08, place));
  for (let row = -2; row <= 2; row++) {
    for (let column = -2; column <= 2; column++) {
      const [u, v] = [Math.floor(place.x / size) + column, Math.floor(place.y / size) + row];
      const [a, b] = [place.noise(u * 1.37 + 0.5, v * 1.73), place.noise(u * 2.11, v * 1.19 + 0.5)];
      const [dx, dy] = [place.x - (u + a) * size, place.y - (v + b) * size];
      if (place.distance(-dx, -dy) > -0.02) continue;
      const turn = 9 * a + 5 * b;
      const [along, beside] = [
        dx * Math.cos(turn) + dy * Math.sin(turn),
        dy * Math.cos(turn) - dx * Math.sin(turn),
      ];
      const half = 0.13 * Math.max(0, 1 - (along / 0.34) ** 2);
      const leaf = clamp01((half - Math.abs(beside)) / place.pixel + 0.5);
      const shade = 0.25 + 0.9 * b - ((0.8 * Math.abs(beside)) / 0.13) * (beside > 0 ? 0.3 : 0.1);
      best = stack(
        best,
        tint(ramp([rgb(0x1c4a12), rgb(0x4f9a27), rgb(0xa9d65c)], shade), half > 0 ? leaf : 0),
      );
    }
  }
  return best;
}

const FLAMES = [rgb(0x5a0a03), rgb(0xc9250a), rgb(0xf77f1a), rgb(0xffd85a)];

/** Burning letters: tongues above and a bright body. */
function flames(place: Place): Layer {
  const d = place.distance();
  let hot = 0;
  for (let step = 1; step <= 10; step++) {
    const rise = 0.14 * step;
    const sway = (place.noise(place.x * 1.2, place.y * 0.6 + 9) - 0.5) * 1.1 * rise;
    hot = Math.max(hot, smooth(0.15, -0.1, place.distance(sway, rise)) * (1 - rise / 1.5));
  }
  const flame = hot + 1.4 * (place.noise(place.x * 1.8, place.y * 0.6) - 0.5) * smooth(0, 0.4, hot);
  const body = 0.85 + 0.5 * (place.noise(place.x * 1.4 + 20, place.y * 1.4) - 0.5);
  return stack(
    tint(ramp(FLAMES, 0.75 * flame), smooth(0.15, 0.6, flame)),
    tint(ramp(FLAMES, body), covered(d, place)),
  );
}

/** Fur: strands that stand out from the contour. */
function fur(place: Place): Layer {
  const d = place.distance();
  const [nx, ny] = place.normal();
  const across = place.x * -ny + place.y * nx;
  const strand = place.noise(across * 7, (place.x * nx + place.y * ny) * 0.8 + 3);
  const length = 0.28 * place.noise(place.x * 3 + 11, place.y * 3);
  const tone = 0.15 + 1.1 * (strand - 0.25) - 0.2 * smooth(-0.2, 0.1, d);
  const reach = d - 0.02 - length * smooth(0.35, 0.65, strand);
  return tint(ramp([rgb(0x3b2412), rgb(0x9c6b3a), rgb(0xe9c793)], tone), covered(reach, place));
}

const named = (
  name: string,
  paint: GlyphEffect['paint'],
  isDirectional = false,
  isRandom = false,
): GlyphEffect => ({
  name,
  isDirectional,
  isRandom,
  paint,
});

/** The effects of the bench of styles. */
export const STYLE_EFFECTS: readonly GlyphEffect[] = [
  named('outline', outline),
  named('double outline', doubleOutline),
  named('sticker', sticker, true),
  named('chrome', chrome, true),
  named('bevel', bevel, true, true),
  named('hatching', hatching, true),
  named('stitches', stitches),
  named('gradient fill', gradientFill, true),
  named('glow', glow),
  named('drop shadow', dropShadow, true),
  named('long shadow', longShadow, true),
  named('splashes', splashes, false, true),
  named('leaves', leaves, false, true),
  named('flames', flames, true, true),
  named('fur', fur, false, true),
];
