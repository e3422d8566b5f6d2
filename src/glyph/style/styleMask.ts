import { COVERED, insideOf } from '../../shared/fields/connected.js';
import type { Grid } from '../../shared/fields/grid.js';
import { readMask as readMaskFile } from '../../shared/pictures/mask.js';
import type { Size } from '../../shared/pictures/picture.js';
import { rejectPicture } from '../../shared/pictures/source.js';
import type { Reporter } from '../../shared/reporter.js';
import { atHalfLevel } from '../fields/halfLevel.js';
import { withHolesFilled, withoutSpecks } from './find/parts.js';
import { borderPixels } from './ground/groundModel.js';

/** A mask that is white along so much of the border is the wrong way round: lettering lies inside its picture. */
const INVERTED_SHARE = 0.95;
/** Parts, and holes, that are smaller than this share of the largest part are left over by a magic wand. */
const SPECK_SHARE = 0.005;

/** Whether a shape has an inside and an outside. */
export function hasBothSides({ data }: Grid): boolean {
  return data.some((value) => value >= COVERED) && data.some((value) => value < COVERED);
}

/** A mask without single pixels and pinholes. */
function cleaned(shape: Grid): Grid {
  const mask = insideOf(shape);
  const area = mask.reduce((sum, set) => sum + set, 0);
  const clean = withHolesFilled(
    withoutSpecks(mask, shape, SPECK_SHARE),
    shape,
    (hole) => hole < SPECK_SHARE * area,
  );
  return { ...shape, data: shape.data.map((value, i) => (clean[i] === mask[i] ? value : clean[i]!)) };
}

/**
 * Reads the mask of a style. Feathered ones count from their half level on, and single pixels do not count. One that is white all
 * along its border is the wrong way round, and turned; that is said.
 *
 * @throws NstError NST_BAD_INPUT as `readMask` of pictures, and for a mask of one kind only
 */
export async function readStyleMask(
  maskPath: string,
  size: Size,
  owner: string,
  reporter: Pick<Reporter, 'warn'>,
): Promise<Grid> {
  const { width, height } = size;
  const given = { width, height, data: await readMaskFile(maskPath, { width, height, name: owner }) };
  if (!hasBothSides(given)) {
    const expected = 'expected a mask that is white here and black there, found one kind only';
    return rejectPicture(maskPath, `${expected}; paint the style’s lettering white, the rest black`);
  }
  const border = borderPixels(size);
  const white = border.filter((i) => given.data[i]! >= COVERED).length;
  const isInverted = white > INVERTED_SHARE * border.length;
  if (isInverted) {
    reporter.warn(`${maskPath}: the mask is white all around, so its black part is taken for the lettering`);
  }
  const upright = isInverted ? { ...given, data: given.data.map((value) => 1 - value) } : given;
  return cleaned(atHalfLevel(upright));
}
