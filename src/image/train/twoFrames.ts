/** Two frames of a film that is made of a photo by pans and zooms, so that its motion is known to a fraction of a pixel. */
import { RGB } from '../../shared/pictures/picture.js';
import type { Rng } from '../../shared/rng.js';

/** How far the camera turns, as a share of a frame's side: what is seen of a film within a few frames. */
const MOST_SHIFT = 0.08;
/** By how much it comes nearer or goes back, as a logarithm. */
const MOST_ZOOM = 0.08;
/** What is around the first frame and may come into the second, in all, as a share of its side. */
const SURROUNDINGS = 0.3;
/** Noise of a good camera, as a deviation: 2 of 255 levels, which a net must not turn into other strokes. */
const NOISE = 2 / 255;

/** Side of the picture that frames are cut from. */
export const surroundingsOf = (framePx: number): number =>
  framePx + 2 * Math.ceil((SURROUNDINGS * framePx) / 2);

/** Two frames, [side, side, 3] each, and what of the first is where in the second. */
export interface TwoFrames {
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Shares of the rows of the first frame in those of the second, [side, side]. */
  readonly rows: Float32Array;
  /** The same of columns. */
  readonly columns: Float32Array;
  /** [side, side]: 1 where the second shows what the first has. */
  readonly inside: Float32Array;
}

/** Where a length of the first frame is seen in the second: at `scale` times what it is there, plus `offset`. */
interface Axis {
  readonly scale: number;
  readonly offset: number;
}

/**
 * Every second film is a pan by whole pixels, which blurs nothing: a net is not to learn that what moves is blurred.
 *
 * @param photo a square of `surroundingsOf(framePx)`
 */
export function framesOf(photo: Float32Array, framePx: number, rng: Rng): TwoFrames {
  const photoPx = surroundingsOf(framePx);
  const isPan = rng.uniform() < 0.5;
  const scale = isPan ? 1 : Math.exp(MOST_ZOOM * (2 * rng.uniform() - 1));
  const axis = (): Axis => {
    const shift = MOST_SHIFT * framePx * (2 * rng.uniform() - 1);
    const middle = ((framePx - 1) / 2) * (1 - scale);
    return { scale, offset: middle + (isPan ? Math.round(shift) : shift) };
  };
  const [down, across] = [axis(), axis()];
  const margin = (photoPx - framePx) / 2;
  const still = { scale: 1, offset: margin };
  const onPhoto = ({ scale: by, offset }: Axis) => ({ scale: by, offset: offset + margin });
  const shown = (vertical: Axis, horizontal: Axis) =>
    resampled(
      photo,
      photoPx,
      axisShares(vertical, framePx, photoPx),
      axisShares(horizontal, framePx, photoPx),
    );
  const [rows, columns] = [axisShares(down, framePx, framePx), axisShares(across, framePx, framePx)];
  const [rowSums, columnSums] = [sumsOf(rows, framePx), sumsOf(columns, framePx)];
  const isWhole = (sum: number) => sum > 1 - 1e-4;
  return {
    first: shown(still, still),
    second: shown(onPhoto(down), onPhoto(across)).map((value) => value + NOISE * rng.normal()),
    rows,
    columns,
    inside: Float32Array.from({ length: framePx ** 2 }, (_, i) =>
      isWhole(rowSums[Math.floor(i / framePx)]!) && isWhole(columnSums[i % framePx]!) ? 1 : 0,
    ),
  };
}

/** Shares of what lies at `to` lengths, between two of them, at each of `from`: [from, to]. What lies beyond has none. */
function axisShares({ scale, offset }: Axis, from: number, to: number): Float32Array {
  const shares = new Float32Array(from * to);
  for (let i = 0; i < from; i++) {
    const source = scale * i + offset;
    const before = Math.floor(source);
    const part = source - before;
    if (before >= 0 && before < to) shares[i * to + before] = 1 - part;
    if (part > 0 && before + 1 >= 0 && before + 1 < to) shares[i * to + before + 1] = part;
  }
  return shares;
}

const sumsOf = (shares: Float32Array, side: number): Float32Array =>
  Float32Array.from({ length: side }, (_, row) =>
    shares.subarray(row * side, (row + 1) * side).reduce((sum, share) => sum + share, 0),
  );

/** A square photo resampled along both sides. @param rows [side, photo's side] */
function resampled(
  photo: Float32Array,
  photoPx: number,
  rows: Float32Array,
  columns: Float32Array,
): Float32Array {
  const side = rows.length / photoPx;
  const across = new Float32Array(photoPx * side * RGB);
  eachShare(columns, photoPx, (x, from, share) => {
    for (let y = 0; y < photoPx; y++)
      for (let c = 0; c < RGB; c++)
        across[(y * side + x) * RGB + c] =
          across[(y * side + x) * RGB + c]! + share * photo[(y * photoPx + from) * RGB + c]!;
  });
  const result = new Float32Array(side * side * RGB);
  eachShare(rows, photoPx, (y, from, share) => {
    for (let i = 0; i < side * RGB; i++)
      result[y * side * RGB + i] = result[y * side * RGB + i]! + share * across[from * side * RGB + i]!;
  });
  return result;
}

function eachShare(
  shares: Float32Array,
  columns: number,
  visit: (row: number, column: number, share: number) => void,
): void {
  shares.forEach((share, i) => {
    if (share !== 0) visit(Math.floor(i / columns), i % columns, share);
  });
}
