import type { Grid } from '../../shared/fields/grid.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { LEAST_VISIBLE } from '../../shared/pictures/premultiplied.js';
import { rejectPicture } from '../../shared/pictures/source.js';
import { type Box, boxAround } from './crop.js';
import { stencilOf } from './stencil.js';

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
  const box = boxAround(grid, LEAST_VISIBLE);
  return box
    ? { grid, box }
    : rejectPicture(path, 'expected a shape, found nothing drawn; choose another file');
}
