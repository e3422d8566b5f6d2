import { nearestSrgb } from '../../../src/image/colour/oklab.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { between, oneOf } from './draws.js';
import { type Colour, clamp01, colourNear, lumaGrid, mix, pictureOf } from './pixels.js';

/** Colours from the darkest to the lightest. */
export type Palette = readonly Colour[];

/** Turns of the colour circle from the hue of the dark colours to that of the light ones: near, warm to cold, opposite. */
const HUE_WALKS = [0.07, -0.07, 0.22, -0.22, 0.36, -0.36, 0.5] as const;

/**
 * Colours that go together: a walk from dark to light in Oklab, whose hue turns on the way, and which is most colourful
 * in the middle. Every third colour may be of the opposite hue.
 */
export function randomPalette(rng: Rng, count: number): Palette {
  const hue = rng.uniform();
  const walk = oneOf(rng, HUE_WALKS);
  const chroma = between(rng, 0.05, 0.17);
  const [dark, light] = [between(rng, 0.16, 0.34), between(rng, 0.84, 0.97)];
  const hasAccents = rng.uniform() < 0.5;
  return Array.from({ length: count }, (_, k) => {
    const t = count > 1 ? k / (count - 1) : 0.5;
    const opposite = hasAccents && k % 3 === 1 ? 0.5 : 0;
    const angle = 2 * Math.PI * (hue + walk * t + opposite + 0.03 * rng.normal());
    const strength = chroma * (0.35 + 0.65 * Math.sin(Math.PI * clamp01(0.1 + 0.8 * t)));
    return nearestSrgb([dark + (light - dark) * t, strength * Math.cos(angle), strength * Math.sin(angle)]);
  });
}

/** The colour at a share of the way from the first to the last. */
export function paletteAt(palette: Palette, share: number): Colour {
  const position = clamp01(share) * (palette.length - 1);
  const index = Math.min(palette.length - 2, Math.floor(position));
  return palette.length === 1 ? palette[0]! : mix(palette[index]!, palette[index + 1]!, position - index);
}

/** The colour that is nearest to another. */
export function nearestOf(palette: Palette, colour: Colour): Colour {
  const distance = (other: Colour) =>
    (other[0] - colour[0]) ** 2 + (other[1] - colour[1]) ** 2 + (other[2] - colour[2]) ** 2;
  return palette.reduce((best, other) => (distance(other) < distance(best) ? other : best));
}

/**
 * A picture in the colours of a palette, by its brightness; its 5 % darkest pixels have the first colour, its 5 % lightest
 * the last.
 *
 * @param share of the palette in the colours, 0..1; the rest is the picture's own colour
 */
export function recoloured(picture: Picture, palette: Palette, share: number): Picture {
  const { data, width } = lumaGrid(picture);
  const sorted = data.toSorted();
  const [low, high] = [sorted[Math.floor(0.05 * data.length)]!, sorted[Math.floor(0.95 * data.length)]!];
  const range = Math.max(1 / 255, high - low);
  return pictureOf(picture, (x, y) =>
    mix(colourNear(picture, x, y), paletteAt(palette, (data[y * width + x]! - low) / range), share),
  );
}
