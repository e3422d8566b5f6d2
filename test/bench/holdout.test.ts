import { describe, expect, it } from 'vitest';
import { holdoutNetwork } from '../../bench/holdout.js';
import { tf } from '../../src/shared/engine/tf.js';
import { Rng } from '../../src/shared/rng.js';
import { runKerasModel } from '../support/kerasModel.js';

describe('holdoutNetwork', () => {
  it('equals the Keras model block by block, on pixels in 0..1', async () => {
    const rng = new Rng(21);
    const data = Float32Array.from({ length: 64 * 48 * 3 }, () => rng.uniform());
    const pixels = tf.tensor4d(data, [1, 64, 48, 3]);
    const keras = [
      ...['Conv1_relu', 'expanded_conv_project_BN', 'block_1_project_BN', 'block_2_add'],
      ...['block_3_project_BN', 'block_4_add', 'block_5_add', 'block_6_project_BN'],
      ...['block_7_add', 'block_8_add', 'block_9_add', 'block_10_project_BN'],
    ];
    const network = holdoutNetwork();
    const found = network.features(pixels, network.layers);
    const expected = await runKerasModel('mobilenet_v2', pixels, keras);
    for (const [i, layer] of network.layers.entries()) {
      expect(found[layer]!.shape).toEqual(expected[i]!.shape);
      expect(found[layer]!.dataSync()).toBeAllclose(expected[i]!.dataSync(), 1e-4, 1e-4);
    }
  });
});
