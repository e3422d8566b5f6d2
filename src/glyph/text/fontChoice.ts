/** Which of the fonts that a file holds: one face of a collection, one place on the axes of a variable font. */
import { type Face, Variation } from 'harfbuzzjs';
import { NstError } from '../../shared/errors.js';

/** A font within a file. */
export interface FontChoice {
  /** Of a collection, from 1 on; 1 if left out. */
  readonly face?: number | undefined;
  /** Places on axes, by their tags; those of the font's default where left out. */
  readonly axes?: ReadonlyMap<string, number> | undefined;
}

const described = (infos: ReturnType<Face['getAxisInfos']>) =>
  Object.entries(infos)
    .map(([tag, { min, max }]) => `${tag} (${min} to ${max})`)
    .join(', ');

/**
 * The places as HarfBuzz takes them.
 *
 * @param name of the font, for messages
 * @throws NstError NST_BAD_OPTION for axes that the font has not, and for places that are not on them
 */
export function variationsOf(name: string, face: Face, axes: ReadonlyMap<string, number>): Variation[] {
  const infos = face.getAxisInfos();
  if (Object.keys(infos).length === 0) {
    throw new NstError(
      'NST_BAD_OPTION',
      `axes: expected a variable font, found none in ${name}; leave it out`,
    );
  }
  return [...axes].map(([tag, value]) => {
    const info = infos[tag];
    if (info && value >= info.min && value <= info.max) return new Variation(tag, value);
    const expected = `expected axes of ${name} within their ranges, ${described(infos)}`;
    throw new NstError('NST_BAD_OPTION', `axes: ${expected}; found ${tag}=${value}`);
  });
}
