import { Canvas } from '../../../src/image/render/canvas.js';
import type { Picture, Size } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { between, oneOf } from './draws.js';
import { type Palette, paletteAt, randomPalette } from './palette.js';
import { type Colour, lit, pictureOf } from './pixels.js';

type Field = Readonly<{ whirls: readonly Whirl[]; palette: Palette; rings: number }>;
type Whirl = Readonly<{ x: number; y: number; reachPx: number; turn: number }>;

/** Brush radii as shares of the picture's longer side, and how often each layer covers the picture. */
const LAYERS = [
  { radius: 0.018, coats: 3 },
  { radius: 0.011, coats: 2.5 },
  { radius: 0.006, coats: 1.2 },
  { radius: 0.0035, coats: 0.3 },
] as const;
const STEPS = 8;

/** Thick strokes along a field of whirls, in rings of colour around each of them. Of the motif only the size counts. */
export function paintWhirls({ width, height }: Picture, rng: Rng): Picture {
  const size = { width, height };
  const whirls = drawWhirls(size, rng);
  const palette = randomPalette(rng, 7).toReversed();
  const accents = randomPalette(rng, 4);
  const wave = between(rng, 40, 140);
  const field = { whirls, palette, rings: between(rng, 0.4, 0.8) };
  const canvas = new Canvas(size, pictureOf(size, (x, y) => ringColour(field, x, y, 0)).pixels);
  for (const { radius, coats } of LAYERS) {
    const radiusPx = Math.max(1, radius * Math.max(width, height));
    const lengthPx = STEPS * 1.6 * radiusPx;
    const strokes = Math.round((coats * width * height) / (2 * radiusPx * lengthPx));
    for (let k = 0; k < strokes; k++) {
      const [x, y] = [rng.uniform() * (width + lengthPx) - lengthPx, rng.uniform() * height];
      const base =
        rng.uniform() < 0.05 ? oneOf(rng, accents) : ringColour(field, x, y, 0.15 * (rng.uniform() - 0.5));
      const points = follow(whirls, wave, x, y, lengthPx * between(rng, 0.6, 1.4));
      canvas.paint({
        points,
        radiusPx,
        colour: lit(base, between(rng, 0.9, 1.1)),
        opacity: 0.9,
        seed: rng.integer(2 ** 31),
      });
    }
  }
  return canvas.picture();
}

function drawWhirls({ width, height }: Size, rng: Rng): Whirl[] {
  const side = Math.min(width, height);
  return Array.from({ length: 3 + rng.integer(6) }, () => ({
    x: rng.uniform() * width,
    y: rng.uniform() * height,
    reachPx: side * between(rng, 0.09, 0.26),
    turn: rng.uniform() < 0.5 ? 1 : -1,
  }));
}

/** The line of a stroke: a wavy wind, and the whirls that it drives. */
function follow(whirls: readonly Whirl[], wave: number, x: number, y: number, lengthPx: number): number[] {
  const points = [x, y];
  let [px, py] = [x, y];
  for (let step = 0; step < STEPS; step++) {
    let [u, v] = [1, 0.5 * Math.sin(px / wave + py / (0.65 * wave))];
    for (const whirl of whirls) {
      const [dx, dy] = [px - whirl.x, py - whirl.y];
      const distance = Math.hypot(dx, dy) + 1;
      const pull =
        (6 * whirl.turn * Math.exp(-(distance ** 2) / (2 * (0.75 * whirl.reachPx) ** 2))) / distance;
      u -= pull * dy;
      v += pull * dx;
    }
    const stride = lengthPx / STEPS / (Math.hypot(u, v) + 1e-9);
    [px, py] = [px + stride * u, py + stride * v];
    points.push(px, py);
  }
  return points;
}

function ringColour({ whirls, palette, rings }: Field, x: number, y: number, variation: number): Colour {
  const nearest = Math.min(...whirls.map((whirl) => Math.hypot(x - whirl.x, y - whirl.y) / whirl.reachPx));
  const share = rings * nearest + 0.06 * Math.sin(9 * nearest) + variation;
  // Far from all whirls the colours come back.
  return paletteAt(palette, share <= 1 ? share : Math.max(0.35, 2 - share));
}
