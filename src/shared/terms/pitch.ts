import { type Tensor, type Tensor3D, type Tensor4D, tf } from '../engine/tf.js';
import { term } from './term.js';

/** The layer of amplitudes by pitch class, [n, 1, frames, 12]. */
export const PITCHES = 'pitches';

/** Below the norm of any audible frame. */
const NORM_FLOOR = 1e-5;
/** What `pitchLoss` is for unrelated sounds, about: measured on pairs of the fixtures. */
const UNRELATED_PITCHES = 0.3;

/**
 * How much of the pitches is lost: 1 - the mean cosine of frames, those of the target weighted by their sums. 0 for equal
 * ones; loudness and octave do not matter.
 *
 * @param chroma [n, frames, 12]
 * @param target [n, frames, 12], not negative
 * @returns [n]
 */
export function pitchLoss(chroma: Tensor3D, target: Tensor3D): Tensor {
  const weights = tf.sum(target, 2);
  const norm = (x: Tensor3D) => tf.sqrt(tf.add(tf.sum(tf.square(x), 2), NORM_FLOOR ** 2));
  const cosines = tf.div(tf.sum(tf.mul(chroma, target), 2), tf.mul(norm(chroma), norm(target)));
  const kept = tf.div(tf.sum(tf.mul(cosines, weights), 1), tf.add(tf.sum(weights, 1), NORM_FLOOR));
  return tf.sub(1, kept);
}

/** [n, 1, frames, classes] as [n, frames, classes]. */
const framesOf = (layer: Tensor): Tensor3D => {
  const [count, , frames, classes] = (layer as Tensor4D).shape;
  return tf.reshape(layer, [count, frames, classes]);
};

/** Pitch classes stay those of the content, whatever instrument plays them. */
export const PITCH = term({
  help: 'the notes, whatever instrument plays them',
  source: 'chroma as in Müller, Fundamentals of Music Processing, 2015, ch. 3; compared by cosines',
  side: 'content',
  media: ['sounds'],
  parameters: {},
  layers: () => [PITCHES],
  measure: (seen) => ({ chroma: seen.layer(PITCHES) }),
  loss: (seen, goal) => pitchLoss(framesOf(seen.layer(PITCHES)), framesOf(goal.chroma!)),
  range: (goal) => tf.fill([framesOf(goal.chroma!).shape[0]], UNRELATED_PITCHES),
});
