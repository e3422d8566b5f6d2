import type { Engine } from '../../shared/engine/engine.js';
import type { Network } from '../../shared/networks/network.js';
import type { PictureNetwork } from '../../shared/networks/pictureNetworks.js';
import type { Picture, Size } from '../../shared/pictures/picture.js';
import { type Correspondence, resizeCorrespondence } from './correspondence.js';
import { type Descriptors, describeLayers } from './descriptors.js';
import { refineCorrespondence } from './refine.js';
import { Sight } from './sight.js';
import { findSimilarity, type Similarity } from './similarity.js';

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
  const sight = new Sight(engine, network, fine);
  const seen = await sight.see([picture, other]);
  await sight.release();
  const described = (layers: readonly string[]): Descriptors[] =>
    seen.map((arrays) => describeLayers(layers.map((layer) => arrays[layer]!)));
  const [coarseA, coarseB] = described([coarse]);
  const [fineA, fineB] = described(fine);
  const start = laidOut(findSimilarity(coarseA!, coarseB!), coarseA!, coarseB!);
  return refineCorrespondence(fineA!, fineB!, resizeCorrespondence(start, fineA!));
}
