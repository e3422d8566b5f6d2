import { fitTo, MIN_SIDE_PX, type Size, sizeText } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture, type PictureSource, rejectPicture } from '../../shared/pictures/source.js';
import { SILENT } from '../../shared/reporter.js';
import { SIZE_PX } from '../options.js';
import { gramTexture } from './gramTexture.js';
import { checkTextureOptions, type TextureOptions } from './options.js';
import { patchTexture } from './patchTexture.js';
import type { TextureOutcome } from './textureOutcome.js';

/** What came of a texture. */
export interface TextureResult extends TextureOutcome {
  readonly seconds: number;
  readonly seed: number;
}

/** The example's size as it is used. @throws NstError NST_BAD_INPUT if nothing is left of it */
function exampleSize(
  { path, size }: PictureSource,
  { size: sizePx = SIZE_PX.default, scale }: TextureOptions,
): Size {
  const longSidePx = Math.max(size.width, size.height);
  const usedPx = Math.round(scale === undefined ? Math.min(longSidePx, sizePx) : longSidePx * scale);
  const used = fitTo(size, Math.max(1, usedPx));
  if (Math.min(used.width, used.height) < MIN_SIDE_PX) {
    const expected = `expected sides of at least ${MIN_SIDE_PX} px, found ${sizeText(used)} as it is used`;
    rejectPicture(path, `${expected}; use a larger picture or a larger scale`);
  }
  if (Math.max(used.width, used.height) > SIZE_PX.max) {
    const expected = `expected sides of at most ${SIZE_PX.max} px, found ${sizeText(used)} as it is used`;
    rejectPicture(path, `${expected}; use a smaller scale`);
  }
  return used;
}

/**
 * Makes more of a texture that a picture shows.
 *
 * By `gram`, from noise, a picture is found whose features have the statistics of the example's (Gatys, Ecker & Bethge, NIPS
 * 2015; here the Wasserstein statistic, from coarse to fine). By `patches` every small part is one of the example's (Efros &
 * Leung 1999, Wei & Levoy 2000; here optimised all at once, as by Kwatra et al. 2005).
 *
 * The same options on the same device and versions give the same pixels.
 *
 * @returns a square picture; with `tile` it goes on at its other side
 * @throws NstError NST_BAD_OPTION, NST_BAD_INPUT, NST_DEVICE, NST_MODEL_MISSING, NST_MODEL_BROKEN or NST_MEMORY, each
 *   with one line that names the option or file and says what to do
 */
export async function synthesiseTexture(options: TextureOptions): Promise<TextureResult> {
  const begin = performance.now();
  checkTextureOptions(options);
  const source = await openPicture(options.example);
  const size = exampleSize(source, options);
  const example = await readPicture(source, () => size, 'lanczos3', options.reporter ?? SILENT);
  const outcome = await (options.by === 'patches' ? patchTexture : gramTexture)(example, options);
  return { ...outcome, seconds: (performance.now() - begin) / 1000, seed: options.seed ?? 0 };
}
