import type { Grid } from '../../shared/fields/grid.js';
import { resizeGrid } from '../../shared/fields/resizeGrid.js';
import { fitTo, type Picture, type Size } from '../../shared/pictures/picture.js';
import { type Premultiplied, premultiply } from '../../shared/pictures/premultiplied.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { radiusOf } from '../fields/strokeRadius.js';
import { type EnoughOfStyle, enoughOf } from './enough.js';
import { CONTOUR_PX, type LocatedShape, shapeIn } from './find/locateShape.js';
import { fadeAtEdges } from './matte/fadeAtEdges.js';
import { takeOffGround } from './matte/takeOff.js';

/**
 * What of a picture is the effect: takes the shape off its background unless the file says by its alpha what is transparent. A
 * texture, which has no shape, is opaque.
 */
export function effectOf(picture: Picture, shape: Grid | undefined): Premultiplied {
  const { width, height, pixels } = picture;
  if (!shape) return premultiply({ width, height, pixels });
  return fadeAtEdges(picture.alpha ? premultiply(picture) : takeOffGround(picture, shape).picture, shape);
}

const isOf = (size: Size, { width, height }: Size) => size.width === width && size.height === height;

/** An effect on a shape that is as large as its picture, at the size that is enough. */
export function shaped(picture: Picture, shape: Grid, enough: EnoughOfStyle) {
  const size = enoughOf(
    picture,
    () => radiusOf(resizeGrid(shape, fitTo(shape, CONTOUR_PX))) / CONTOUR_PX,
    enough,
  );
  if (isOf(size, picture)) return { picture: effectOf(picture, shape), shape };
  const small = resizeGrid(shape, size);
  return { picture: effectOf(resizePicture(picture, size, 'triangle'), small), shape: small };
}

/** An effect on a shape that was found in a picture, at the size that is enough. */
export function shapedAsFound(picture: Picture, located: LocatedShape, enough: EnoughOfStyle) {
  const { shape, radiusPx } = located;
  const size = enoughOf(picture, () => radiusPx / Math.max(shape.width, shape.height), enough);
  const whole = shapeIn(shape, size);
  if (isOf(size, picture)) return { picture: effectOf(picture, whole), shape: whole };
  const isSmall = isOf(size, located.picture) && !picture.alpha;
  const small = isSmall ? located.picture : resizePicture(picture, size, 'triangle');
  return { picture: effectOf(small, whole), shape: whole };
}
