import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { smoothStep } from '../../../src/shared/smoothStep.js';
import { between } from './draws.js';
import { Noise } from './noise.js';
import { type Palette, randomPalette } from './palette.js';
import { type Colour, clamp01, mix, pictureOf, scaledPx } from './pixels.js';
import { softTones, spreadTones } from './tones.js';

/** Brightness where the blocks of colour change. */
const BLOCKS = [0.25, 0.5, 0.75] as const;

/**
 * A print from wood: a dark block whose lines run in waves around the shapes, wide in the shade and thin in the light, over
 * blocks of flat colours with the grain of the wood.
 */
export function cutWood(motif: Picture, rng: Rng): Picture {
  const tones = spreadTones(softTones(motif, 2.5), 0.7);
  const shapes = softTones(motif, between(rng, 8, 20)).data;
  const weight = between(rng, 0.75, 1.05);
  const palette = printPalette(rng);
  const spacingPx = scaledPx(motif, between(rng, 6, 12));
  const [bend, wavePx] = [between(rng, 40, 140), scaledPx(motif, between(rng, 60, 160))];
  const [cos, sin] = [Math.cos(0.6 * rng.normal()), Math.sin(0.6 * rng.normal())];
  const noise = new Noise(rng);
  return pictureOf(motif, (x, y) => {
    const pixel = y * motif.width + x;
    const across =
      y * cos +
      x * sin +
      scaledPx(motif, bend) * shapes[pixel]! +
      14 * noise.fractalAt(x / wavePx, y / wavePx, 2);
    const inkShare = weight * smoothStep(0.95, 0.02, tones.data[pixel]!);
    const ridge = Math.abs(2 * (across / spacingPx - Math.floor(across / spacingPx)) - 1);
    const edge = 1.6 / spacingPx;
    // Fibres of the wood hold no ink.
    const fibre = noise.fractalAt(x / 40, y / 1.6, 3);
    const ink = smoothStep(1 - inkShare - edge, 1 - inkShare + edge, ridge) * smoothStep(0.62, 0.4, fibre);
    const ground = blockColour(palette, tones.data[pixel]! + 0.02 * fibre);
    return mix(
      mix(ground, palette.at(-1)!, 0.1 * clamp01(fibre + 0.5)),
      palette[0]!,
      inkShare <= 0.02 ? 0 : 0.95 * ink,
    );
  });
}

function blockColour(palette: Palette, tone: number): Colour {
  return BLOCKS.reduce(
    (colour, level, k) => mix(colour, palette[k + 2]!, smoothStep(level - 0.015, level + 0.015, tone)),
    palette[1]!,
  );
}

/** Ink, and four colours of paper and blocks; at times there is only the ink. */
function printPalette(rng: Rng): Palette {
  const palette = randomPalette(rng, 7);
  if (rng.uniform() < 0.3) return [palette[0]!, ...Array.from({ length: 4 }, () => palette[6]!)];
  return [palette[0]!, palette[2]!, palette[3]!, palette[5]!, palette[6]!];
}
