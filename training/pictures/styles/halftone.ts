import { blurred } from '../../../src/image/render/layers.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { Noise } from './noise.js';
import { randomPalette } from './palette.js';
import { type Colour, clamp01, colourNear, lit, mix, pictureOf, scaledPx } from './pixels.js';

/** A plate of a print: its ink, the raster's direction, and how much ink a colour needs, 0..1. */
type Plate = Readonly<{
  ink: Colour;
  cos: number;
  sin: number;
  shiftPx: number;
  coverOf: (colour: Colour) => number;
}>;

/** The angles printers use for cyan, magenta, yellow and black: rasters that disturb each other least. */
const DEGREES = [15, 75, 0, 45] as const;
const PROCESS_INKS: readonly Colour[] = [
  [0.05, 0.62, 0.85],
  [0.88, 0.1, 0.5],
  [0.98, 0.87, 0.12],
  [0.08, 0.08, 0.1],
];

function plateOf(ink: Colour, k: number, rng: Rng, coverOf: Plate['coverOf']): Plate {
  const angle = (DEGREES[k]! * Math.PI) / 180;
  return { ink, cos: Math.cos(angle), sin: Math.sin(angle), shiftPx: 1.5 * rng.normal(), coverOf };
}

function processPlates(rng: Rng): Plate[] {
  const black = (colour: Colour) => clamp01(1.6 * (1 - Math.max(...colour)) - 0.5);
  return PROCESS_INKS.map((ink, k) =>
    plateOf(ink, k, rng, k === 3 ? black : (colour) => clamp01(1 - colour[k]! - 0.6 * black(colour))),
  );
}

function spotPlates(rng: Rng): Plate[] {
  const palette = randomPalette(rng, 4);
  const darkness = (colour: Colour) => 1 - (colour[0] + colour[1] + colour[2]) / 3;
  return [
    plateOf(palette[2]!, 2, rng, (colour) => clamp01(1.5 * darkness(colour))),
    plateOf(palette[1]!, 1, rng, (colour) => clamp01(1.8 * darkness(colour) - 0.5)),
    plateOf(palette[0]!, 3, rng, (colour) => clamp01(2.4 * darkness(colour) - 1.2)),
  ];
}

/** Printed in dots, as comics and posters are: four process inks, or three of a palette, each plate a little off. */
export function printHalftone(motif: Picture, rng: Rng): Picture {
  const pitchPx = scaledPx(motif, between(rng, 6, 15));
  const plates = rng.uniform() < 0.5 ? processPlates(rng) : spotPlates(rng);
  const paper = lit([1, between(rng, 0.95, 1), between(rng, 0.86, 0.99)], 0.98);
  const seen = blurred(motif, pitchPx / 3);
  const noise = new Noise(rng);
  return pictureOf(motif, (x, y) => {
    let colour = paper;
    for (const plate of plates) {
      const ink = 0.94 * dotCover(plate, seen, x, y, pitchPx) * (1 + 0.08 * noise.fractalAt(x / 4, y / 4, 2));
      // Inks lie over each other and take light away.
      colour = mix(
        colour,
        [colour[0] * plate.ink[0], colour[1] * plate.ink[1], colour[2] * plate.ink[2]],
        ink,
      );
    }
    return colour;
  });
}

function dotCover(
  { cos, sin, shiftPx, coverOf }: Plate,
  seen: Picture,
  x: number,
  y: number,
  pitchPx: number,
): number {
  const [u, v] = [(x * cos + y * sin + shiftPx) / pitchPx, (y * cos - x * sin + shiftPx) / pitchPx];
  const [i, j] = [Math.round(u), Math.round(v)];
  const [centreU, centreV] = [i * pitchPx - shiftPx, j * pitchPx - shiftPx];
  const wanted = coverOf(colourNear(seen, centreU * cos - centreV * sin, centreU * sin + centreV * cos));
  // A dot of this radius has the wanted area; from 0.785 on dots touch.
  const radiusPx = Math.sqrt(wanted / Math.PI) * pitchPx * 1.08;
  const awayPx = Math.hypot(u - i, v - j) * pitchPx;
  return wanted < 0.015 ? 0 : smoothStep(radiusPx + 0.8, radiusPx - 0.8, awayPx);
}
