import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import type { Size } from '../../shared/pictures/picture.js';
import { BLEND_MODES } from './blend.js';
import { flat, grown } from './coats.js';
import { effect } from './effect.js';
import { angle, colour, directionOf, length, number, toPx, word } from './parameter.js';
import { sigmaOf } from './softness.js';

/**
 * Moves values by a part of a pixel or more, to the right and down; between pixels they are interpolated, beyond the border
 * there is `outside`.
 */
export function shift(
  values: Float32Array,
  { width, height }: Size,
  dx: number,
  dy: number,
  outside = 0,
): Float32Array {
  const [left, top] = [Math.floor(-dx), Math.floor(-dy)];
  const [fx, fy] = [-dx - left, -dy - top];
  const valueAt = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? outside : values[y * width + x]!;
  return values.map((_, i) => {
    const x = (i % width) + left;
    const y = Math.floor(i / width) + top;
    const upper = valueAt(x, y) + (fx && fx * (valueAt(x + 1, y) - valueAt(x, y)));
    if (fy === 0) return upper;
    const lower = valueAt(x, y + 1) + (fx && fx * (valueAt(x + 1, y + 1) - valueAt(x, y + 1)));
    return upper + fy * (lower - upper);
  });
}

const SHADOW = {
  angle: angle(120),
  distance: length(0.35, 'r'),
  size: length(0.35, 'r'),
  spread: number(0, 0, 1),
  color: colour([0, 0, 0, 0.75]),
  blend: word('normal', BLEND_MODES),
} as const;

/** The shadow of the shape on what lies behind it; `angle` is where the light comes from. */
export const DROP_SHADOW = effect({
  parameters: SHADOW,
  reachPx: ({ distance, size }, shape) => toPx(distance, shape) + 1.5 * toPx(size, shape),
  paint: ({ angle: from, distance, size, spread, color, blend }, shape) => {
    const [x, y] = directionOf(from);
    const [distancePx, sizePx] = [toPx(distance, shape), toPx(size, shape)];
    const thrown = shift(grown(shape, spread * sizePx), shape, -x * distancePx, -y * distancePx);
    const alpha = gaussianBlur(thrown, shape, sigmaOf(sizePx * (1 - spread))).map(
      (value) => value * color[3],
    );
    return [{ layer: 'behind', blend, colour: flat(color), alpha }];
  },
});

/** The shadow of the edge on the shape itself, as if the shape were cut out of what is around it. */
export const INNER_SHADOW = effect({
  parameters: { ...SHADOW, blend: word('multiply', BLEND_MODES) },
  reachPx: () => 0,
  paint: ({ angle: from, distance, size, spread, color, blend }, shape) => {
    const [x, y] = directionOf(from);
    const [distancePx, sizePx] = [toPx(distance, shape), toPx(size, shape)];
    const around = grown(shape, -spread * sizePx).map((value) => 1 - value);
    const thrown = shift(around, shape, -x * distancePx, -y * distancePx, 1);
    const alpha = gaussianBlur(thrown, shape, sigmaOf(sizePx * (1 - spread))).map(
      (value) => value * color[3],
    );
    return [{ layer: 'inside', blend, colour: flat(color), alpha, region: shape.coverage }];
  },
});
