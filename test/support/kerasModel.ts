import * as tfjs from '@tensorflow/tfjs';
import { readNsfwjsModel } from '../../scripts/nsfwjsModel.mjs';
import { type Tensor4D, tf } from '../../src/shared/engine/tf.js';

// It would advise to install tfjs-node.
tfjs.enableProdMode();

interface KerasConfig {
  layers: { name: string; config: { batch_input_shape?: (number | null)[] } }[];
  output_layers: [string, number, number][];
}

/**
 * Runs one of the models in nsfwjs as the whole of tfjs runs it, from its Keras topology, cut behind the last of the
 * layers asked for. The oracle for graphs that are written out by hand.
 *
 * @param outputs layers of the topology, in its order
 */
export async function runKerasModel(
  name: 'inception_v3' | 'mobilenet_v2',
  input: Tensor4D,
  outputs: readonly string[],
): Promise<Tensor4D[]> {
  const { json, shards } = readNsfwjsModel(name);
  const model = structuredClone(json) as tfjs.io.ModelJSON;
  const topology = model.modelTopology as { model_config: { config: KerasConfig } };
  const { config } = topology.model_config;
  const end = 1 + Math.max(...outputs.map((output) => config.layers.findIndex((l) => l.name === output)));
  config.layers.length = end;
  config.layers[0]!.config.batch_input_shape = [null, ...input.shape.slice(1)];
  config.output_layers = outputs.map((output) => [output, 0, 0]);
  const layers = await tfjs.loadLayersModel(
    tfjs.io.fromMemory({
      modelTopology: topology,
      weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
      weightData: new Uint8Array(Buffer.concat([...shards.values()])).buffer,
    }),
    // The weights of the layers that were cut off are left over.
    { strict: false },
  );
  const results = [layers.predict(tfjs.tensor(input.dataSync(), input.shape))].flat();
  return results.map((result) => tf.tensor4d(result.dataSync(), result.shape as Tensor4D['shape']));
}
