import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Tensor, type Tensor4D, tf } from '../../../src/shared/engine/tf.js';
import { inceptionLayers, inceptionNetwork } from '../../../src/shared/networks/inception.js';
import type { Network } from '../../../src/shared/networks/network.js';
import { type Layer, runLayers } from '../../../src/shared/networks/sequential.js';
import { vggLayers, vggNetwork } from '../../../src/shared/networks/vgg.js';
import { constantWeights } from '../../../src/shared/networks/weightByName.js';
import { MODELS_FOLDER } from '../../../src/shared/weights/manifest.js';
import { readSafetensors } from '../../../src/shared/weights/safetensors.js';
import { randomTensor } from '../../support/linearMap.js';
import { seededVggWeights } from '../../support/seededVgg.js';
import { expectSoundObjective, normalValues } from '../../support/soundObjective.js';

const file = join(MODELS_FOLDER, 'inception-v3-stem.safetensors');
const inception = readSafetensors(readFileSync(file), 'stem');

describe.each([
  ['inception', inceptionNetwork(inception), ['conv1', 'pool1', 'mixed0']],
  ['inception as it was trained', inceptionNetwork(inception, { geometry: 'trained' }), ['conv1', 'pool1']],
  ['vgg19', vggNetwork('vgg19', seededVggWeights('vgg19', 1, 'conv2_1')), ['conv1_1', 'pool1', 'relu2_1']],
  [
    'vgg19 with mirrored borders',
    vggNetwork('vgg19', seededVggWeights('vgg19', 1, 'conv1_2'), { padding: 'reflect' }),
    ['conv1_1', 'relu1_2'],
  ],
] as [string, Network, string[]][])('a batch of two: %s', (_, network, layers) => {
  it('has the features of both alone', () => {
    const [a, b] = [randomTensor(1, 33, 35, 3), randomTensor(2, 33, 35, 3)];
    const [ofA, ofB] = [network.features(a, layers), network.features(b, layers)];
    const ofBoth = network.features(tf.concat([a, b], 0) as Tensor4D, layers);
    for (const layer of layers) {
      const alone = tf.concat([ofA[layer]!, ofB[layer]!], 0);
      expect(ofBoth[layer]!.shape).toEqual(alone.shape);
      expect(ofBoth[layer]!.dataSync()).toBeAllclose(alone.dataSync(), 1e-4, 1e-5);
    }
  });
});

describe.each([
  ['vgg16', vggLayers('vgg16'), 'conv1_1', [3, 3, 3, 64], 64],
  ['inception', inceptionLayers(), 'conv1', [3, 3, 3, 32], 32],
] as [string, Layer[], string, number[], number][])(
  '%s as a function of its weights',
  (_, layers, layer, kernel, outputs) => {
    const name = layer === 'conv1' ? '1' : layer;
    const pixels = () => randomTensor(3, 5, 6, 3);

    it('can be trained: its compiled gradient in the weights is the one of differences', async () => {
      await expectSoundObjective(
        (inputs) => {
          const weight = (of: string) => inputs[of] as Tensor;
          const features = runLayers(layers, pixels(), weight, [layer])[layer]!;
          return { value: tf.mean(tf.square(features)) };
        },
        normalValues({ [`${name}.kernel`]: kernel, [`${name}.bias`]: [outputs] }, 4),
      );
    });

    it('says which weight is missing', () => {
      expect(() => runLayers(layers, pixels(), constantWeights(new Map()), [layer])).toThrow(
        `"${name}.kernel"`,
      );
    });
  },
);
