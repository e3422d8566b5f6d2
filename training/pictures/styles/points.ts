import { Canvas } from '../../../src/image/render/canvas.js';
import { jitterColour } from '../../../src/image/render/jitter.js';
import { blurred } from '../../../src/image/render/layers.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { between, shuffled } from './draws.js';
import { randomPalette } from './palette.js';
import { type Colour, colourNear, mix, pictureOf, scaledPx } from './pixels.js';

/** Dots of colours that are purer than the motif's, beside each other: the eye mixes them, as Seurat's and Signac's. */
export function setPoints(motif: Picture, rng: Rng): Picture {
  const radiusPx = scaledPx(motif, between(rng, 2.5, 5.5));
  const seen = blurred(motif, radiusPx);
  const ground = randomPalette(rng, 3)[2]!;
  const canvas = new Canvas(
    motif,
    pictureOf(motif, (x, y) => mix(ground, colourNear(seen, x, y), 0.4)).pixels,
  );
  const jitter = { hue: between(rng, 0.05, 0.28), lightness: between(rng, 0.1, 0.3), channels: 0 };
  for (const scale of [1.25, 1, 0.75]) {
    const spacing = 1.7 * radiusPx * scale;
    for (const [x, y] of shuffled(rng, jitteredGrid(motif, spacing, rng))) {
      const colour = jitterColour(pure(colourNear(seen, x, y), 1.6), jitter, rng);
      const lengthPx = 0.5 * radiusPx * rng.uniform();
      const angle = 2 * Math.PI * rng.uniform();
      const points = [x, y, x + lengthPx * Math.cos(angle), y + lengthPx * Math.sin(angle)];
      canvas.paint({
        points,
        radiusPx: radiusPx * scale * between(rng, 0.8, 1.15),
        colour,
        opacity: 0.95,
        seed: rng.integer(2 ** 31),
      });
    }
  }
  return canvas.picture();
}

function pure(colour: Colour, strength: number): Colour {
  const grey = (colour[0] + colour[1] + colour[2]) / 3;
  return mix([grey, grey, grey], colour, strength);
}

function jitteredGrid({ width, height }: Picture, spacing: number, rng: Rng): (readonly [number, number])[] {
  const points: [number, number][] = [];
  for (let y = 0; y < height; y += spacing) {
    for (let x = 0; x < width; x += spacing)
      points.push([x + spacing * rng.uniform(), y + spacing * rng.uniform()]);
  }
  return points;
}
