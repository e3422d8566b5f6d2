import { NstError } from '../../shared/errors.js';
import { guidedFit } from '../../shared/fields/guidedFilter.js';
import { blendShares } from '../../shared/options/blend.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { fitTo, type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { openPicture } from '../../shared/pictures/source.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { isFlat } from '../align/flat.js';
import { type LabelRegions, readLabelRegions } from '../labelMaps.js';
import { stylesOf } from '../options.js';
import { affineFinish, keepEdges, measuredSize, reachPx } from './keepEdges.js';
import { checkPhotoOptions, type PhotoFinish, type PhotoOptions } from './options.js';
import { poissonFinish } from './poisson.js';
import { isLargeEnough, restyle } from './restyle.js';
import {
  type ColouredPart,
  colourMap,
  mixStatistics,
  oklabStatistics,
  transportColours,
} from './transportColours.js';

/** What came of a transfer. */
export interface PhotoResult {
  readonly picture: Picture;
  readonly seconds: number;
  /** Nothing stops it half-way. */
  readonly ended: 'finished';
}

/** Of brightness, so that the edge of a label follows that of a thing: 1 % of contrast. */
const PLACE_VARIANCE = 1e-4;

/** The photographs as they are measured, and which parts of them belong together. */
interface MeasuredPhotos {
  readonly content: Picture;
  readonly styles: readonly Picture[];
  /** Undefined: no maps were given. */
  readonly regions: LabelRegions | undefined;
}

async function measurePhotos(
  options: PhotoOptions,
  content: Picture,
  reporter: Reporter,
): Promise<MeasuredPhotos> {
  const paths = stylesOf(options);
  const small = resizePicture(content, measuredSize(content), 'lanczos3');
  const styles = await Promise.all(
    paths.map((path) => readPicture(path, measuredSize, 'lanczos3', reporter)),
  );
  const { contentMap, styleMap } = options;
  if (contentMap === undefined || styleMap === undefined)
    return { content: small, styles, regions: undefined };
  const ownerOf = (name: string, { width, height }: Size) => ({ name, width, height });
  const regions = await readLabelRegions(
    { path: contentMap, owner: ownerOf(options.content, small) },
    styleMap.map((path, i) => ({ path, owner: ownerOf(paths[i]!, styles[i]!) })),
    reporter,
    1,
  );
  return { content: small, styles, regions };
}

/** What becomes of the colours of each part of the content. */
function partsOf(
  { content, styles, regions }: MeasuredPhotos,
  styleBlend: readonly number[] | undefined,
): ColouredPart[] {
  const shares = blendShares(styleBlend, styles.length);
  if (!regions) {
    const target = mixStatistics(
      styles.map((style) => oklabStatistics(style)),
      shares,
    );
    return [{ map: colourMap(oklabStatistics(content), target) }];
  }
  const guide = { width: content.width, height: content.height, data: lumaPlane(content.pixels, RGB) };
  return regions.content.map((plane, label) => ({
    cover: guidedFit(guide, plane, reachPx(content), PLACE_VARIANCE),
    map: colourMap(
      oklabStatistics(content, plane),
      mixStatistics(
        styles.map((style, i) => oklabStatistics(style, regions.styles[i]![label])),
        shares,
      ),
    ),
  }));
}

/** There is nothing to show of a photograph that is half done. */
function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new NstError('NST_ABORTED', 'interrupted: nothing was written');
}

/** Brings a stylised picture to the edges of a photograph in its colours. */
function finishPhoto(
  { content, photograph }: { readonly content: Picture; readonly photograph: Picture },
  stylised: Picture,
  finish: PhotoFinish,
): Picture {
  if (finish === 'none') return stylised;
  if (finish === 'poisson') return poissonFinish(content, stylised);
  return finish === 'affine' ? affineFinish(content, stylised) : keepEdges(content, stylised, photograph);
}

/** The photograph with what its styles give it. */
async function withStyles(photograph: Picture, options: PhotoOptions, reporter: Reporter): Promise<Picture> {
  const { styleBlend, method = 'default', signal, device, threads } = options;
  const measured = await measurePhotos(options, photograph, reporter);
  const parts = partsOf(measured, styleBlend);
  const coloured = transportColours(photograph, parts);
  const { finish = method === 'color' ? 'none' : 'mixed' } = options;
  if (method === 'color') return finishPhoto({ content: photograph, photograph }, coloured, finish);
  if (![measured.content, ...measured.styles].every(isLargeEnough)) {
    reporter.warn('method: a network sees nothing in pictures this small; colours alone are changed');
    return coloured;
  }
  // Nothing is in such a picture that light could fall on.
  if (isFlat(measured.content)) return coloured;
  stopIf(signal);
  const stylised = await restyle(
    { ...measured, content: transportColours(measured.content, parts), styleBlend },
    { reporter, signal, ...(device && { device }), ...(threads !== undefined && { threads }) },
  );
  return finishPhoto({ content: coloured, photograph }, stylised, finish);
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
          { content, photograph: content },
          await readPicture(from, undefined, 'lanczos3', reporter),
          options.finish ?? 'poisson',
        );
  stopIf(signal);
  const shares = new Float32Array(content.width * content.height).fill(strength);
  const mixed = strength === 1 ? finished : mixPictures(content, finished, shares);
  return {
    picture: { ...mixed, alpha: content.alpha },
    seconds: (performance.now() - begin) / 1000,
    ended: 'finished',
  };
}
