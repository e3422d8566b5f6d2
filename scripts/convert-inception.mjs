/**
 * Makes models/inception-v3-stem.safetensors from the dev dependency nsfwjs:
 *
 *     npm run build && node scripts/convert-inception.mjs
 */
import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readNsfwjsModel } from './nsfwjsModel.mjs';

const METADATA = {
  title: 'Inception-v3 up to mixed4, 8-bit',
  origin: 'npm package nsfwjs 4.4.0, dist/models/inception_v3: Inception-v3 of Keras, trained on ImageNet',
  input: 'RGB in 0..1',
  license: 'weights: Apache-2.0 (Keras); package: MIT (nsfwjs)',
};

export function inceptionStem({ readTfjsLayers, writeSafetensors, INCEPTION_TENSORS, INCEPTION_BN_EPSILON }) {
  const { json, shards } = readNsfwjsModel('inception_v3');
  const all = readTfjsLayers(json, shards, 'nsfwjs inception_v3');
  const stem = new Map(INCEPTION_TENSORS.map((name) => [name, all.get(name)]));
  const metadata = { ...METADATA, batch_norm_epsilon: String(INCEPTION_BN_EPSILON) };
  // The values are 8-bit codes already: coding them again loses nothing.
  return writeSafetensors(stem, metadata, () => 'U8');
}

async function main() {
  const modules = [
    'weights/tfjsLayers',
    'weights/safetensors',
    'networks/inceptionTable',
    'networks/inception',
  ];
  const loaded = await Promise.all(modules.map((path) => import(`../dist/shared/${path}.js`)));
  const bytes = inceptionStem(Object.assign({}, ...loaded));
  const path = fileURLToPath(new URL('../models/inception-v3-stem.safetensors', import.meta.url));
  writeFileSync(`${path}.tmp`, bytes);
  renameSync(`${path}.tmp`, path);
  console.log(`${path}: ${bytes.length} bytes, SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
