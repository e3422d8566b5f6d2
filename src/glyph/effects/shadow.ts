import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import { shift } from '../../shared/fields/shift.js';
import { BLEND_MODES } from './blend.js';
import { flat, grown } from './coats.js';
import { effect } from './effect.js';
import { angle, colour, directionOf, length, number, toPx, word } from './parameter.js';
import { sigmaOf } from './softness.js';

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
