import { BLEND_MODES } from './blend.js';
import { around, flat, grown, rim } from './coats.js';
import { effect } from './effect.js';
import type { Paint } from './paint.js';
import { colour, length, toPx, word } from './parameter.js';

const OUTER_SHARE = { outside: 1, center: 0.5, inside: 0 } as const;

/** A line along the contour. */
export const STROKE = effect({
  parameters: {
    width: length(0.2, 'r'),
    color: colour([0, 0, 0, 1]),
    position: word('outside', ['outside', 'center', 'inside']),
    place: word('front', ['front', 'behind']),
    blend: word('normal', BLEND_MODES),
  },
  reachPx: ({ width, position }, shape) => OUTER_SHARE[position] * toPx(width, shape),
  paint: ({ width, color, position, place: layer, blend }, shape) => {
    const widthPx = toPx(width, shape);
    const outerPx = OUTER_SHARE[position] * widthPx;
    const alpha = new Float32Array(shape.coverage.length).fill(color[3]);
    const paint = { blend, colour: flat(color), alpha };
    const coats: Paint[] = [];
    if (outerPx > 0 && layer === 'front')
      coats.push({ ...paint, layer: 'outside', region: around(shape, outerPx) });
    if (outerPx > 0 && layer === 'behind')
      coats.push({ ...paint, layer, alpha: grown(shape, outerPx).map((a) => a * color[3]) });
    if (outerPx < widthPx) coats.push({ ...paint, layer: 'inside', region: rim(shape, widthPx - outerPx) });
    return coats;
  },
});
