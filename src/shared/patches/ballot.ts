/** Which patches around a pixel vote, and how much each counts by how far its centre is away. */
export interface Ballot {
  readonly radiusPx: number;
  readonly weights: Float32Array;
}

/** Weights of a normal distribution. @param radiusPx up to that of a patch */
export function makeBallot(radiusPx: number, sigmaPx: number): Ballot {
  const side = 2 * radiusPx + 1;
  const weights = Float32Array.from({ length: side * side }, (_, k) => {
    const [dx, dy] = [(k % side) - radiusPx, Math.floor(k / side) - radiusPx];
    return Math.exp(-(dx * dx + dy * dy) / (2 * sigmaPx * sigmaPx));
  });
  return { radiusPx, weights };
}
