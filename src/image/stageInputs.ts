import { combineWeights } from '../shared/losses/regionWeights.js';
import { fitTo, type Picture, wideEnough } from '../shared/pictures/picture.js';
import { resample } from '../shared/pictures/resample.js';
import { resizePicture } from '../shared/pictures/resize.js';
import type { TransferInputs } from './inputs.js';
import type { StyledRegion } from './losses.js';
import { extendSize } from './margin.js';
import { blendTargets, type StyleTarget, type WeightedPicture } from './targets.js';

/** The pictures of a run at the size of one stage. */
export interface StageInputs extends Omit<TransferInputs, 'init'> {}

/** Scales everything so that the longer side of the content without its margin is `sizePx`. */
export function inputsAt(
  { content, styles, contentMasks, marginPx }: TransferInputs,
  sizePx: number,
): StageInputs {
  const inner = extendSize(content, -marginPx);
  const scale = sizePx / Math.max(inner.width, inner.height);
  const margin = Math.round(marginPx * scale);
  const size = wideEnough(extendSize(fitTo(inner, sizePx), margin));
  return {
    marginPx: margin,
    content: resizePicture(content, size, 'lanczos3'),
    styles: styles.map((style) => resizeStyle(style, scale)),
    contentMasks: contentMasks.map((mask) => resample(mask, content, size, 'triangle')),
  };
}

function resizeStyle({ picture, weights }: WeightedPicture, scale: number): WeightedPicture {
  const longSidePx = Math.max(1, Math.round(Math.max(picture.width, picture.height) * scale));
  const size = wideEnough(fitTo(picture, longSidePx));
  return {
    picture: resizePicture(picture, size, 'lanczos3'),
    weights: weights && resample(weights, picture, size, 'triangle'),
  };
}

/**
 * Which style goes where: everywhere a blend of all, or each one where its mask is white.
 *
 * @param shares one for each style, in all 1
 */
export function styledRegions(
  { content, contentMasks }: StageInputs,
  targets: readonly StyleTarget[],
  shares: readonly number[],
): StyledRegion[] {
  if (contentMasks.length === 0)
    return [{ pixels: content.alpha, target: blendTargets(targets, shares), share: 1 }];
  return targets.map((target, i) => ({
    pixels: combineWeights(contentMasks[i], content.alpha),
    target,
    share: shares[i] as number,
  }));
}

/** Puts the content back where no mask is white. */
export function keepOutside(result: Picture, { content, contentMasks }: StageInputs): Picture {
  if (contentMasks.length === 0) return result;
  const pixels = result.pixels.map((value, i) => {
    const pixel = Math.floor(i / 3);
    const inside = Math.min(
      1,
      contentMasks.reduce((sum, mask) => sum + (mask[pixel] as number), 0),
    );
    return inside * value + (1 - inside) * (content.pixels[i] as number);
  });
  return { ...result, pixels };
}
