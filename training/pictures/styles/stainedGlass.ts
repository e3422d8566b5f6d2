import { gaussianBlur } from '../../../src/shared/fields/gaussianBlur.js';
import { nearestSites } from '../../../src/shared/fields/nearestSite.js';
import type { Picture, Size } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { depthInCells } from './edges.js';
import { meanColours } from './meanColours.js';
import { Noise } from './noise.js';
import { nearestOf, randomPalette } from './palette.js';
import { type Colour, clamp01, lit, mix, pictureOf, scaledPx } from './pixels.js';

/** Panes of coloured glass (cells of Voronoi) with light behind them, held by lead. */
export function leadGlass(motif: Picture, rng: Rng): Picture {
  const cells = nearestSites(drawSites(motif, scaledPx(motif, between(rng, 18, 42)), rng), motif);
  const depth = depthInCells(cells, motif);
  const palette = randomPalette(rng, 9);
  const paletteShare = between(rng, 0.2, 0.8);
  const panes = meanColours(motif, cells);
  for (const [cell, colour] of panes)
    panes.set(cell, glassColour(mix(colour, nearestOf(palette, colour), paletteShare), rng));
  const leadPx = scaledPx(motif, between(rng, 1.6, 3.4));
  // Lead is round: its middle shines.
  const relief = gaussianBlur(
    depth.data.map((px) => Math.max(0, leadPx - px) / leadPx),
    motif,
    1,
  );
  const noise = new Noise(rng);
  const stretch = between(rng, 1, 4);
  return pictureOf(motif, (x, y) => {
    const pixel = y * motif.width + x;
    const cell = cells[pixel]!;
    const wave = noise.fractalAt(x / 30 + cell, (stretch * y) / 30, 4);
    const glow = 0.82 + 0.22 * smoothStep(0, scaledPx(motif, 14), depth.data[pixel]!) + 0.2 * wave;
    const below = relief[Math.min(pixel + motif.width + 1, relief.length - 1)]!;
    const shine = clamp01(0.14 + 0.5 * (relief[pixel]! - below));
    return mix(
      [shine, shine, 1.08 * shine],
      lit(panes.get(cell)!, glow),
      smoothStep(leadPx - 0.7, leadPx + 0.7, depth.data[pixel]!),
    );
  });
}

function drawSites(size: Size, spacingPx: number, rng: Rng): Uint8Array {
  const isSite = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y += spacingPx) {
    for (let x = 0; x < size.width; x += spacingPx) {
      const column = Math.min(size.width - 1, Math.floor(x + spacingPx * rng.uniform()));
      const row = Math.min(size.height - 1, Math.floor(y + spacingPx * rng.uniform()));
      isSite[row * size.width + column] = 1;
    }
  }
  return isSite;
}

/** Glass is more colourful than what it shows, and no two panes are alike. */
function glassColour(colour: Colour, rng: Rng): Colour {
  const grey = (colour[0] + colour[1] + colour[2]) / 3;
  return lit(
    mix([grey, grey, grey], colour, 1.7).map(clamp01) as unknown as Colour,
    between(rng, 0.85, 1.25),
  );
}
