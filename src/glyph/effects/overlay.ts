/** Colour over the whole of the shape: one, or several that run into each other. */

import { NstError } from '../../shared/errors.js';
import { BLEND_MODES } from './blend.js';
import { flat } from './coats.js';
import { type Colour, parseColour } from './colour.js';
import { effect } from './effect.js';
import { angle, colour, directionOf, length, type Parameter, toPx, word } from './parameter.js';
import type { ShapeFields } from './shapeFields.js';

/** One colour all over. */
export const FILL = effect({
  parameters: { color: colour([0, 0, 0, 1]), blend: word('normal', BLEND_MODES) },
  reachPx: () => 0,
  paint: ({ color, blend }, { coverage }) => {
    const alpha = new Float32Array(coverage.length).fill(color[3]);
    return [{ layer: 'inside', blend, colour: flat(color), alpha, region: coverage }];
  },
});

/** A colour and where in the gradient it is pure, 0..1. */
interface Stop {
  readonly offset: number;
  readonly colour: Colour;
}

function parsePlace(option: string, text: string): number {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= 100) return Number(percent) / 100;
  throw new NstError(
    'NST_BAD_OPTION',
    `${option}: expected a place from 0% to 100% after @, found "${text}"`,
  );
}

/** Colours without a place share out the way between those that have one. */
function spreadOut(colours: readonly Colour[], places: readonly (number | undefined)[]): Stop[] {
  const last = colours.length - 1;
  const fixed = places.map((offset, i) => offset ?? (i === 0 ? 0 : i === last ? 1 : undefined));
  return colours.map((value, i) => {
    const offset = fixed[i];
    if (offset !== undefined) return { offset: offset, colour: value };
    const before = fixed.findLastIndex((known, k) => k < i && known !== undefined);
    const after = fixed.findIndex((known, k) => k > i && known !== undefined);
    const [from, to] = [fixed[before] ?? 0, fixed[after] ?? 1];
    return { offset: from + ((to - from) * (i - before)) / (after - before), colour: value };
  });
}

function parseStops(option: string, text: string): readonly Stop[] {
  const parts = text.split(',').map((part) => part.split('@'));
  const colours = parts.map(([name = '']) => parseColour(option, name));
  if (colours.length < 2) {
    throw new NstError('NST_BAD_OPTION', `${option}: expected two colours or more, found "${text}"`);
  }
  const stops = spreadOut(
    colours,
    parts.map(([, percent]) => (percent === undefined ? undefined : parsePlace(option, percent))),
  );
  if (stops.every(({ offset }, i) => i === 0 || offset >= stops[i - 1]!.offset)) return stops;
  throw new NstError(
    'NST_BAD_OPTION',
    `${option}: expected places from the lowest to the highest, found "${text}"`,
  );
}

/** Colours with commas between them, each with a place or without: `#f00,#ff0@30%,#fff`. */
function gradientStops(...colours: readonly Colour[]): Parameter<readonly Stop[]> {
  return { fallback: spreadOut(colours, []), parse: parseStops };
}

/** The colour at a place, between those of the stops around it. */
function colourAt(stops: readonly Stop[], position: number): Colour {
  const next = stops.findIndex(({ offset }) => offset >= position);
  const [before, after] = [stops[next - 1], stops[next] ?? stops.at(-1)!];
  if (!before) return after.colour;
  const share = next < 0 ? 1 : (position - before.offset) / (after.offset - before.offset || 1);
  const [from, to] = [before.colour, after.colour];
  const mix = (c: 0 | 1 | 2 | 3) => from[c] + share * (to[c] - from[c]);
  return [mix(0), mix(1), mix(2), mix(3)];
}

/** How far each pixel lies along a direction: 0 where the shape begins, 1 where it ends. */
function progress({ coverage, width }: ShapeFields, degrees: number): Float32Array {
  const [x, y] = directionOf(degrees);
  const along = coverage.map((_, i) => (i % width) * x + Math.floor(i / width) * y);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [i, position] of along.entries()) {
    if (coverage[i]! <= 0) continue;
    first = Math.min(first, position);
    last = Math.max(last, position);
  }
  return along.map((position) => (position - first) / Math.max(1e-6, last - first));
}

/** Colours that run into each other: across the whole text, or from the contour inwards. */
export const GRADIENT = effect({
  parameters: {
    colors: gradientStops([1, 1, 1, 1], [0, 0, 0, 1]),
    by: word('direction', ['direction', 'depth']),
    angle: angle(-90),
    size: length(1, 'r'),
    blend: word('normal', BLEND_MODES),
  },
  reachPx: () => 0,
  paint: ({ colors, by, angle: degrees, size, blend }, shape) => {
    const sizePx = Math.max(1e-3, toPx(size, shape));
    const places = by === 'depth' ? shape.distance.map((d) => -d / sizePx) : progress(shape, degrees);
    const rgb = new Float32Array(places.length * 3);
    const alpha = new Float32Array(places.length);
    for (const [i, offset] of places.entries()) {
      const [red, green, blue, opacity] = colourAt(colors, Math.min(1, Math.max(0, offset)));
      rgb.set([red, green, blue], i * 3);
      alpha[i] = opacity;
    }
    return [{ layer: 'inside', blend, colour: rgb, alpha, region: shape.coverage }];
  },
});
