import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import { BLEND_MODES } from './blend.js';
import { flat } from './coats.js';
import { effect } from './effect.js';
import { angle, colour, directionOf, length, toPx, word } from './parameter.js';
import { shift } from './shadow.js';
import { sigmaOf } from './softness.js';

/**
 * Shine as of folded cloth: where two soft copies of the shape, moved apart, differ, it is dark; the other way round if it is
 * inverted.
 */
export const SATIN = effect({
  parameters: {
    angle: angle(20),
    distance: length(0.5, 'r'),
    size: length(0.7, 'r'),
    color: colour([0, 0, 0, 0.5]),
    invert: word('no', ['no', 'yes']),
    blend: word('multiply', BLEND_MODES),
  },
  reachPx: () => 0,
  paint: ({ angle: degrees, distance, size, color, invert, blend }, shape) => {
    const [x, y] = directionOf(degrees);
    const distancePx = toPx(distance, shape);
    const soft = gaussianBlur(shape.coverage, shape, sigmaOf(toPx(size, shape)));
    const [first, second] = [distancePx, -distancePx].map((by) => shift(soft, shape, by * x, by * y)) as [
      Float32Array,
      Float32Array,
    ];
    const alpha = first.map((value, i) => {
      const fold = Math.abs(value - second[i]!);
      return color[3] * (invert === 'yes' ? 1 - fold : fold);
    });
    return [{ layer: 'inside', blend, colour: flat(color), alpha, region: shape.coverage }];
  },
});
