import type { Picture, Size } from '../../../src/shared/pictures/picture.js';
import type { Rng } from '../../../src/shared/rng.js';
import { between } from './draws.js';
import { Noise } from './noise.js';
import { type Palette, randomPalette } from './palette.js';
import { type Colour, lit, mix, pictureOf, scaledPx } from './pixels.js';

type Point = readonly [x: number, y: number];
/** What was done to the paint, seen backwards: where a point came from, or which colour was dropped on it. */
type Move = (point: Point) => Point | { drop: number };

/** A drop pushes the paint away: areas are kept. */
function drop(x: number, y: number, radius: number, colour: number): Move {
  return ([px, py]) => {
    const [dx, dy] = [px - x, py - y];
    const square = dx * dx + dy * dy;
    if (square < radius * radius) return { drop: colour };
    const scale = Math.sqrt(1 - (radius * radius) / square);
    return [x + dx * scale, y + dy * scale];
  };
}

/** Needles drawn through the paint along parallel lines; they drag less and less of it the farther it is. */
function comb(angle: number, spacing: number, shift: number, reach: number, sharpness: number): Move {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([px, py]) => {
    const across = (py * cos - px * sin) / spacing;
    const away = Math.abs(across - Math.round(across)) * spacing;
    const dragged = shift * Math.exp((-away * sharpness) / reach);
    return [px - dragged * cos, py - dragged * sin];
  };
}

function swirl(x: number, y: number, radius: number, turn: number): Move {
  return ([px, py]) => {
    const [dx, dy] = [px - x, py - y];
    const angle = -turn * Math.exp(-Math.hypot(dx, dy) / radius);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [x + dx * cos - dy * sin, y + dx * sin + dy * cos];
  };
}

function drawMoves(size: Size, colours: number, rng: Rng): Move[] {
  const [x, y] = [() => rng.uniform() * size.width, () => rng.uniform() * size.height];
  const px = (from: number, to: number) => scaledPx(size, between(rng, from, to));
  const moves: Move[] = [];
  const drops = 30 + rng.integer(60);
  for (let k = 0; k < drops; k++) moves.push(drop(x(), y(), px(12, 75), rng.integer(colours)));
  const first = Math.PI * rng.uniform();
  const combs = rng.integer(4);
  for (let k = 0; k < combs; k++) {
    // Back and forth, then across, as for the combed papers of bookbinders.
    moves.push(comb(first + (k * Math.PI) / 2, px(25, 80), px(40, 130) * (k % 2 ? -1 : 1), px(8, 25), 1));
  }
  const swirls = combs === 0 ? 4 + rng.integer(4) : rng.integer(4);
  for (let k = 0; k < swirls; k++) moves.push(swirl(x(), y(), px(30, 110), between(rng, -3.5, 3.5)));
  return moves.toReversed();
}

/** Paint that floats on water, dropped, combed and swirled, and taken up by paper (Lu et al. 2012). Of the motif only the size counts. */
export function marblePaper({ width, height }: Picture, rng: Rng): Picture {
  const size = { width, height };
  const palette = randomPalette(rng, 4 + rng.integer(4));
  const moves = drawMoves(size, palette.length, rng);
  const noise = new Noise(rng);
  const vein = between(rng, 0.02, 0.08);
  return pictureOf(size, (x, y) => {
    // Four samples: lines of paint get thinner than a pixel.
    const samples = [0.25, 0.75].flatMap((u) =>
      [0.25, 0.75].map((v) => floatingColour([x + u, y + v], moves, palette, noise, vein)),
    );
    const mean = mix(mix(samples[0]!, samples[1]!, 0.5), mix(samples[2]!, samples[3]!, 0.5), 0.5);
    return lit(mean, 1 + 0.03 * noise.fractalAt(x / 3, y / 3, 2));
  });
}

function floatingColour(
  start: Point,
  moves: readonly Move[],
  palette: Palette,
  noise: Noise,
  vein: number,
): Colour {
  let point = start;
  for (const move of moves) {
    const before = move(point);
    if ('drop' in before) return palette[before.drop]!;
    point = before;
  }
  const stripes = noise.fractalAt(point[0] / 90, point[1] / 90, 3);
  return Math.abs(stripes) < vein ? palette.at(-1)! : palette[stripes < 0 ? 0 : 1]!;
}
