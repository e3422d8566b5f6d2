import { median } from '../../shared/median.js';
import { type Picture, RGB } from '../../shared/pictures/picture.js';

/** Channels that differ by less from the background are no shape. */
const MIN_CONTRAST = 0.1;
/** Share of the pixels that may stand out even more than what counts as the whole shape. */
const SPECKS = 0.001;

/** The usual colour along the border. */
function borderColour({ width, height, pixels }: Picture): number[] {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) border.push(y * width, y * width + width - 1);
  return [0, 1, 2].map((c) => median(border.map((i) => pixels[i * RGB + c]!)));
}

/** How much each pixel stands out from the colour of the border, in the channel where it does most; 1 where it does all. */
function standingOut(picture: Picture): Float32Array | undefined {
  const background = borderColour(picture);
  const contrast = new Float32Array(picture.width * picture.height).map((_, i) =>
    Math.max(...background.map((level, c) => Math.abs(picture.pixels[i * RGB + c]! - level))),
  );
  const most = contrast.toSorted().at(-1 - Math.floor(SPECKS * contrast.length))!;
  if (most < MIN_CONTRAST) return undefined;
  return contrast.map((value) => Math.min(1, value / most));
}

/**
 * The shape that a picture shows: where it is not transparent, or, if it is opaque, what stands out from the background, be it
 * dark on light or light on dark.
 *
 * @returns [height, width] in 0..1; undefined if nothing stands out
 */
export function stencilOf(picture: Picture): Float32Array | undefined {
  return picture.alpha ?? standingOut(picture);
}
