import type { Engine } from '../../shared/engine/engine.js';
import { guidedFit } from '../../shared/fields/guidedFilter.js';
import type { Network } from '../../shared/networks/network.js';
import { PICTURE_NETWORKS } from '../../shared/networks/pictureNetworks.js';
import { blendShares } from '../../shared/options/blend.js';
import { lumaPlane } from '../../shared/pictures/luma.js';
import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { readPicture } from '../../shared/pictures/read.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import type { Reporter } from '../../shared/reporter.js';
import { Sight } from '../align/sight.js';
import { type LabelRegions, readLabelRegions } from '../labelMaps.js';
import { matchRegions } from '../match/matchRegions.js';
import { MATCHED_REGIONS } from '../methods/base.js';
import { stylesOf } from '../options.js';
import { measuredSize, reachPx } from './keepEdges.js';
import type { PhotoOptions } from './options.js';
import { type ColouredPart, colourMap, mixStatistics, oklabStatistics } from './transportColours.js';

/** Of brightness, so that the edge of a label follows that of a thing: 1 % of contrast. */
const PLACE_VARIANCE = 1e-4;

/** The photographs as they are measured, and which parts of them belong together. */
export interface MeasuredPhotos {
  readonly content: Picture;
  readonly styles: readonly Picture[];
  /** Undefined: everything belongs together. */
  readonly regions: LabelRegions | undefined;
}

/** What regions are found with. */
export interface Seeing {
  readonly engine: Engine;
  readonly network: Network;
}

/**
 * Reads the styles, and which of their parts go to which of the photograph's: by painted maps, or by what a network sees.
 *
 * @param see opens a network; it is asked for one where regions are to be found
 * @throws NstError NST_BAD_INPUT for maps that do not fit, and for a picture without regions
 */
export async function measurePhotos(
  options: PhotoOptions,
  content: Picture,
  reporter: Reporter,
  see: () => Promise<Seeing>,
): Promise<MeasuredPhotos> {
  const paths = stylesOf(options);
  const small = resizePicture(content, measuredSize(content), 'lanczos3');
  const styles = await Promise.all(
    paths.map((path) => readPicture(path, measuredSize, 'lanczos3', reporter)),
  );
  const { contentMap, styleMap, match = false } = options;
  const photos = { content: small, styles };
  if (match) return { ...photos, regions: await foundRegions(options, photos, await see()) };
  if (contentMap === undefined || styleMap === undefined) return { ...photos, regions: undefined };
  const ownerOf = (name: string, { width, height }: Size) => ({ name, width, height });
  const regions = await readLabelRegions(
    { path: contentMap, owner: ownerOf(options.content, small) },
    styleMap.map((path, i) => ({ path, owner: ownerOf(paths[i]!, styles[i]!) })),
    reporter,
    1,
  );
  return { ...photos, regions };
}

async function foundRegions(
  options: PhotoOptions,
  { content, styles }: Pick<MeasuredPhotos, 'content' | 'styles'>,
  { engine, network }: Seeing,
): Promise<LabelRegions> {
  const paths = stylesOf(options);
  const sight = new Sight(engine, network, PICTURE_NETWORKS.inception.alignment.fine);
  try {
    return await matchRegions(
      sight,
      [
        { name: options.content, picture: content, counts: content.alpha },
        ...styles.map((picture, i) => ({ name: paths[i]!, picture, counts: picture.alpha })),
      ],
      { least: 2, most: MATCHED_REGIONS, amount: 1 },
    );
  } finally {
    await sight.release();
  }
}

/** What becomes of the colours of each part of the content. */
export function partsOf(
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
