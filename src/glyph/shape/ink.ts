import type { Picture } from '../../shared/pictures/picture.js';
import { rejectPicture } from '../../shared/pictures/source.js';
import type { Grid } from '../grid.js';
import { type Box, boxAround } from './crop.js';
import { stencilOf } from './stencil.js';

/** Values up to this are background. */
const INK = 0.5 / 255;

/** What a picture shows, and the box around it. */
export interface Ink {
  readonly grid: Grid;
  readonly box: Box;
}

/**
 * The ink of a picture: see `stencilOf`.
 *
 * @throws NstError NST_BAD_INPUT if there is none
 */
export function inkOf(path: string, picture: Picture): Ink {
  const { width, height } = picture;
  const data = stencilOf(picture);
  if (!data)
    return rejectPicture(
      path,
      'expected a shape on a background, found one colour all over; choose another file',
    );
  const grid = { width, height, data };
  const box = boxAround(grid, INK);
  return box
    ? { grid, box }
    : rejectPicture(path, 'expected a shape, found nothing drawn; choose another file');
}
