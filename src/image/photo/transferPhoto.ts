import type { Engine } from '../../shared/engine/engine.js';
import { openEngine } from '../../shared/engine/openEngine.js';
import { NstError } from '../../shared/errors.js';
import { openNetwork } from '../../shared/networks/openNetwork.js';
import { PICTURE_NETWORKS } from '../../shared/networks/pictureNetworks.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { originOf, type PictureOrigin } from '../../shared/pictures/origin.js';
import { fitTo, type Picture } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { openPicture } from '../../shared/pictures/source.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { isFlat } from '../align/flat.js';
import { affineFinish, keepEdges } from './keepEdges.js';
import { measurePhotos, partsOf } from './measuredPhotos.js';
import { checkPhotoOptions, type PhotoFinish, type PhotoOptions } from './options.js';
import { PHOTO_METHOD_KINDS } from './photoMethods.js';
import { poissonFinish } from './poisson.js';
import { isLargeEnough } from './restyle.js';
import { smoothFinish } from './smoothFinish.js';
import { transportColours } from './transportColours.js';

/** What came of a transfer. */
export interface PhotoResult {
  readonly picture: Picture;
  /** What the photograph has beside its pixels, for `writePicture`. */
  readonly origin: PictureOrigin;
  readonly seconds: number;
  /** Nothing stops it half-way. */
  readonly ended: 'finished';
}

/** There is nothing to show of a photograph that is half done. */
function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new NstError('NST_ABORTED', 'interrupted: nothing was written');
}

/** Brings a stylised picture to the edges of a photograph. */
function finishPhoto(content: Picture, stylised: Picture, finish: PhotoFinish): Picture {
  if (finish === 'none') return stylised;
  if (finish === 'poisson') return poissonFinish(content, stylised);
  if (finish === 'smooth') return smoothFinish(content, stylised);
  return finish === 'affine' ? affineFinish(content, stylised) : keepEdges(content, stylised);
}

/** The photograph with what its styles give it. */
async function withStyles(photograph: Picture, options: PhotoOptions, reporter: Reporter): Promise<Picture> {
  const { styleBlend, method = 'default', signal, device = 'auto', threads = 0 } = options;
  const kind = PHOTO_METHOD_KINDS[method];
  const { finish = kind.finish } = options;
  const opened: Engine[] = [];
  const openOne = async () => {
    const engine = opened[0] ?? (await openEngine({ device, threads, reporter }));
    if (opened.length === 0) opened.push(engine);
    return engine;
  };
  const see = async () => ({
    engine: await openOne(),
    network: await openNetwork(PICTURE_NETWORKS.inception.choice, {}),
  });
  try {
    const measured = await measurePhotos(options, photograph, reporter, see);
    const parts = partsOf(measured, styleBlend);
    // Of large photographs, colours are not mapped where nobody asks for them.
    const coloured = () => transportColours(photograph, parts);
    if (!kind.stylise) return finishPhoto(photograph, coloured(), finish);
    if (![measured.content, ...measured.styles].every(isLargeEnough)) {
      reporter.warn('method: a network sees nothing in pictures this small; colours alone are changed');
      return coloured();
    }
    // Nothing is in such a picture that light could fall on.
    if (isFlat(measured.content)) return coloured();
    stopIf(signal);
    const stylised = await kind.stylise({
      measured,
      coloured: transportColours(measured.content, parts),
      options,
      engine: await openOne(),
      tools: { reporter, signal },
    });
    stopIf(signal);
    // Where slopes are given back, they are to have the contrast of the style.
    return finishPhoto(finish === 'poisson' ? coloured() : photograph, stylised, finish);
  } finally {
    await opened[0]?.close();
  }
}

/**
 * Gives a photograph light and colours of others and leaves its edges where they are; or brings a stylised version of it back to them.
 *
 * Everything that is measured is measured on small pictures, and applied to the photograph as it is: what is enlarged are smooth functions of
 * its colours.
 *
 * @throws NstError NST_ABORTED if the signal says so between its steps; NST_BAD_OPTION or NST_BAD_INPUT, with one line that names the option or file and says what to do
 */
export async function transferPhoto(options: PhotoOptions): Promise<PhotoResult> {
  const begin = performance.now();
  checkPhotoOptions(options);
  const { from, strength = 1, size, reporter = SILENT, signal } = options;
  const source = await openPicture(options.content);
  const shown = size === undefined ? source.size : fitTo(source.size, size);
  const content = await readPicture(source, () => shown, 'lanczos3', reporter);
  stopIf(signal);
  const finished =
    from === undefined
      ? await withStyles(content, options, reporter)
      : finishPhoto(
          content,
          await readPicture(from, undefined, 'lanczos3', reporter),
          options.finish ?? 'poisson',
        );
  stopIf(signal);
  const shares = new Float32Array(content.width * content.height).fill(strength);
  const mixed = strength === 1 ? finished : mixPictures(content, finished, shares);
  return {
    picture: { ...mixed, alpha: content.alpha },
    origin: originOf(source),
    seconds: (performance.now() - begin) / 1000,
    ended: 'finished',
  };
}
