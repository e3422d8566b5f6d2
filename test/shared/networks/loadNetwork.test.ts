import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inceptionStem } from '../../../scripts/convert-inception.mjs';
import { readNsfwjsModel } from '../../../scripts/nsfwjsModel.mjs';
import { tf } from '../../../src/shared/engine/tf.js';
import { INCEPTION_BN_EPSILON } from '../../../src/shared/networks/inception.js';
import { INCEPTION_TENSORS } from '../../../src/shared/networks/inceptionTable.js';
import { loadNetwork, NETWORK_NAMES } from '../../../src/shared/networks/loadNetwork.js';
import { readSafetensors, writeSafetensors } from '../../../src/shared/weights/safetensors.js';
import { parseSafetensorsHeader } from '../../../src/shared/weights/safetensorsHeader.js';
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

describe('loadNetwork', () => {
  const pixels = tf.fill([1, 8, 8, 3], 0.5) as ReturnType<typeof tf.tensor4d>;

  it('finds the weights of inception in the package, and passes options on', async () => {
    const at = async (firstStride: 1 | 2) => {
      const network = await loadNetwork({ name: 'inception', firstStride });
      return network.features(pixels, ['conv1']).conv1!.shape;
    };
    expect(await at(1)).toEqual([1, 8, 8, 32]);
    expect(await at(2)).toEqual([1, 4, 4, 32]);
  });

  it.each(['vgg16', 'vgg19'] as const)('makes %s of the weights given', async (name) => {
    const weights = seededVggWeights(name, 1, 'conv1_1');
    const network = await loadNetwork({ name, weights, padding: 'reflect' });
    expect(network.name).toBe(name);
    // A flat picture has no border when its padding is flat too.
    const { min, max } = spread(network.features(pixels, ['conv1_1']).conv1_1!);
    expect(max).toBeAllclose(min);
  });

  it('knows all names', () => {
    expect(NETWORK_NAMES).toEqual(['inception', 'vgg19', 'vgg16']);
  });
});

/** The extremes of each channel over a picture. */
function spread(features: ReturnType<typeof tf.tensor4d>) {
  return {
    min: tf.min(features, [0, 1, 2]).dataSync(),
    max: tf.max(features, [0, 1, 2]).dataSync(),
  };
}
