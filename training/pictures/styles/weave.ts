import { blurred } from '../../../src/image/render/layers.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { between } from './draws.js';
import { Noise } from './noise.js';
import { nearestOf, randomPalette } from './palette.js';
import { type Colour, colourNear, lit, mix, pictureOf, scaledPx } from './pixels.js';

/** Rows after which a weave repeats itself, and by how many threads each row is shifted. */
const WEAVES = [
  { repeat: 2, over: 1, step: 1 },
  { repeat: 4, over: 2, step: 1 },
  { repeat: 3, over: 2, step: 1 },
] as const;

/** A tapestry: threads of few colours, over and under each other, plain or in twill. */
export function weaveTapestry(motif: Picture, rng: Rng): Picture {
  const threadPx = scaledPx(motif, between(rng, 4, 9));
  const { repeat, over, step } = WEAVES[rng.integer(WEAVES.length)]!;
  const palette = randomPalette(rng, 8);
  const paletteShare = between(rng, 0.3, 0.9);
  const warp = palette[rng.integer(palette.length)]!;
  const seen = blurred(motif, threadPx / 2);
  const noise = new Noise(rng);
  return pictureOf(motif, (x, y) => {
    const [u, v] = [
      x / threadPx + 0.25 * noise.valueAt(x / 50, y / 50),
      y / threadPx + 0.25 * noise.valueAt(x / 50 + 9, y / 50),
    ];
    const [column, row] = [Math.floor(u), Math.floor(v)];
    const phase = (((column + step * row) % repeat) + repeat) % repeat;
    const isWeft = phase < over;
    const colour = (column0: number, row0: number): Colour => {
      const source = colourNear(seen, (column0 + 0.5) * threadPx, (row0 + 0.5) * threadPx);
      return mix(source, nearestOf(palette, source), paletteShare);
    };
    const thread = isWeft ? colour(column, row) : mix(warp, colour(column, row), 0.55);
    const [across, along] = isWeft
      ? [v - row, (phase + u - column) / over]
      : [u - column, (phase - over + u - column) / (repeat - over)];
    const round = Math.sin(Math.PI * across);
    const bow = isWeft ? Math.sin(Math.PI * Math.min(1, Math.max(0, along))) : 0.7;
    // Fibres run a little slanted to the thread.
    const fibre = isWeft
      ? noise.fractalAt(x / 7, (y + 0.4 * x) / 1.6, 2)
      : noise.fractalAt((x + 0.4 * y) / 1.6, y / 7, 2);
    return lit(thread, 0.42 + 0.42 * round + 0.2 * bow + 0.16 * fibre);
  });
}
