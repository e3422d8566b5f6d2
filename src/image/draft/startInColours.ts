import { blendShares } from '../../shared/options/blend.js';
import { fitTo, type Picture } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { colourMap, mixStatistics, oklabStatistics, transportColours } from '../photo/transportColours.js';

/** Longer side of styles whose colours are measured. */
const STYLE_PX = 128;

/**
 * A picture in the colours of styles, in closed form.
 *
 * @param styles their files
 * @param styleBlend share of each
 * @throws NstError NST_BAD_INPUT
 */
export async function startInColours(
  content: Picture,
  styles: readonly string[],
  styleBlend?: readonly number[],
): Promise<Picture> {
  const pictures = await Promise.all(
    styles.map((path) => readPicture(path, (size) => fitTo(size, STYLE_PX), 'lanczos3')),
  );
  const target = mixStatistics(
    pictures.map((picture) => oklabStatistics(picture)),
    blendShares(styleBlend, pictures.length),
  );
  return transportColours(content, [{ map: colourMap(oklabStatistics(content), target) }]);
}
