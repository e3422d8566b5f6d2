import { expect, it } from 'vitest';
import type { Objective } from '../../../src/shared/engine/objective.js';
import { type Scalar, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { vggNetwork } from '../../../src/shared/networks/vgg.js';
import { Rng } from '../../../src/shared/rng.js';
import { compiledEvaluation, eagerEvaluation } from '../../support/engines.js';
import { seededVggWeights } from '../../support/seededVgg.js';

it.each(['max', 'avg'] as const)(
  'VGG-19 is compiled as it is, in every layer, with its gradient (%s pooling)',
  async (pooling) => {
    const network = vggNetwork('vgg19', seededVggWeights('vgg19', 5), { pooling });
    const layers = network.layers.filter((layer) => !layer.startsWith('conv_') && layer !== 'pool5');
    const objective: Objective = ({ x }) => {
      const features = network.features(x as Tensor4D, layers);
      return Object.fromEntries(
        layers.map((layer) => [layer, tf.mean(tf.square(features[layer]!)) as Scalar]),
      );
    };
    const rng = new Rng(2);
    // Four pools leave one pixel of it.
    const data = Float32Array.from({ length: 16 * 16 * 3 }, () => rng.uniform());
    const values = { x: { shape: [1, 16, 16, 3], data } };
    const expected = eagerEvaluation(objective, values);
    const found = await compiledEvaluation(objective, values);
    expect(layers).toHaveLength(16 + 16 + 4);
    for (const layer of layers) expect(found.terms[layer]! / expected.terms[layer]!).toBeCloseTo(1, 3);
    expect(found.total / expected.total).toBeCloseTo(1, 4);
    const largest = Math.max(...expected.gradients.x!.map(Math.abs));
    expect(largest).toBeGreaterThan(1e-6);
    expect(found.gradients.x).toBeAllclose(expected.gradients.x!, 1e-3, 1e-4 * largest);
  },
);
