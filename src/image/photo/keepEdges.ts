import { boxMean } from '../../shared/fields/boxMean.js';
import { applyAffine, fitLocalAffine } from '../../shared/fields/localAffine.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { fitTo, type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { resample } from '../../shared/pictures/resample.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { smoothStep } from '../../shared/smoothStep.js';
import { poissonFinish } from './poisson.js';

/**
 * Colours are measured, places fitted and pictures stylised at this longer side: at 448 px a run takes about twice as long, and closed 0.66 of
 * the gap to the style on two public pairs in place of 0.65.
 */
const MEASURED_PX = 384;
/** Reach of what is fitted to the photograph's edges, as a share of its longer side: Luan et al. take 15 of 700 pixels. */
const REACH = 15 / 700;
/** Of colours: Luan et al.'s edge of 0.01. */
const AFFINE_VARIANCE = 1e-4;
/** Slopes against values in textures: less than Mechrez et al.'s 5, so that more of the style's own contrast comes over. */
const TEXTURE_SLOPES = [3, 1, 1] as const;
/** Reach of what is called texture, as a share of the longer side. */
const TEXTURE_REACH = 4 / 448;
/** Deviations of brightness: below the first a place is flat, as skies are, and from the second on it is a texture. */
const TEXTURE = { from: 0.005, to: 0.03 } as const;

/** The size on which a photograph is measured and stylised; it is never enlarged. */
export const measuredSize = (size: Size): Size =>
  fitTo(size, Math.min(MEASURED_PX, Math.max(size.width, size.height)));

/** How far a fit to the photograph's edges reaches, in pixels. */
export const reachPx = ({ width, height }: Size): number =>
  Math.max(1, Math.round(REACH * Math.max(width, height)));

/**
 * A stylised picture as local affine functions of the photograph's colours.
 *
 * @returns of the size of the content, in 0..1
 */
export function affineFinish(content: Picture, stylised: Picture): Picture {
  const size = measuredSize(content);
  const [guide, target] = [content, stylised].map(
    (picture) => resizePicture(picture, size, 'lanczos3').pixels,
  );
  const fit = { radiusPx: reachPx(size), leastVariance: AFFINE_VARIANCE };
  const field = fitLocalAffine(guide!, target!, size, fit);
  const pixels = applyAffine(field, content.pixels, content).map((v) => Math.min(1, Math.max(0, v)));
  return { ...content, pixels };
}

/** How much each place is a texture, 0..1, [height, width], by the deviation of brightness around it. */
export function textureShares({ width, height, pixels }: Picture): Float32Array {
  const luma = lumaPlane(pixels, RGB);
  const radius = Math.max(1, Math.round(TEXTURE_REACH * Math.max(width, height)));
  const mean = (data: Float32Array) => boxMean(data, { width, height }, radius);
  const [means, squares] = [mean(luma), mean(luma.map((v) => v * v))];
  const shares = means.map((m, i) => {
    const deviation = Math.sqrt(Math.max(0, squares[i]! - m * m));
    return smoothStep(TEXTURE.from, TEXTURE.to, deviation);
  });
  return mean(shares);
}

/**
 * Gives a stylised version of a photograph the photograph's edges: where it has texture, by its slopes, which lets the style's contrast
 * come over; where it is flat, by local affine functions of its colours, for there every stroke would show.
 *
 * @param content the photograph in the colours that the stylised version began with
 * @param photograph as it was taken: what is flat in it
 * @returns of the size of the content, in 0..1
 */
export function keepEdges(content: Picture, stylised: Picture, photograph: Picture): Picture {
  const small = resizePicture(photograph, measuredSize(photograph), 'lanczos3');
  const shares = resample(textureShares(small), small, content, 'triangle');
  return mixPictures(
    affineFinish(content, stylised),
    poissonFinish(content, stylised, TEXTURE_SLOPES),
    shares,
  );
}
