import { gridEdges, minCut } from '../../../shared/fields/minCut.js';
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
    const isStraight = [1, width].includes(edgeEnds[2 * edge + 1]! - edgeEnds[2 * edge]!);
    return ((isStraight ? 1 : Math.SQRT1_2) * smoothness * Math.exp(-square * scale)) / 2;
  });
}

/** The cut of the least cost; 1 inside. */
export function cutPicture(
  picture: Picture,
  { outside, inside }: SideCosts,
  smoothness?: number,
): Uint8Array {
  const { width, height } = picture;
  const edgeEnds = gridEdges(width, height);
  const edgeCapacity = contrastCosts(picture, edgeEnds, width, smoothness);
  return minCut({ fromSource: outside, toSink: inside, edgeEnds, edgeCapacity });
}

const indicesOf = (mask: Uint8Array, value: 0 | 1) =>
  Uint32Array.from(mask.keys()).filter((i) => mask[i] === value);

function costsOf(mixture: Mixture, { pixels }: Picture): Float32Array {
  return Float32Array.from({ length: pixels.length / RGB }, (_, i) => unlikelihood(mixture, pixels, i));
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
    mask = cutPicture(picture, { outside, inside });
  }
  return mask;
}
