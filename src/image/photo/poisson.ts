import { solveScreenedPoisson } from '../../shared/fields/screenedPoisson.js';
import type { Vector3 } from '../../shared/linalg/matrix3.js';
import { fitTo, type Picture, RGB } from '../../shared/pictures/picture.js';
import { resample } from '../../shared/pictures/resample.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { cielabOf, srgbOfCielab } from '../colour/cielab.js';

/** How much slopes count against values, for L, a and b (Mechrez et al. 2017). */
const SLOPE_WEIGHTS = [5, 1, 1] as const;
/** Longer sides are solved smaller, and the change, which is smooth, is enlarged: at this size it takes planes of 8 bytes a pixel, not of the photograph. */
const SOLVED_PX = 1024;

const colourAt = (pixels: Float32Array, i: number): Vector3 => [
  Math.min(1, Math.max(0, pixels[i * RGB]!)),
  Math.min(1, Math.max(0, pixels[i * RGB + 1]!)),
  Math.min(1, Math.max(0, pixels[i * RGB + 2]!)),
];

/** A plane for each of L, a and b. */
function planesOf({ pixels }: Picture): Float32Array[] {
  const planes = SLOPE_WEIGHTS.map(() => new Float32Array(pixels.length / RGB));
  for (let i = 0; i < pixels.length / RGB; i++) {
    cielabOf(colourAt(pixels, i)).forEach((value, c) => {
      planes[c]![i] = value;
    });
  }
  return planes;
}

/**
 * The colours of one picture with the slopes of another: screened Poisson in CIE Lab (Mechrez, Shechtman & Zelnik-Manor, arXiv
 * 1709.09828). Since slopes are the content's, what is solved for is the change: a blur of the difference, and of a content that is its
 * own target nothing. Pictures with a side above 1024 px are solved smaller and only the change, which is smooth, is enlarged.
 *
 * @param stylised of any size; the content itself gives the content
 * @returns of the size of the content, in 0..1, with its alpha
 */
export function poissonFinish(content: Picture, stylised: Picture): Picture {
  const longest = Math.max(content.width, content.height);
  const size = longest > SOLVED_PX ? fitTo(content, SOLVED_PX) : content;
  const scale = Math.max(size.width, size.height) / longest;
  const ours = planesOf(content);
  const [from, to] = [resizePicture(content, size, 'lanczos3'), resizePicture(stylised, size, 'lanczos3')];
  const [before, after] = [planesOf(from), planesOf(to)];
  const changes = SLOPE_WEIGHTS.map((weight, c) => {
    const data = after[c]!.map((value, i) => value - before[c]![i]!);
    const solved = solveScreenedPoisson({ width: size.width, height: size.height, data }, weight * scale);
    return resample(solved.data, size, content, 'triangle');
  });
  const pixels = new Float32Array(content.pixels.length);
  for (let i = 0; i < pixels.length / RGB; i++) {
    const value = (c: 0 | 1 | 2) => ours[c]![i]! + changes[c]![i]!;
    const colour = srgbOfCielab([value(0), value(1), value(2)]);
    pixels.set(
      colour.map((x) => Math.min(1, Math.max(0, x))),
      i * RGB,
    );
  }
  return { ...content, pixels };
}
