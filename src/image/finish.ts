import type { Picture } from '../shared/pictures/picture.js';
import { resizePicture } from '../shared/pictures/resize.js';
import { swapLuma } from './colour/luma.js';
import type { TransferInputs } from './inputs.js';
import { cropPicture } from './margin.js';
import type { KeepColors } from './recipe.js';
import { pasteObject } from './seam.js';
import { keepOutside, type StageInputs } from './stageInputs.js';

/**
 * What is done to the optimised pixels before they are shown: range, colours, the parts outside of all masks, what is
 * around the object, the content's alpha, and the margin.
 */
export function finishPicture(
  optimised: Picture,
  inputs: StageInputs,
  keepColors: KeepColors = 'none',
): Picture {
  const { content, object } = inputs;
  const clamped: Picture = { ...optimised, pixels: optimised.pixels.map((v) => Math.min(1, Math.max(0, v))) };
  const coloured = keepColors === 'luma' ? swapLuma(clamped, content) : clamped;
  const masked = keepOutside(coloured, inputs);
  const pasted = object ? pasteObject(masked, content, object) : masked;
  const whole = { ...pasted, alpha: content.alpha };
  return cropPicture(whole, inputs.marginPx);
}

/** The same at the size of the result, if the work was done on larger pictures. */
export function finishAtSize(optimised: Picture, inputs: TransferInputs, keepColors: KeepColors): Picture {
  const { shown, marginPx } = inputs;
  if (!shown) return finishPicture(optimised, inputs, keepColors);
  const smaller = resizePicture(cropPicture(optimised, marginPx), shown.content, 'lanczos3');
  return finishPicture(smaller, shown, keepColors);
}
