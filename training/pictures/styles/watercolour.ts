import { blurred } from '../../../src/image/render/layers.js';
import type { Grid } from '../../../src/shared/fields/grid.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { signedDistanceOf } from './edges.js';
import { Noise } from './noise.js';
import { paletteAt, randomPalette } from './palette.js';
import { type Colour, colourNear, gridOf, mix, pictureOf, scaledPx } from './pixels.js';
import { softTones, toneAtShare } from './tones.js';

/** One wash: how much pigment lies where, 0..1, and its colour. */
type Wash = Readonly<{ pigment: Grid; colour: Colour }>;

/**
 * Washes over paper: what is darker than a level gets one more wash, its shape blurred and frayed. Pigment gathers at the
 * edge of a wash while it dries, and in the grain of the paper (Curtis et al. 1997); on wet paper the edge runs.
 */
export function paintWatercolour(motif: Picture, rng: Rng): Picture {
  const noise = new Noise(rng);
  const washes = drawWashes(motif, noise, rng);
  const [local, localShare] = [blurred(motif, scaledPx(motif, 12)), between(rng, 0, 0.75)];
  return pictureOf(motif, (x, y) => {
    const grain = noise.fractalAt(x / 3.3, y / 3.3, 3);
    let colour: Colour = mix([0.99, 0.985, 0.96], [0.8, 0.79, 0.75], 0.12 * (grain + 0.5));
    for (const wash of washes) {
      const pigment = wash.pigment.data[y * motif.width + x]! * (1 - 0.4 * grain);
      colour = stained(colour, mix(wash.colour, colourNear(local, x, y), localShare), pigment);
    }
    return colour;
  });
}

/** What light is left after it went through pigment twice (Beer and Lambert). */
function stained(below: Colour, pigment: Colour, amount: number): Colour {
  const through = (c: 0 | 1 | 2) => below[c] * Math.max(0.02, pigment[c]) ** amount;
  return [through(0), through(1), through(2)];
}

function drawWashes(motif: Picture, noise: Noise, rng: Rng): Wash[] {
  const palette = randomPalette(rng, 6);
  const tones = softTones(motif, between(rng, 2, 8));
  const count = 4 + rng.integer(4);
  const shapes = Array.from({ length: count }, (_, k): Wash => {
    const level = toneAtShare(tones, 0.95 - (0.85 * k) / count);
    const colour = paletteAt(palette, 0.9 - (0.8 * k) / count + 0.1 * rng.normal());
    return { pigment: washPigment(tones, level, noise, 31 * k, rng), colour };
  });
  const blots = Array.from({ length: 2 + rng.integer(6) }, (_, k): Wash => {
    return {
      pigment: blotPigment(motif, noise, 400 + 31 * k, rng),
      colour: paletteAt(palette, rng.uniform()),
    };
  });
  return [...shapes, ...blots];
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
  const radius = scaledPx(size, between(rng, 20, 110));
  const [middleX, middleY, flat] = [
    rng.uniform() * size.width,
    rng.uniform() * size.height,
    between(rng, 0.6, 1.6),
  ];
  const inside = gridOf(size, (x, y) => {
    const frayed = 1 + 1.1 * noise.fractalAt(x / (1.6 * radius) + shift, y / (1.6 * radius), 6);
    return Math.hypot((x - middleX) / flat, (y - middleY) * flat) < radius * frayed ? 1 : 0;
  });
  return driedPigment(inside, noise, shift, rng);
}

function driedPigment(inside: Grid, noise: Noise, shift: number, rng: Rng): Grid {
  const distance = signedDistanceOf(inside);
  const strength = between(rng, 0.2, 0.5);
  const wetPx = rng.uniform() < 0.2 ? scaledPx(inside, between(rng, 6, 26)) : 1;
  const [rim, rimPx] = [wetPx > 1 ? 0 : between(rng, 0.5, 1.6), scaledPx(inside, between(rng, 1.5, 4))];
  return gridOf(inside, (x, y) => {
    const depthPx = distance.data[y * inside.width + x]!;
    if (depthPx < -wetPx) return 0;
    // Where water ran back into a drying wash it pushed the pigment away.
    const flow = 1 + 0.9 * noise.fractalAt(x / 80 + shift, y / 80 + shift, 5);
    return (
      strength *
      smoothStep(-wetPx, wetPx, depthPx) *
      Math.max(0.1, flow + rim * Math.exp(-Math.max(0, depthPx) / rimPx))
    );
  });
}
