import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { numberParameter } from '../parameters/parameter.js';
import { type TensorsByName, term } from './term.js';
import { PIXELS } from './totalVariation.js';

const COLOURS = 3;
/** Offsets of the nine pixels of a window. */
const OFFSETS = [0, 1, 2].flatMap((down) => [0, 1, 2].map((across) => [down, across] as const));
const WINDOW = OFFSETS.length;

/** The pixels of all whole windows, less the mean of each window: nine of [1, h - 2, w - 2, c]. */
function centredWindows(pixels: Tensor4D): Tensor4D[] {
  const [n, h, w, c] = pixels.shape;
  const parts = OFFSETS.map(([down, across]) => tf.slice(pixels, [0, down, across, 0], [n, h - 2, w - 2, c]));
  const mean = tf.div(
    parts.reduce((sum, part) => tf.add(sum, part)),
    WINDOW,
  );
  return parts.map((part) => tf.sub(part, mean) as Tensor4D);
}

/** One channel, [1, h, w, 1]. */
function channel(x: Tensor4D, c: number): Tensor4D {
  const [n, h, w] = x.shape;
  return tf.slice(x, [0, 0, 0, c], [n, h, w, 1]);
}

/** Mean over a window of a product. */
function meanProduct(a: readonly Tensor4D[], b: readonly Tensor4D[]): Tensor4D {
  const sum = a.map((part, i) => tf.mul(part, b[i]!)).reduce((total, part) => tf.add(total, part));
  return tf.div(sum, WINDOW) as Tensor4D;
}

const channelsOf = (windows: readonly Tensor4D[], c: number) => windows.map((part) => channel(part, c));

/** The inverse of the symmetric matrix [a b c; b d e; c e f] at each place, by its adjugate: the same six entries. */
function inverse(entries: readonly Tensor4D[]): Tensor4D[] {
  const [a, b, c, d, e, f] = entries as [Tensor4D, Tensor4D, Tensor4D, Tensor4D, Tensor4D, Tensor4D];
  const minor = (p: Tensor, q: Tensor, r: Tensor, s: Tensor) => tf.sub(tf.mul(p, q), tf.mul(r, s));
  const adjugate = [
    minor(d, f, e, e),
    minor(c, e, b, f),
    minor(b, e, c, d),
    minor(a, f, c, c),
    minor(b, c, a, e),
    minor(a, d, b, b),
  ];
  const determinant = tf.add(
    tf.add(tf.mul(a, adjugate[0]!), tf.mul(b, adjugate[1]!)),
    tf.mul(c, adjugate[2]!),
  );
  return adjugate.map((entry) => tf.div(entry, determinant) as Tensor4D);
}

/** Which of the six entries of a symmetric matrix is that of a row and a column. */
const ENTRY = [
  [0, 1, 2],
  [1, 3, 4],
  [2, 4, 5],
] as const;
const PAIRS = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  [2, 2],
] as const;

/** The inverse of each window's covariance with the ridge: [1, h - 2, w - 2, 6]. */
function windowInverses(content: Tensor4D, epsilon: number): Tensor4D {
  const windows = centredWindows(content);
  const entries = PAIRS.map(([j, k]) => {
    const covariance = meanProduct(channelsOf(windows, j), channelsOf(windows, k));
    return (j === k ? tf.add(covariance, epsilon / WINDOW) : covariance) as Tensor4D;
  });
  return tf.concat(inverse(entries), 3) as Tensor4D;
}

/**
 * What is left of the variance of a picture's colours in each window when the best affine function of the content's is taken off,
 * [1, h - 2, w - 2, 3].
 */
function residues(pixels: Tensor4D, content: Tensor4D, inverses: Tensor4D): Tensor {
  const [ours, theirs] = [centredWindows(pixels), centredWindows(content)];
  const byColour = Array.from({ length: COLOURS }, (_, c) => {
    const channelOfOurs = channelsOf(ours, c);
    const cross = Array.from({ length: COLOURS }, (__, j) =>
      meanProduct(channelOfOurs, channelsOf(theirs, j)),
    );
    const explained = cross.flatMap((x, j) =>
      cross.map((y, k) => tf.mul(tf.mul(x, y), channel(inverses, ENTRY[j]![k]!))),
    );
    return tf.sub(
      meanProduct(channelOfOurs, channelOfOurs),
      explained.reduce((sum, part) => tf.add(sum, part)),
    );
  });
  return tf.concat(byColour as Tensor4D[], 3);
}

/** Windows need three pixels either way. */
const hasWindows = ({ shape: [, height, width] }: Tensor4D) => Math.min(height, width) >= 3;

/**
 * V' M V for each colour V, with the matting Laplacian M of the content (Levin, Lischinski & Weiss, CVPR 2006) in windows of 3 x 3:
 * 0 for a picture whose colours are affine functions of the content's in every window. The matrix is never made: its quadratic form is
 * the sum over windows of 9 (var V - c' (S + epsilon / 9)^-1 c), with c the covariance of V and the content and S that of the content,
 * and the gradient is that of this sum.
 *
 * Departures from Luan et al.: the mean over windows instead of the sum, measured by the variance of the content's own windows, so that a
 * weight means the same for any picture; and epsilon is 1e-5, for theirs of 1e-7 is below what 32 bits can tell apart.
 */
export const MATTING = term({
  help: 'colours are local affine functions of the content’s: its edges and no others',
  source: 'Luan, Paris, Shechtman & Bala, CVPR 2017; Levin, Lischinski & Weiss, CVPR 2006',
  side: 'content',
  media: ['pictures'],
  parameters: {
    epsilon: numberParameter(1e-5, 1e-8, 1, 'variance of colours that counts as flat'),
  },
  layers: () => [PIXELS],
  measure: (seen) => ({ pixels: seen.layer(PIXELS) }),
  prepare: (measured, { epsilon }): TensorsByName => {
    const pixels = measured.pixels as Tensor4D;
    if (!hasWindows(pixels)) return { pixels };
    return { pixels, inverses: windowInverses(pixels, epsilon) };
  },
  loss: (seen, goal) => {
    const pixels = seen.layer(PIXELS);
    if (!hasWindows(pixels)) return tf.zeros([1]);
    const left = residues(pixels, goal.pixels as Tensor4D, goal.inverses as Tensor4D);
    return tf.mul(tf.mean(left, [1, 2, 3]), WINDOW);
  },
  range: (goal) => {
    const pixels = goal.pixels as Tensor4D;
    if (!hasWindows(pixels)) return tf.fill([1], 1);
    const windows = centredWindows(pixels);
    const variance = tf.mean(meanProduct(windows, windows), [1, 2, 3]);
    // A content of one colour has no edges to keep: any there are count by themselves.
    return tf.mul(tf.add(variance, 1e-4), WINDOW) as Tensor2D;
  },
});
