import { NstError } from '../../shared/errors.js';

/** As OpenType has them: four printable characters of ASCII. */
const SETTING = /^([ -~]{4})=(-?\d+(?:\.\d+)?)$/;

/**
 * Reads places on axes: `wght=700,wdth=80`.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function parseAxes(text: string): ReadonlyMap<string, number> {
  const axes = new Map<string, number>();
  for (const part of text.split(',')) {
    const [, tag, value] = SETTING.exec(part.trim()) ?? [];
    if (tag === undefined || axes.has(tag)) {
      const expected = 'expected axes of four letters, each once, with numbers, such as wght=700,wdth=80';
      throw new NstError('NST_BAD_OPTION', `axes: ${expected}, found "${text}"`);
    }
    axes.set(tag, Number(value));
  }
  return axes;
}
