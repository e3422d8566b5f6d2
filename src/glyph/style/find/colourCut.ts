import { type CutGraph, gridEdges, isStraight, minCut } from '../../../shared/fields/minCut.js';
import { indicesWhere, mapPixels, maskWhere } from '../../../shared/fields/perPixel.js';
import { type Picture, RGB, type Size } from '../../../shared/pictures/picture.js';
import { resample } from '../../../shared/pictures/resample.js';
import { fitMixture, unlikelihoods } from '../ground/mixture.js';

/** Colours on either side of the cut. */
const COMPONENTS = 5;
/** Costs of colours are limited, lest one odd pixel outweighs its whole surroundings. */
const MAX_COST = 12;
/** Weight of cutting between two like pixels (Rother, Kolmogorov & Blake 2004 use 50 with costs of colours as here). */
const SMOOTHNESS = 12;
/** Holds a pixel on its side whatever its colour is. */
export const FIXED = 1e4;

/** For each pixel what it costs to call it outside, and inside. */
export interface SideCosts {
  readonly outside: Float32Array;
  readonly inside: Float32Array;
}

/** Costs of cutting between neighbours: less where the colour changes, in relation to how much it does on the whole. */
export function contrastCosts(
  { pixels }: Picture,
  edgeEnds: Int32Array,
  width: number,
  smoothness = SMOOTHNESS,
): Float32Array {
  const count = edgeEnds.length / 2;
  const squares = new Float32Array(count);
  let sum = 0;
  for (let edge = 0; edge < count; edge++) {
    const a = edgeEnds[2 * edge]! * RGB;
    const b = edgeEnds[2 * edge + 1]! * RGB;
    const red = pixels[a]! - pixels[b]!;
    const green = pixels[a + 1]! - pixels[b + 1]!;
    const blue = pixels[a + 2]! - pixels[b + 2]!;
    squares[edge] = red * red + green * green + blue * blue;
    sum += squares[edge]!;
  }
  const scale = 1 / Math.max(1e-6, (2 * sum) / count);
  return squares.map((square, edge) => {
    const length = isStraight(edgeEnds, edge, width) ? 1 : Math.SQRT1_2;
    return (length * smoothness * Math.exp(-square * scale)) / 2;
  });
}

/** Neighbours in a picture, and what cutting between them costs. */
type Neighbours = Pick<CutGraph, 'edgeEnds' | 'edgeCapacity'>;

function neighboursIn(picture: Picture, smoothness?: number): Neighbours {
  const edgeEnds = gridEdges(picture.width, picture.height);
  return { edgeEnds, edgeCapacity: contrastCosts(picture, edgeEnds, picture.width, smoothness) };
}

/** The cut of the least cost; 1 inside. */
export function cutPicture(
  picture: Picture,
  { outside, inside }: SideCosts,
  smoothness?: number,
): Uint8Array {
  return minCut({ fromSource: outside, toSink: inside, ...neighboursIn(picture, smoothness) });
}

/** One round: the colours of both sides of a cut, and the cut that suits these colours. Undefined if a side is empty. */
function cutAnew(
  { pixels }: Picture,
  neighbours: Neighbours,
  mask: Uint8Array,
  isOutside: Uint8Array,
): Uint8Array | undefined {
  const within = indicesWhere(mask.length, (i) => mask[i] === 1);
  const beyond = indicesWhere(mask.length, (i) => mask[i] === 0);
  if (within.length === 0 || beyond.length === 0) return undefined;
  const ofInside = unlikelihoods(fitMixture(pixels, within, COMPONENTS), pixels);
  const ofOutside = unlikelihoods(fitMixture(pixels, beyond, COMPONENTS), pixels);
  const inside = mapPixels(mask.length, (i) => {
    if (isOutside[i]) return FIXED;
    return Math.max(0, Math.min(MAX_COST, ofInside[i]! - ofOutside[i]!));
  });
  const outside = mapPixels(mask.length, (i) =>
    Math.max(0, Math.min(MAX_COST, ofOutside[i]! - ofInside[i]!)),
  );
  return minCut({ fromSource: outside, toSink: inside, ...neighbours });
}

function cutTimes(picture: Picture, guess: Uint8Array, isOutside: Uint8Array, rounds: number): Uint8Array {
  const neighbours = neighboursIn(picture);
  let mask = guess;
  for (let round = 0; round < rounds; round++) {
    const cut = cutAnew(picture, neighbours, mask, isOutside);
    if (!cut) break;
    mask = cut;
  }
  return mask;
}

/** The pixel of a picture in the middle of each of those of one half as large. */
function middles({ width, height }: Size, half: Size): Uint32Array {
  const indices = new Uint32Array(half.width * half.height);
  for (let y = 0, i = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++, i++)
      indices[i] = Math.min(height - 1, 2 * y + 1) * width + Math.min(width - 1, 2 * x + 1);
  }
  return indices;
}

/**
 * Parts a picture by the colours of both sides, which are learnt from a first guess and then from the cut itself (GrabCut,
 * Rother, Kolmogorov & Blake 2004). All rounds but the last are done at half the size: colours are learnt there as well.
 *
 * @param guess 1 where it may be inside
 * @param isOutside nonzero where it is outside for certain
 */
export function cutByColours(
  picture: Picture,
  guess: Uint8Array,
  isOutside: Uint8Array,
  rounds: number,
): Uint8Array {
  const { width, height } = picture;
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const sites = middles(picture, half);
  const halved = (mask: Uint8Array) => maskWhere(sites.length, (i) => mask[sites[i]!]! !== 0);
  const small = { ...half, pixels: resample(picture.pixels, picture, half, 'triangle', 'leave-out') };
  const coarse = cutTimes(small, halved(guess), halved(isOutside), rounds - 1);
  const start = maskWhere(width * height, (i) => {
    const row = Math.floor(i / width);
    return coarse[(row >> 1) * half.width + ((i - row * width) >> 1)] === 1;
  });
  return cutTimes(picture, start, isOutside, 1);
}
