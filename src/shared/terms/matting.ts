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

const PAIRS = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  [2, 2],
] as const;

/**
 * What a symmetric positive definite matrix [a b c; b d e; c e f] is at each place, as its inverse is M' D M with M lower triangular of ones on
 * its diagonal: the three of D, then those of M below the diagonal by rows. Where colours lie on a line, as greys do, minors and determinants
 * are lost in 32 bits; pivots are not, and what they explain of a variance is a sum of squares.
 *
 * @param least that no pivot can be below
 */
function factors(entries: readonly Tensor4D[], least: number): Tensor4D[] {
  const [a, b, c, d, e, f] = entries as [Tensor4D, Tensor4D, Tensor4D, Tensor4D, Tensor4D, Tensor4D];
  const pivot = (x: Tensor) => tf.maximum(x, least);
  const first = pivot(a);
  const [down, far] = [tf.div(b, first), tf.div(c, first)];
  const second = pivot(tf.sub(d, tf.mul(b, down)));
  const near = tf.div(tf.sub(e, tf.mul(c, down)), second);
  const third = pivot(tf.sub(tf.sub(f, tf.mul(c, far)), tf.mul(tf.mul(near, near), second)));
  const shares = [first, second, third].map((x) => tf.div(1, x));
  return [...shares, tf.neg(down), tf.sub(tf.mul(down, near), far), tf.neg(near)] as Tensor4D[];
}

/** Factors of the inverse of each window's covariance with the ridge: [1, h - 2, w - 2, 6]. */
function windowFactors(content: Tensor4D, epsilon: number): Tensor4D {
  const windows = centredWindows(content);
  const ridge = epsilon / WINDOW;
  const entries = PAIRS.map(([j, k]) => {
    const covariance = meanProduct(channelsOf(windows, j), channelsOf(windows, k));
    return (j === k ? tf.add(covariance, ridge) : covariance) as Tensor4D;
  });
  return tf.concat(factors(entries, ridge), 3) as Tensor4D;
}

/**
 * What is left of the variance of a picture's colours in each window when the best affine function of the content's is taken off,
 * [1, h - 2, w - 2, 3].
 */
function residues(pixels: Tensor4D, content: Tensor4D, inverses: Tensor4D): Tensor {
  const [ours, theirs] = [centredWindows(pixels), centredWindows(content)];
  const [first, second, third, down, far, near] = Array.from({ length: PAIRS.length }, (_, i) =>
    channel(inverses, i),
  ) as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  const byColour = Array.from({ length: COLOURS }, (_, c) => {
    const channelOfOurs = channelsOf(ours, c);
    const [x, y, z] = Array.from({ length: COLOURS }, (__, j) =>
      meanProduct(channelOfOurs, channelsOf(theirs, j)),
    ) as [Tensor4D, Tensor4D, Tensor4D];
    const part = (share: Tensor, value: Tensor) => tf.mul(share, tf.mul(value, value));
    const explained = [
      part(first, x),
      part(second, tf.add(y, tf.mul(down, x))),
      part(third, tf.add(tf.add(z, tf.mul(far, x)), tf.mul(near, y))),
    ].reduce((sum, value) => tf.add(sum, value));
    // Rounding alone could explain more than there is.
    return tf.relu(tf.sub(meanProduct(channelOfOurs, channelOfOurs), explained));
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
    return { pixels, inverses: windowFactors(pixels, epsilon) };
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
