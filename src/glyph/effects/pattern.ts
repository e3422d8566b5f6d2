import { type Picture, RGB } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { covered } from '../fields/covered.js';
import { BLEND_MODES } from './blend.js';
import { flat } from './coats.js';
import { effect } from './effect.js';
import type { Paint } from './paint.js';
import { angle, colour, directionOf, length, number, type Parameter, toPx, word } from './parameter.js';
import type { ShapeFields } from './shapeFields.js';

/** How far the middle of the nearest period is away, in periods: 0..0.5. */
const fromMiddle = (periods: number) => Math.abs(periods - Math.floor(periods) - 0.5);

/** How much of the pixel at (u, v), in pixels along the pattern's axes, is coloured. */
type Motif = (u: number, v: number, sizePx: number, share: number) => number;

const stripe: Motif = (u, _, sizePx, share) => covered((fromMiddle(u / sizePx) - share / 2) * sizePx);

/** Patterns that repeat after `sizePx`. */
const MOTIFS = {
  stripes: stripe,
  dots: (u, v, sizePx, share) =>
    covered((Math.hypot(fromMiddle(u / sizePx), fromMiddle(v / sizePx)) - share / 2) * sizePx),
  checks: (u, v, sizePx, share) => {
    const [a, b] = [stripe(u, v, sizePx, share), stripe(v, u, sizePx, share)];
    return a + b - 2 * a * b;
  },
} as const satisfies Record<string, Motif>;

/** A picture that is repeated; `undefined`: none. */
const tileFile: Parameter<Picture | undefined> = {
  fallback: undefined,
  parse: (_, path) => readPicture(path),
};

/** Calls `visit` with each pixel's place along the axes of a pattern that is turned by an angle. */
function alongAxes(
  { width, coverage }: ShapeFields,
  degrees: number,
  visit: (pixel: number, u: number, v: number) => void,
): void {
  const [x, y] = directionOf(degrees);
  for (let i = 0; i < coverage.length; i++) {
    const [column, row] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    visit(i, column * x + row * y, row * x - column * y);
  }
}

/** The four pixels of a repeated picture around a place, with their shares: index, share, index, share, ... */
function neighbours({ width, height }: Picture, x: number, y: number): number[] {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [fx, fy] = [x - 0.5 - left, y - 0.5 - top];
  const wrap = (position: number, length: number) => ((position % length) + length) % length;
  const index = (dx: number, dy: number) => wrap(top + dy, height) * width + wrap(left + dx, width);
  return [
    index(0, 0),
    (1 - fx) * (1 - fy),
    index(1, 0),
    fx * (1 - fy),
    index(0, 1),
    (1 - fx) * fy,
    index(1, 1),
    fx * fy,
  ];
}

function tiled(
  tile: Picture,
  shape: ShapeFields,
  degrees: number,
  scale: number,
): Pick<Paint, 'colour' | 'alpha'> {
  const rgb = new Float32Array(shape.coverage.length * RGB);
  const alpha = new Float32Array(shape.coverage.length);
  alongAxes(shape, degrees, (pixel, u, v) => {
    const around = neighbours(tile, u / scale, v / scale);
    for (let k = 0; k < around.length; k += 2) {
      const [from, share] = [around[k]!, around[k + 1]!];
      alpha[pixel] = alpha[pixel]! + share * (tile.alpha ? tile.alpha[from]! : 1);
      for (let c = 0; c < RGB; c++) {
        rgb[pixel * RGB + c] = rgb[pixel * RGB + c]! + share * tile.pixels[from * RGB + c]!;
      }
    }
  });
  return { colour: rgb, alpha };
}

/** A repeated picture, stripes, dots or checks over the shape. */
export const PATTERN = effect({
  parameters: {
    kind: word('stripes', ['stripes', 'dots', 'checks']),
    file: tileFile,
    size: length(0.5, 'r'),
    share: number(0.5, 0, 1),
    scale: number(1, 0.01, 100),
    angle: angle(45),
    color: colour([0, 0, 0, 1]),
    blend: word('normal', BLEND_MODES),
  },
  reachPx: () => 0,
  paint: ({ kind, file, size, share, scale, angle: degrees, color, blend }, shape) => {
    const coat = { layer: 'inside', blend, region: shape.coverage } as const;
    if (file) return [{ ...coat, ...tiled(file, shape, degrees, scale * shape.pixelRatio) }];
    const sizePx = Math.max(2, toPx(size, shape));
    const alpha = new Float32Array(shape.coverage.length);
    alongAxes(shape, degrees, (pixel, u, v) => {
      alpha[pixel] = color[3] * MOTIFS[kind](u, v, sizePx, share);
    });
    return [{ ...coat, colour: flat(color), alpha }];
  },
});
