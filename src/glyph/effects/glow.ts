import { BLEND_MODES } from './blend.js';
import { around, flat } from './coats.js';
import { effect } from './effect.js';
import { colour, length, number, toPx, word } from './parameter.js';

/**
 * How bright it is at some share of the way to the end of the glow: all of it up to `spread`, then falling off ever more slowly.
 */
function falloff(share: number, spread: number): number {
  if (share <= spread) return 1;
  return share < 1 ? ((1 - share) / (1 - spread)) ** 2 : 0;
}

const GLOW = {
  size: length(1, 'r'),
  color: colour([1, 0.85, 0.4, 1]),
  spread: number(0, 0, 1),
} as const;

/** Light around the shape. */
export const OUTER_GLOW = effect({
  parameters: {
    ...GLOW,
    place: word('behind', ['behind', 'front']),
    blend: word('normal', BLEND_MODES),
  },
  reachPx: ({ size }, shape) => toPx(size, shape),
  paint: ({ size, color, spread, place: layer, blend }, shape) => {
    const sizePx = Math.max(1e-3, toPx(size, shape));
    const alpha = shape.distance.map((d) => color[3] * falloff(Math.max(0, d) / sizePx, spread));
    const paint = { blend, colour: flat(color), alpha };
    return [layer === 'behind' ? { ...paint, layer } : { ...paint, layer: 'outside', region: around(shape) }];
  },
});

/** Light within the shape, from its edge or from its middle. */
export const INNER_GLOW = effect({
  parameters: { ...GLOW, from: word('edge', ['edge', 'center']), blend: word('screen', BLEND_MODES) },
  reachPx: () => 0,
  paint: ({ size, color, spread, from, blend }, shape) => {
    const sizePx = Math.max(1e-3, toPx(size, shape));
    const alpha = shape.distance.map((d) => {
      const share = Math.max(0, -d) / sizePx;
      return color[3] * falloff(from === 'edge' ? share : Math.max(0, 1 - share), spread);
    });
    return [{ layer: 'inside', blend, colour: flat(color), alpha, region: shape.coverage }];
  },
});
