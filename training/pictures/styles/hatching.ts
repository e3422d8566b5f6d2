import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { Noise } from './noise.js';
import { randomPalette } from './palette.js';
import { type Colour, clamp01, mix, pictureOf, scaledPx } from './pixels.js';
import { softTones, spreadTones } from './tones.js';

/** Lines of one direction, drawn where the picture is darker than `below`. */
type Layer = Readonly<{
  cos: number;
  sin: number;
  spacingPx: number;
  below: number;
  ink: Colour;
  /** Keeps the wobble of the layers apart. */
  shift: number;
}>;
type Pen = Readonly<{ noise: Noise; wobblePx: number }>;

function drawLayers(motif: Picture, inks: readonly Colour[], rng: Rng): Layer[] {
  const first = Math.PI * rng.uniform();
  const spacingPx = scaledPx(motif, between(rng, 4, 9));
  // Turns from the first direction: crossed at right angles, then between.
  return [0, 0.5, 0.25, 0.75].map((turn, k) => {
    const angle = first + Math.PI * turn + 0.1 * rng.normal();
    const below = 0.92 - 0.24 * k;
    return {
      cos: Math.cos(angle),
      sin: Math.sin(angle),
      spacingPx: spacingPx * between(rng, 0.85, 1.2),
      below,
      ink: inks[k % inks.length]!,
      shift: 40 * k,
    };
  });
}

/** Drawn with a pen: lines of a few directions, of which darker places get more, on paper that is not quite even. */
export function drawHatching(motif: Picture, rng: Rng): Picture {
  const palette = randomPalette(rng, 5);
  const isWhiteOnDark = rng.uniform() < 0.25;
  const paper = isWhiteOnDark ? palette[0]! : mix(palette[4]!, [1, 0.99, 0.95], 0.5);
  const inks = isWhiteOnDark ? [palette[4]!, palette[3]!] : palette.slice(0, 1 + rng.integer(3));
  const layers = drawLayers(motif, inks, rng);
  const tones = spreadTones(softTones(motif, 2), between(rng, 0.4, 0.8));
  const noise = new Noise(rng);
  const pen = { noise, wobblePx: scaledPx(motif, between(rng, 1, 5)) };
  return pictureOf(motif, (x, y) => {
    const tone = tones.data[y * motif.width + x]!;
    const darkness = isWhiteOnDark ? tone : 1 - tone;
    let colour = mix(paper, [0, 0, 0], 0.04 * (1 + noise.fractalAt(x / 3, y / 3, 2)));
    for (const layer of layers) colour = mix(colour, layer.ink, lineCover(layer, pen, x, y, darkness));
    return colour;
  });
}

function lineCover(layer: Layer, { noise, wobblePx }: Pen, x: number, y: number, darkness: number): number {
  const excess = darkness - (1 - layer.below);
  if (excess <= 0) return 0;
  const along = x * layer.cos + y * layer.sin;
  const wobble = wobblePx * noise.valueAt(x / 60 + layer.shift, y / 60);
  const across = (y * layer.cos - x * layer.sin + wobble) / layer.spacingPx;
  const line = Math.round(across);
  const awayPx = Math.abs(across - line) * layer.spacingPx;
  // A pen presses harder in the middle of a stroke and is lifted at its ends.
  const pressure =
    0.75 + 0.5 * noise.valueAt(along / (6 * layer.spacingPx) + 3.7 * line, 13.1 * line + layer.shift);
  const halfWidthPx = (0.06 + 0.36 * clamp01(excess / 0.8)) * layer.spacingPx * pressure;
  return 0.92 * smoothStep(halfWidthPx + 0.7, halfWidthPx - 0.5, awayPx) * smoothStep(0, 0.08, excess);
}
