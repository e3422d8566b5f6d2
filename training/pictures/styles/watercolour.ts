import { gaussianBlur } from '../../../src/shared/fields/gaussianBlur.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { signedDistanceOf } from './edges.js';
import { Noise } from './noise.js';
import { paletteAt, randomPalette } from './palette.js';
import { type Colour, gridOf, lumaGrid, mix, pictureOf, scaledPx } from './pixels.js';

/** One wash: how much pigment lies where, 0..1, and its colour. */
type Wash = Readonly<{ pigment: Grid; colour: Colour }>;

/**
 * Washes over paper: what is darker than a level gets one more wash, its shape blurred and frayed. Pigment gathers at the
 * edge of a wash while it dries, and in the grain of the paper (Curtis et al. 1997).
 */
export function paintWatercolour(motif: Picture, rng: Rng): Picture {
  const palette = randomPalette(rng, 6);
  const noise = new Noise(rng);
  const tones = {
    ...motif,
    data: gaussianBlur(lumaGrid(motif).data, motif, scaledPx(motif, between(rng, 3, 9))),
  };
  const sorted = tones.data.toSorted();
  const count = 4 + rng.integer(4);
  const washes = Array.from({ length: count }, (_, k): Wash => {
    const level = sorted[Math.floor((0.95 - (0.85 * k) / count) * (sorted.length - 1))]!;
    const colour = paletteAt(palette, 0.9 - (0.8 * k) / count + 0.1 * rng.normal());
    return { pigment: washPigment(tones, level, noise, 31 * k, rng), colour };
  });
  for (let k = 0; k < 5; k++)
    washes.push({
      pigment: blotPigment(motif, noise, 400 + 31 * k, rng),
      colour: paletteAt(palette, rng.uniform()),
    });
  return pictureOf(motif, (x, y) => {
    const grain = noise.fractalAt(x / 3.3, y / 3.3, 3);
    let colour: Colour = mix([0.99, 0.985, 0.96], [0.8, 0.79, 0.75], 0.12 * (grain + 0.5));
    for (const wash of washes) {
      const pigment = wash.pigment.data[y * motif.width + x]! * (1 - 0.35 * grain);
      colour = colour.map(
        (value, c) => value * Math.max(0.02, wash.colour[c]!) ** pigment,
      ) as unknown as Colour;
    }
    return colour;
  });
}

function washPigment(tones: Grid, level: number, noise: Noise, shift: number, rng: Rng): Grid {
  const [fray, period] = [between(rng, 0.05, 0.14), scaledPx(tones, between(rng, 18, 50))];
  const inside = gridOf(tones, (x, y) => {
    const frayed =
      tones.data[y * tones.width + x]! + fray * noise.fractalAt(x / period + shift, y / period, 5);
    return frayed < level ? 1 : 0;
  });
  return driedPigment(inside, noise, shift, rng);
}

function blotPigment(size: Picture, noise: Noise, shift: number, rng: Rng): Grid {
  const radius = scaledPx(size, between(rng, 25, 80));
  const [middleX, middleY] = [rng.uniform() * size.width, rng.uniform() * size.height];
  const inside = gridOf(size, (x, y) => {
    const frayed = 1 + 0.5 * noise.fractalAt(x / radius + shift, y / radius, 4);
    return Math.hypot(x - middleX, y - middleY) < radius * frayed ? 1 : 0;
  });
  return driedPigment(inside, noise, shift, rng);
}

function driedPigment(inside: Grid, noise: Noise, shift: number, rng: Rng): Grid {
  const distance = signedDistanceOf(inside);
  const strength = between(rng, 0.2, 0.5);
  const [rim, rimPx] = [between(rng, 0.5, 1.4), scaledPx(inside, between(rng, 1.5, 4))];
  return gridOf(inside, (x, y) => {
    const depthPx = distance.data[y * inside.width + x]!;
    if (depthPx < -1.5) return 0;
    const flow = 1 + 0.6 * noise.fractalAt(x / 70 + shift, y / 70 + shift, 4);
    return strength * smoothStep(-1, 1, depthPx) * (flow + rim * Math.exp(-Math.max(0, depthPx) / rimPx));
  });
}
