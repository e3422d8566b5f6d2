import { boxMean } from '../../shared/fields/boxMean.js';
import { applyAffine, fitLocalAffine } from '../../shared/fields/localAffine.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { fitTo, type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { resample } from '../../shared/pictures/resample.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { smoothStep } from '../../shared/smoothStep.js';

/**
 * Colours are measured, places fitted and pictures stylised at this longer side: at 448 px a run takes about twice as long, and closed 0.66 of
 * the gap to the style on two public pairs in place of 0.65.
 */
const MEASURED_PX = 384;
/** Reach of what is fitted to the photograph's edges, as a share of its longer side: Luan et al. take 15 of 700 pixels. */
const REACH = 15 / 700;
/** Of colours: Luan et al.'s edge of 0.01. */
const AFFINE_VARIANCE = 1e-4;
/**
 * The same in textures, where strokes do not show. On seven public pairs, which it was chosen on, 0.55 of the gap to the style is closed in place of 0.52, and
 * edges where there were none come to 0.067 in place of 0.064; everywhere at this reach they come to 0.088.
 */
const TEXTURE_REACH = 5 / 700;
/** Reach of what is called texture, as a share of the longer side. */
const TEXTURE_WINDOW = 4 / 448;
/** Deviations of brightness: below the first a place is flat, as skies are, and from the second on it is a texture. */
const TEXTURE = { from: 0.005, to: 0.03 } as const;

/** The size on which a photograph is measured and stylised; it is never enlarged. */
export const measuredSize = (size: Size): Size =>
  fitTo(size, Math.min(MEASURED_PX, Math.max(size.width, size.height)));

/** How far a fit to the photograph's edges reaches, in pixels. @param share of the longer side */
export const reachPx = ({ width, height }: Size, share: number = REACH): number =>
  Math.max(1, Math.round(share * Math.max(width, height)));

/** A photograph and a stylised version, small, and fits of one to the other. */
class Fits {
  readonly #size: Size;
  readonly #guide: Float32Array;
  readonly #target: Float32Array;

  constructor(
    private readonly content: Picture,
    stylised: Picture,
  ) {
    this.#size = measuredSize(content);
    const small = (picture: Picture) => resizePicture(picture, this.#size, 'lanczos3').pixels;
    [this.#guide, this.#target] = [small(content), small(stylised)];
  }

  /** The stylised picture as affine functions of the photograph's colours. @param share of the longer side that each is fitted on */
  ofReach(share: number): Picture {
    const { content } = this;
    const fit = { radiusPx: reachPx(this.#size, share), leastVariance: AFFINE_VARIANCE };
    const field = fitLocalAffine(this.#guide, this.#target, this.#size, fit);
    const pixels = applyAffine(field, content.pixels, content).map((v) => Math.min(1, Math.max(0, v)));
    return { ...content, pixels };
  }
}

/**
 * A stylised picture as local affine functions of the photograph's colours.
 *
 * @returns of the size of the content, in 0..1
 */
export const affineFinish = (content: Picture, stylised: Picture): Picture =>
  new Fits(content, stylised).ofReach(REACH);

/** How much each place is a texture, 0..1, [height, width], by the deviation of brightness around it. */
export function textureShares({ width, height, pixels }: Picture): Float32Array {
  const luma = lumaPlane(pixels, RGB);
  const radius = Math.max(1, Math.round(TEXTURE_WINDOW * Math.max(width, height)));
  const mean = (data: Float32Array) => boxMean(data, { width, height }, radius);
  const [means, squares] = [mean(luma), mean(luma.map((v) => v * v))];
  const shares = means.map((m, i) => {
    const deviation = Math.sqrt(Math.max(0, squares[i]! - m * m));
    return smoothStep(TEXTURE.from, TEXTURE.to, deviation);
  });
  return mean(shares);
}

/**
 * Gives a stylised version of a photograph the photograph's edges, by affine functions of its colours: where it is flat by those of wide places, for there every
 * stroke would show, and in textures by those of small ones, which let the style's contrast come over.
 *
 * @returns of the size of the content, in 0..1
 */
export function keepEdges(content: Picture, stylised: Picture): Picture {
  const small = resizePicture(content, measuredSize(content), 'lanczos3');
  const shares = resample(textureShares(small), small, content, 'triangle');
  const fits = new Fits(content, stylised);
  return mixPictures(fits.ofReach(REACH), fits.ofReach(TEXTURE_REACH), shares);
}
