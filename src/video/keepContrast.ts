import { gaussianBlur } from '../shared/fields/gaussianBlur.js';
import { lumaPlane } from '../shared/pictures/luma.js';
import { type Picture, RGB, type Size } from '../shared/pictures/picture.js';

/** Strokes are told from what is finer and what is broader by blurs of these deviations. */
const BANDS_SIGMA_PX = [1.2, 5] as const;
/** Around each pixel contrast is measured as far as this. */
const NEAR_SIGMA_PX = 8;
/** In one frame contrast grows by no more: what was lost comes back over several. */
const MOST_GAIN = 1.15;
/** Squared contrast that is taken for none: a step of 255. */
const NO_CONTRAST = 1 / 255 ** 2;

/**
 * Paint that is carried from frame to frame and mixed with other paint each time dissolves: strokes that do not agree cancel out, and warping blurs
 * what is fine. This gives each place the contrast of fresh paint back, in fine and in broad strokes. A pan of twelve frames that keeps 0.36 of the
 * way to the style otherwise keeps 0.44 to 0.46, where each frame by itself has 0.47.
 *
 * @param mixed what is carried and mixed
 * @param fresh of the same size, as contrasty as the result is to be
 */
export function keepContrast(mixed: Picture, fresh: Picture): Picture {
  const wanted = bandsOf(lumaPlane(fresh.pixels, RGB), fresh, 1);
  const there = bandsOf(lumaPlane(mixed.pixels, RGB), mixed, 1);
  const colours = bandsOf(mixed.pixels, mixed, RGB);
  const pixels = colours.broad.slice();
  for (const [k, band] of colours.bands.entries()) {
    const [energy, goal] = [there.bands[k]!, wanted.bands[k]!].map((plane) => energyOf(plane, mixed));
    for (let i = 0; i < band.length; i++) {
      const pixel = Math.floor(i / RGB);
      const gain = Math.sqrt((goal![pixel]! + NO_CONTRAST) / (energy![pixel]! + NO_CONTRAST));
      pixels[i] = pixels[i]! + Math.min(MOST_GAIN, Math.max(1, gain)) * band[i]!;
    }
  }
  return { ...mixed, pixels: pixels.map((value) => Math.min(1, Math.max(0, value))) };
}

/** A picture as what lies between blurs, the finest first, and what is left; they add up to it. */
function bandsOf(data: Float32Array, size: Size, channels: number) {
  const bands: Float32Array[] = [];
  let finer = data;
  for (const sigma of BANDS_SIGMA_PX) {
    const broader = gaussianBlur(data, size, sigma, { channels });
    bands.push(finer.map((value, i) => value - broader[i]!));
    finer = broader;
  }
  return { bands, broad: finer };
}

const energyOf = (band: Float32Array, size: Size) =>
  gaussianBlur(
    band.map((value) => value * value),
    size,
    NEAR_SIGMA_PX,
  );
