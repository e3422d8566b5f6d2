/** Values of a layer's settings: how they are written, and what they mean. */
import { NstError } from '../../shared/errors.js';
import { type Colour, parseColour } from './colour.js';
import type { ShapeFields } from './shapeFields.js';

/** A setting of an effect, with its value where none is given. */
export interface Parameter<Value> {
  readonly fallback: Value;
  /**
   * @param option the layer and the setting, for messages
   * @throws NstError NST_BAD_OPTION
   */
  readonly parse: (option: string, text: string) => Value | Promise<Value>;
}

/** A length in pixels of the picture, or in stroke radii (half the width of a stroke). */
export interface Length {
  readonly value: number;
  readonly unit: 'px' | 'r';
}

/** Effects beyond these lengths are nothing but slow. */
const LONGEST = { px: 2000, r: 50 } as const;

function reject(option: string, expected: string, text: string): never {
  throw new NstError('NST_BAD_OPTION', `${option}: expected ${expected}, found "${text}"`);
}

const NUMBER = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)';
const LENGTH = new RegExp(`^(${NUMBER})(px|r)?$`);

function parseLength(option: string, text: string): Length {
  const match = LENGTH.exec(text);
  const length: Length = { value: Number(match?.[1]), unit: match?.[2] === 'r' ? 'r' : 'px' };
  if (match && length.value >= 0 && length.value <= LONGEST[length.unit]) return length;
  const longest = `${LONGEST.px}px or ${LONGEST.r}r`;
  return reject(option, `a length such as 4px or 0.2r (of the stroke radius), at most ${longest}`, text);
}

/** A length: `4`, `4px`, or `0.2r` for two tenths of the stroke radius. */
export function length(value: number, unit: Length['unit']): Parameter<Length> {
  return { fallback: { value, unit }, parse: parseLength };
}

/** A length in pixels of the picture at hand. */
export function toPx({ value, unit }: Length, shape: Pick<ShapeFields, 'radiusPx' | 'pixelRatio'>): number {
  return value * (unit === 'r' ? shape.radiusPx : shape.pixelRatio);
}

/** A number in a range. */
export function number(fallback: number, min: number, max: number): Parameter<number> {
  const parse = (option: string, text: string) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= min && value <= max) return value;
    return reject(option, `a number from ${min} to ${max}`, text);
  };
  return { fallback, parse };
}

/** Degrees, counterclockwise from the right: 90 is up. */
export function angle(fallback: number): Parameter<number> {
  return number(fallback, -360, 360);
}

/** A colour, see `parseColour`. */
export function colour(fallback: Colour): Parameter<Colour> {
  return { fallback, parse: parseColour };
}

/** One of some words. */
export function word<const Word extends string>(fallback: Word, words: readonly Word[]): Parameter<Word> {
  const parse = (option: string, text: string) =>
    words.find((known) => known === text) ?? reject(option, `one of ${words.join(', ')}`, text);
  return { fallback, parse };
}

/** The unit vector of an angle on the pixel grid, where y points downwards. */
export function directionOf(degrees: number): readonly [x: number, y: number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), -Math.sin(radians)];
}
