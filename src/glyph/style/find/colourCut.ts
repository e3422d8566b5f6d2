import { type CutGraph, gridEdges, isStraight, minCut } from '../../../shared/fields/minCut.js';
import { type Picture, RGB } from '../../../shared/pictures/picture.js';
import { fitMixture, type Mixture, unlikelihood } from '../ground/mixture.js';

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
    const [a, b] = [edgeEnds[2 * edge]! * RGB, edgeEnds[2 * edge + 1]! * RGB];
    for (let c = 0; c < RGB; c++) squares[edge] = squares[edge]! + (pixels[a + c]! - pixels[b + c]!) ** 2;
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

function indicesOf(mask: Uint8Array, value: 0 | 1): Uint32Array {
  const indices = new Uint32Array(mask.length);
  let count = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === value) indices[count++] = i;
  return indices.slice(0, count);
}

function costsOf(mixture: Mixture, { pixels }: Picture): Float32Array {
  const costs = new Float32Array(pixels.length / RGB);
  for (let i = 0; i < costs.length; i++) costs[i] = unlikelihood(mixture, pixels, i);
  return costs;
}

/**
 * Parts a picture by the colours of both sides, which are learnt from a first guess and then from the cut itself (GrabCut,
 * Rother, Kolmogorov & Blake 2004).
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
  let mask = guess;
  const neighbours = neighboursIn(picture);
  for (let round = 0; round < rounds; round++) {
    const [within, beyond] = [indicesOf(mask, 1), indicesOf(mask, 0)];
    if (within.length === 0 || beyond.length === 0) return mask;
    const [ofInside, ofOutside] = [within, beyond].map((indices) =>
      costsOf(fitMixture(picture.pixels, indices, COMPONENTS), picture),
    ) as [Float32Array, Float32Array];
    const inside = ofInside.map((cost, i) => {
      if (isOutside[i]) return FIXED;
      return Math.max(0, Math.min(MAX_COST, cost - Math.min(cost, ofOutside[i]!)));
    });
    const outside = ofOutside.map((cost, i) =>
      Math.max(0, Math.min(MAX_COST, cost - Math.min(cost, ofInside[i]!))),
    );
    mask = minCut({ fromSource: outside, toSink: inside, ...neighbours });
  }
  return mask;
}
