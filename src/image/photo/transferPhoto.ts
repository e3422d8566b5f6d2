import { NstError } from '../../shared/errors.js';
import { guidedFit } from '../../shared/fields/guidedFilter.js';
import { applyAffine, fitLocalAffine } from '../../shared/fields/localAffine.js';
import { blendShares } from '../../shared/options/blend.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { fitTo, type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { openPicture } from '../../shared/pictures/source.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { readLabelRegions } from '../labelMaps.js';
import { stylesOf } from '../options.js';
import { checkPhotoOptions, type PhotoFinish, type PhotoOptions } from './options.js';
import { poissonFinish } from './poisson.js';
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

/** Colours are measured, and places fitted, on pictures of this longer side: more pixels tell nothing else. */
const MEASURED_PX = 512;
/** Reach of what is fitted to the photograph's edges, as a share of its longer side: Luan et al. take 15 of 700 pixels. */
const REACH = 15 / 700;
/** Of brightness, so that the edge of a label follows that of a thing: 1 % of contrast. */
const PLACE_VARIANCE = 1e-4;
/** Of colours: Luan et al.'s edge of 0.01. */
const AFFINE_VARIANCE = 1e-4;

/** At most as large as what is measured; never enlarged. */
const measuredSize = (size: Size): Size =>
  fitTo(size, Math.min(MEASURED_PX, Math.max(size.width, size.height)));

const reachPx = ({ width, height }: Size) => Math.max(1, Math.round(REACH * Math.max(width, height)));

/** What becomes of the colours of each part of the content. */
async function partsOf(options: PhotoOptions, content: Picture, reporter: Reporter): Promise<ColouredPart[]> {
  const paths = stylesOf(options);
  const small = resizePicture(content, measuredSize(content), 'lanczos3');
  const styles = await Promise.all(
    paths.map((path) => readPicture(path, measuredSize, 'lanczos3', reporter)),
  );
  const shares = blendShares(options.styleBlend, styles.length);
  const { contentMap, styleMap } = options;
  if (contentMap === undefined || styleMap === undefined) {
    const target = mixStatistics(
      styles.map((style) => oklabStatistics(style)),
      shares,
    );
    return [{ map: colourMap(oklabStatistics(small), target) }];
  }
  const ownerOf = (name: string, { width, height }: Size) => ({ name, width, height });
  const regions = await readLabelRegions(
    { path: contentMap, owner: ownerOf(options.content, small) },
    styleMap.map((path, i) => ({ path, owner: ownerOf(paths[i]!, styles[i]!) })),
    reporter,
  );
  const guide = { width: small.width, height: small.height, data: lumaPlane(small.pixels, RGB) };
  return regions.content.map((plane, label) => ({
    cover: guidedFit(guide, plane, reachPx(small), PLACE_VARIANCE),
    map: colourMap(
      oklabStatistics(small, plane),
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

/** Brings a stylised picture to the photograph's edges. */
function finishPhoto(content: Picture, stylised: Picture, finish: PhotoFinish): Picture {
  if (finish === 'none') return stylised;
  if (finish === 'poisson') return poissonFinish(content, stylised);
  const size = measuredSize(content);
  const [guide, target] = [content, stylised].map(
    (picture) => resizePicture(picture, size, 'lanczos3').pixels,
  );
  const fit = { radiusPx: reachPx(size), leastVariance: AFFINE_VARIANCE };
  const field = fitLocalAffine(guide!, target!, size, fit);
  const pixels = applyAffine(field, content.pixels, content).map((v) => Math.min(1, Math.max(0, v)));
  return { ...content, pixels };
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
  const { finish = from === undefined ? 'none' : 'poisson' } = options;
  const stylised =
    from === undefined
      ? transportColours(content, await partsOf(options, content, reporter))
      : await readPicture(from, undefined, 'lanczos3', reporter);
  stopIf(signal);
  const finished = finishPhoto(content, stylised, finish);
  const shares = new Float32Array(content.width * content.height).fill(strength);
  const mixed = strength === 1 ? finished : mixPictures(content, finished, shares);
  return {
    picture: { ...mixed, alpha: content.alpha },
    seconds: (performance.now() - begin) / 1000,
    ended: 'finished',
  };
}
