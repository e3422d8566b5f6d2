import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inceptionStem } from '../../../scripts/convert-inception.mjs';
import { readNsfwjsModel } from '../../../scripts/nsfwjsModel.mjs';
import { tf } from '../../../src/shared/engine/tf.js';
import { INCEPTION_BN_EPSILON } from '../../../src/shared/networks/inception.js';
import { INCEPTION_TENSORS } from '../../../src/shared/networks/inceptionTable.js';
import { openNetwork } from '../../../src/shared/networks/openNetwork.js';
import { NETWORK_NAMES, PICTURE_NETWORKS } from '../../../src/shared/networks/pictureNetworks.js';
import { readSafetensors } from '../../../src/shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../../src/shared/weights/safetensorsHeader.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import { readTfjsLayers } from '../../../src/shared/weights/tfjsLayers.js';
import { seededVggWeights } from '../../support/seededVgg.js';

const models = new URL('../../../models/', import.meta.url);
const shipped = await readFile(new URL('inception-v3-stem.safetensors', models));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the shipped inception stem', () => {
  it('is what its script makes of nsfwjs, and what MODELS.md says', async () => {
    const rebuilt = inceptionStem({
      readTfjsLayers,
      writeSafetensors,
      INCEPTION_TENSORS,
      INCEPTION_BN_EPSILON,
    });
    expect(sha256(shipped)).toBe(sha256(rebuilt));
    expect(await readFile(new URL('MODELS.md', models), 'utf8')).toContain(sha256(rebuilt));
  });

  it('keeps the values of nsfwjs', () => {
    const { json, shards } = readNsfwjsModel('inception_v3');
    const original = readTfjsLayers(json, shards, 'nsfwjs');
    for (const [name, { shape, data }] of readSafetensors(shipped, 'stem')) {
      expect(shape).toEqual(original.get(name)!.shape);
      expect(data).toBeAllclose(original.get(name)!.data, 1e-6, 1e-6);
    }
  });

  it('says where it comes from and how to use it', () => {
    const { metadata } = parseSafetensorsHeader(shipped, 'stem');
    expect(metadata.get('origin')).toMatch(/nsfwjs 4\.4\.0/);
    expect(metadata.get('license')).toMatch(/Apache-2\.0.*MIT/);
    expect(Number(metadata.get('batch_norm_epsilon'))).toBe(INCEPTION_BN_EPSILON);
  });
});

const pixels = tf.fill([1, 8, 8, 3], 0.5) as ReturnType<typeof tf.tensor4d>;

describe('openNetwork', () => {
  it('finds the weights of inception in the package, and passes options on', async () => {
    const at = async (firstStride: 1 | 2) => {
      const network = await openNetwork({ name: 'inception', firstStride });
      return network.features(pixels, ['conv1']).conv1!.shape;
    };
    expect(await at(1)).toEqual([1, 8, 8, 32]);
    expect(await at(2)).toEqual([1, 4, 4, 32]);
  });

  it('takes no file in place of weights that come along', async () => {
    await expect(openNetwork({ name: 'inception' }, { modelFile: 'x.safetensors' })).rejects.toMatchObject({
      code: 'NST_BAD_OPTION',
      message: expect.stringMatching(/^model-file: .+inception, which brings its own/),
    });
  });
});

describe('PICTURE_NETWORKS', () => {
  it.each(['vgg16', 'vgg19'] as const)('makes %s of the weights given', (name) => {
    const weights = seededVggWeights(name, 1, 'conv1_1');
    const network = PICTURE_NETWORKS[name].build({ name, padding: 'reflect' }, weights, null);
    expect(network.name).toBe(name);
    // A flat picture has no border when its padding is flat too.
    const { min, max } = spread(network.features(pixels, ['conv1_1']).conv1_1!);
    expect(max).toBeAllclose(min);
  });

  it.each(NETWORK_NAMES)('%s says which layers it has, and proposes some of them', (name) => {
    const { layers, defaultLayers, build, choice } = PICTURE_NETWORKS[name];
    expect(choice.name).toBe(name);
    for (const side of ['style', 'content'] as const) {
      expect(Object.keys(defaultLayers[side]).length).toBeGreaterThan(0);
      for (const layer of Object.keys(defaultLayers[side])) expect(layers).toContain(layer);
    }
    if (name !== 'inception') expect(build(choice, new Map(), null).layers).toEqual(layers);
  });

  it('says of inception what the network itself says', async () => {
    expect((await openNetwork({ name: 'inception' })).layers).toEqual(PICTURE_NETWORKS.inception.layers);
  });
});

/** The extremes of each channel over a picture. */
function spread(features: ReturnType<typeof tf.tensor4d>) {
  return {
    min: tf.min(features, [0, 1, 2]).dataSync(),
    max: tf.max(features, [0, 1, 2]).dataSync(),
  };
}
