import { gaussianBlur } from '../../shared/fields/gaussianBlur.js';
import { type Grid, slopeAt } from '../../shared/fields/grid.js';
import { flat } from './coats.js';
import type { Colour } from './colour.js';
import { effect } from './effect.js';
import type { Paint } from './paint.js';
import { angle, colour, directionOf, length, number, toPx, word } from './parameter.js';
import type { ShapeFields } from './shapeFields.js';

/** How high the shape rises with the depth below its contour, both as shares of the width; beyond the contour it goes on. */
const PROFILES = {
  round: (depth: number) => (depth < 1 ? Math.sin((Math.PI / 2) * depth) : 1),
  chisel: (depth: number) => Math.min(1, depth),
} as const;

/** Heights in pixels. Around the shape the slope at the contour goes on, as far as differences need it. */
function heights(
  { distance }: ShapeFields,
  widthPx: number,
  depth: number,
  profile: keyof typeof PROFILES,
): Float32Array {
  const rise = PROFILES[profile];
  return distance.map((d) => widthPx * depth * rise(Math.max(-1, -d / widthPx)));
}

/**
 * How much more or less light than a level surface each pixel gets, -1..1: Lambert's cosine between the normal of a height
 * field and the direction of the light, less the level surface's, over the most that can be gained or lost.
 *
 * @param altitude of the light above the surface, in degrees
 */
function relief(heightField: Grid, degrees: number, altitude: number): Float32Array {
  const { width, data } = heightField;
  const [across, down] = directionOf(degrees);
  const [level, slant] = [Math.sin((altitude * Math.PI) / 180), Math.cos((altitude * Math.PI) / 180)];
  return data.map((_, i) => {
    const [slopeX, slopeY] = slopeAt(heightField, i % width, Math.floor(i / width));
    const facing = level - slant * (slopeX * across + slopeY * down);
    const lit = Math.max(0, facing / Math.hypot(slopeX, slopeY, 1));
    return lit > level ? (lit - level) / (1 - level) : (lit - level) / level;
  });
}

/** An edge that catches the light on one side and lies in the shade on the other. */
export const BEVEL = effect({
  parameters: {
    width: length(0.5, 'r'),
    depth: number(1, 0, 10),
    profile: word('round', ['round', 'chisel']),
    soften: length(0.05, 'r'),
    angle: angle(120),
    altitude: number(30, 1, 89),
    highlight: colour([1, 1, 1, 0.75]),
    shadow: colour([0, 0, 0, 0.75]),
  },
  reachPx: () => 0,
  paint: ({ width, depth, profile, soften, angle: from, altitude, highlight, shadow }, shape) => {
    const surface = heights(shape, Math.max(1, toPx(width, shape)), depth, profile);
    const softened = gaussianBlur(surface, shape, toPx(soften, shape));
    const light = relief({ width: shape.width, height: shape.height, data: softened }, from, altitude);
    const coat = (blend: Paint['blend'], color: Colour, sign: number): Paint => ({
      layer: 'inside',
      blend,
      colour: flat(color),
      alpha: light.map((value) => Math.max(0, sign * value) * color[3]),
      region: shape.coverage,
    });
    return [coat('multiply', shadow, -1), coat('screen', highlight, 1)];
  },
});
