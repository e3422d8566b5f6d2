import { patchPicture } from '../../shared/patches/patchPicture.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { SILENT } from '../../shared/reporter.js';
import { SIZE_PX } from '../options.js';
import { checkPaintMemory } from '../paintMemory.js';
import type { TextureOptions } from './options.js';
import type { TextureOutcome } from './textureOutcome.js';

/** Keeps smooth patches, which fit everywhere, from being laid all over: at a third of it, grass has blurred spots. */
const REPETITION = 0.03;

/** A texture by parts of the example. */
export async function patchTexture(example: Picture, options: TextureOptions): Promise<TextureOutcome> {
  const { size: sizePx = SIZE_PX.default, tile = false, seed = 0, threads = 0, reporter = SILENT } = options;
  const { signal } = options;
  const { width, height, pixels, alpha } = example;
  const size = { width: sizePx, height: sizePx };
  checkPaintMemory(size, sizePx);
  const { colours, rounds } = await patchPicture(
    {
      example: { width, height, colours: pixels, usable: alpha },
      target: size,
      isWrapped: tile,
      repetition: REPETITION,
      seed,
      reporter,
      signal,
    },
    threads,
  );
  const ended = signal?.aborted ? 'stopped' : 'finished';
  return { picture: { ...size, pixels: colours }, iterations: rounds, ended, device: 'cpu' };
}
