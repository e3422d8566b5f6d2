import type { Engine } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import type { Network } from '../../shared/networks/network.js';
import type { PictureNetwork } from '../../shared/networks/pictureNetworks.js';
import { fitTo, type Picture, type Size, wideEnough } from '../../shared/pictures/picture.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { NO_LAYERS, openTerms } from '../../shared/terms/openTerm.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import { pictureView } from '../pictureView.js';
import { type Correspondence, resizeCorrespondence } from './correspondence.js';
import { type Descriptors, describeLayers } from './descriptors.js';
import { refineCorrespondence } from './refine.js';
import { findSimilarity, type Similarity } from './similarity.js';

/** Longer sides at which pictures are compared: a face is then about as large as what deep layers look at. */
const ALIGN_PX = 224;

function smaller(picture: Picture): Picture {
  const longSidePx = Math.min(ALIGN_PX, Math.max(picture.width, picture.height));
  const size = wideEnough(fitTo(picture, longSidePx));
  return resizePicture({ ...picture, alpha: undefined }, size, 'lanczos3');
}

/** A similarity of grids as a correspondence. */
function laidOut({ scale, shiftX, shiftY }: Similarity, a: Size, b: Size): Correspondence {
  const places = (length: number, of: (i: number) => number) =>
    Float32Array.from({ length }, (_, i) => of(i));
  const count = a.width * a.height;
  return {
    width: a.width,
    height: a.height,
    x: places(count, (i) => (scale * (i % a.width) + shiftX + 0.5) / b.width),
    y: places(count, (i) => (scale * Math.floor(i / a.width) + shiftY + 0.5) / b.height),
  };
}

/** Layers of a network by name, of both pictures. */
async function seeBoth(
  engine: Engine,
  network: Network,
  fine: readonly string[],
  pictures: readonly Picture[],
) {
  const layers = Object.fromEntries(fine.map((layer) => [layer, 1]));
  const transfer = new Transfer(engine, openTerms([{ kind: 'content', name: 'seen', layers }], NO_LAYERS));
  const seen: Readonly<Record<string, ArrayValue>>[] = [];
  for (const picture of pictures) {
    const measures = await transfer.measure(pictureView(network, picture), picture.pixels, {
      sides: ['content'],
    });
    seen.push(measures.seen!);
  }
  await transfer.release();
  return seen;
}

/**
 * Which place of another picture each place of a picture corresponds to, by the features of a network: first a scale and a
 * shift for all, then bent smoothly.
 *
 * @param layers the finest first
 * @returns on the grid of the finest layer that is compared
 */
export async function alignPictures(
  engine: Engine,
  network: Network,
  { fine, coarse }: PictureNetwork['alignment'],
  [picture, other]: readonly [Picture, Picture],
): Promise<Correspondence> {
  const seen = await seeBoth(engine, network, fine, [smaller(picture), smaller(other)]);
  const described = (layers: readonly string[]): Descriptors[] =>
    seen.map((arrays) => describeLayers(layers.map((layer) => arrays[layer]!)));
  const [coarseA, coarseB] = described([coarse]);
  const [fineA, fineB] = described(fine);
  const start = laidOut(findSimilarity(coarseA!, coarseB!), coarseA!, coarseB!);
  return refineCorrespondence(fineA!, fineB!, resizeCorrespondence(start, fineA!));
}
