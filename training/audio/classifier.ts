import { TRUNK_BANDS } from '../../src/audio/features/trunk.js';
import type { Engine } from '../../src/shared/engine/engine.js';
import { tf } from '../../src/shared/engine/tf.js';
import { expectTensor } from '../../src/shared/networks/expectTensor.js';
import type { Weights } from '../../src/shared/weights/tensors.js';
import { CLASSES } from './classes.js';
import { CLIP_FRAMES, CLIP_SIZE, type ClipSet, decodeClip } from './clips.js';
import { classifierShapes, classify } from './objective.js';

/** Clips that are looked at together. */
const BATCH = 16;

/** Says of clips what they are. */
export interface Classifier {
  /** Probabilities by class, for each clip. */
  probabilities(set: ClipSet): Promise<Float32Array[]>;
}

/** The trained network with its last layer. @param weights of the shipped file */
export async function openClassifier(engine: Engine, weights: Weights): Promise<Classifier> {
  const shapes = classifierShapes(CLASSES.length);
  const constant = (name: string) => {
    const { data, shape } = expectTensor('audio', weights, name, shapes.get(name) ?? []);
    return tf.tensor(data, [...shape]);
  };
  const program = await engine.compileForward(
    ({ spectrograms }) => ({ odds: tf.softmax(classify(spectrograms!, constant)) }),
    { spectrograms: { shape: [BATCH, CLIP_FRAMES, TRUNK_BANDS] } },
  );
  return {
    probabilities: async (set) => {
      const all: Float32Array[] = [];
      for (let first = 0; first < set.count; first += BATCH) {
        const spectrograms = new Float32Array(BATCH * CLIP_SIZE);
        const count = Math.min(BATCH, set.count - first);
        for (let i = 0; i < count; i++) spectrograms.set(decodeClip(set, first + i), i * CLIP_SIZE);
        const { data } = (await program.run({ spectrograms })).odds as { data: Float32Array };
        for (let i = 0; i < count; i++) all.push(data.slice(i * CLASSES.length, (i + 1) * CLASSES.length));
      }
      return all;
    },
  };
}
