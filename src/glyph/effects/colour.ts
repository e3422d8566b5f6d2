/** Colours as options name them. */
import { NstError } from '../../shared/errors.js';

/** Red, green, blue and alpha in 0..1, gamma-encoded sRGB; not multiplied. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** The basic colours of CSS, and orange. */
const NAMED: Readonly<Record<string, string>> = {
  aqua: '00ffff',
  black: '000000',
  blue: '0000ff',
  cyan: '00ffff',
  fuchsia: 'ff00ff',
  gold: 'ffd700',
  gray: '808080',
  green: '008000',
  grey: '808080',
  lime: '00ff00',
  magenta: 'ff00ff',
  maroon: '800000',
  navy: '000080',
  olive: '808000',
  orange: 'ffa500',
  purple: '800080',
  red: 'ff0000',
  silver: 'c0c0c0',
  teal: '008080',
  transparent: '00000000',
  white: 'ffffff',
  yellow: 'ffff00',
};

/** #rgb, #rgba, #rrggbb or #rrggbbaa. */
const HEX = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

function digitsOf(text: string): string | undefined {
  const digits = Object.hasOwn(NAMED, text.toLowerCase()) ? NAMED[text.toLowerCase()] : HEX.exec(text)?.[1];
  if (digits === undefined || digits.length > 4) return digits;
  return [...digits].map((digit) => digit + digit).join('');
}

/** The colour that a text names; undefined if it names none. */
export function colourNamed(text: string): Colour | undefined {
  const digits = digitsOf(text);
  if (digits === undefined) return undefined;
  const channel = (i: number) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16) / 255;
  return [channel(0), channel(1), channel(2), digits.length > 6 ? channel(3) : 1];
}

/** Whether a text that may be a colour or a file is a colour, or looks like no file name and was meant as one. */
export function isColourText(text: string): boolean {
  return colourNamed(text) !== undefined || !/[./\\]/.test(text);
}

/**
 * The colour that a text names: #rgb, #rgba, #rrggbb, #rrggbbaa, or a basic name of CSS.
 *
 * @param option what the text was given for
 * @throws NstError NST_BAD_OPTION
 */
export function parseColour(option: string, text: string): Colour {
  const colour = colourNamed(text);
  if (colour) return colour;
  throw new NstError(
    'NST_BAD_OPTION',
    `${option}: expected a colour such as #f80, #ff8800, #ff880080 or orange, found "${text}"`,
  );
}
