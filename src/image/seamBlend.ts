/** Two pictures mixed around a seam: their strokes over little, their colours over more. */
import { gaussianBlur } from '../shared/fields/gaussianBlur.js';
import type { Grid } from '../shared/fields/grid.js';
import { type Picture, RGB } from '../shared/pictures/picture.js';

/** Over how much the one becomes the other, across the seam, in pixels. */
export interface BlendWidths {
  /** What differs from pixel to pixel. */
  readonly strokesPx: number;
  /** What differs over more than a few pixels. */
  readonly coloursPx: number;
  /** How far inside of the seam the middle of the change of colours is, so that little of them glows outside. */
  readonly inwardPx: number;
}

/** How far outside of the seam anything of the object is seen. */
export function outsidePx({ strokesPx, coloursPx, inwardPx }: BlendWidths): number {
  return Math.max(strokesPx / 2, coloursPx / 2 - inwardPx);
}

/** What lies in between is colour, in widths over which colours change: a blur that both sides of the seam share. */
const COLOUR_SIGMA = 0.25;
/** Of colours of the object that are blurred: beyond the seam there is none. */
const LEAST_SHARE = 1e-6;

/** What the object differs from what is around it, blurred within the object alone, [height, width, 3]. */
function colourChange(
  difference: Float32Array,
  { width, height, data: distance }: Grid,
  sigmaPx: number,
): Float32Array {
  const size = { width, height };
  const inside = distance.map((away) => (away <= 0 ? 1 : 0));
  const within = difference.map((value, i) => value * inside[Math.floor(i / RGB)]!);
  const blurred = gaussianBlur(within, size, sigmaPx, { channels: RGB });
  const shares = gaussianBlur(inside, size, sigmaPx);
  return blurred.map((value, i) => value / (shares[Math.floor(i / RGB)]! + LEAST_SHARE));
}

/**
 * Lays one picture over another inside of a seam. The mean of both around the seam changes slowly and its strokes quickly, as in a
 * multiresolution spline of two bands (Burt & Adelson 1983).
 *
 * @param seam distance to it, negative inside
 * @returns of the size of both, in 0..1
 */
export function blendOver(
  inner: Picture,
  outer: Picture,
  seam: Grid,
  { strokesPx, coloursPx, inwardPx }: BlendWidths,
): Picture {
  const difference = inner.pixels.map((value, i) => value - outer.pixels[i]!);
  const colours = colourChange(difference, seam, COLOUR_SIGMA * coloursPx);
  const share = (away: number, widthPx: number) => Math.min(1, Math.max(0, 0.5 - away / widthPx));
  const pixels = outer.pixels.slice();
  for (let pixel = 0; pixel < seam.data.length; pixel++) {
    const away = seam.data[pixel]!;
    const [ofStrokes, ofColours] = [share(away, strokesPx), share(away + inwardPx, coloursPx)];
    if (ofStrokes === 0 && ofColours === 0) continue;
    const isWhole = ofStrokes === 1 && ofColours === 1;
    for (let i = pixel * RGB; i < (pixel + 1) * RGB; i++) {
      const change = ofColours * colours[i]! + ofStrokes * (difference[i]! - colours[i]!);
      pixels[i] = isWhole ? inner.pixels[i]! : Math.min(1, Math.max(0, outer.pixels[i]! + change));
    }
  }
  return { ...inner, pixels };
}
