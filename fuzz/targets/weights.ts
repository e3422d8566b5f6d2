/** Weights of networks: safetensors, ONNX and tfjs files of users, and the cache. */
import { join } from 'node:path';
import proto, { type onnx as Onnx } from 'onnx-proto';
import { sha256Hex } from '../../src/shared/digest.js';
import { encodeForCache } from '../../src/shared/weights/cache.js';
import { importModel } from '../../src/shared/weights/importModel.js';
import { openModelFile } from '../../src/shared/weights/modelFile.js';
import { writeSafetensors } from '../../src/shared/weights/safetensorsWriter.js';
import { listModels, resolveModel } from '../../src/shared/weights/store.js';
import {
  sizeOf,
  type TensorShapes,
  type WeightArray,
  type Weights,
} from '../../src/shared/weights/tensors.js';
import { onnxFile } from '../../test/support/onnxFile.js';
import { storeOf, tinyEntry } from '../../test/support/tinyStore.js';
import { onnxModel, tfjsModel } from '../../test/support/weightFiles.js';
import { mutateMessage } from '../formats/protobuf.js';
import { mutateSafetensors } from '../formats/safetensors.js';
import { oneFile } from '../input.js';
import { mutateBytes } from '../mutate/bytes.js';
import { mutateJson } from '../mutate/json.js';
import { fixture } from './fixture.js';
import { expectSound, type Place, type Seed, type Target } from './target.js';

const { onnx } = proto;

/** Two convolutions: what the network at hand expects. */
const SHAPES: TensorShapes = new Map([
  ['features.0.weight', [4, 3, 3, 3]],
  ['features.0.bias', [4]],
  ['features.2.weight', [2, 4, 3, 3]],
  ['features.2.bias', [2]],
]);
const NETWORK = 'small';
const SHARD = 'group1-shard1of1.bin';

const ramp = (shape: readonly number[]): WeightArray => ({
  shape,
  data: Float32Array.from({ length: sizeOf(shape) }, (_, i) => (i % 17) / 17 - 0.4),
});
const WEIGHTS: Weights = new Map([...SHAPES].map(([name, shape]) => [name, ramp(shape)]));

const storeIn = (folder: string) => storeOf(folder, tinyEntry({ name: NETWORK, tensors: SHAPES }));

/** Takes a file apart as any network would, then imports it as the small one. */
async function readModel({ file, out }: Place): Promise<void> {
  const opened = await openModelFile(file);
  const all = await opened.read(new Set(opened.shapes.keys()));
  for (const [name, { shape, data }] of all) {
    expectSound(data.length === sizeOf(shape), `${name}: as many values as its shape has`);
  }
  const store = storeIn(join(out, 'cache'));
  await importModel(store, NETWORK, file);
  const { weights } = await resolveModel(store, NETWORK);
  expectSound(weights.size === SHAPES.size, 'every tensor of the network');
}

async function readCache({ folder }: Place): Promise<void> {
  const store = storeIn(folder);
  await listModels(store);
  const { weights } = await resolveModel(store, NETWORK);
  for (const [name, shape] of SHAPES) {
    expectSound(weights.get(name)?.data.length === sizeOf(shape), `${name}: as many values as expected`);
  }
}

async function safetensorsSeeds(): Promise<Seed[]> {
  const file = (bytes: Uint8Array) => oneFile('model.safetensors', bytes);
  const renamed = new Map([...WEIGHTS].map(([name, array], i) => [`layer${i}.${name.slice(-6)}`, array]));
  return [
    { name: 'as expected', input: file(writeSafetensors(WEIGHTS, { format: 'pt' })) },
    { name: 'halves', input: file(writeSafetensors(WEIGHTS, { normalisation: 'caffe' }, () => 'F16')) },
    { name: 'codes', input: file(writeSafetensors(WEIGHTS, {}, () => 'U8')) },
    { name: 'other names', input: file(writeSafetensors(renamed)) },
    {
      name: 'another network',
      input: file(fixture('models/audio-net.safetensors')),
      weight: 0.1,
      isRefused: true,
    },
  ];
}

/** Tensors whose values are in fields of their own, halves, and constants. */
function otherOnnx(): Uint8Array {
  const { FLOAT, FLOAT16 } = onnx.TensorProto.DataType;
  const tensors = [...WEIGHTS].map(([name, { shape, data }], i) =>
    i % 2 === 0
      ? { name, dims: [...shape], dataType: FLOAT, floatData: [...data] }
      : { name, dims: [...shape], dataType: FLOAT16, int32Data: [...data].map(() => 0x3c00) },
  );
  const [first, ...rest] = tensors;
  const constant = {
    opType: 'Constant',
    output: [first?.name ?? ''],
    attribute: [{ name: 'value', type: 4, t: first }],
  };
  const conv = (i: number) => ({
    opType: 'Conv',
    input: [`x${i}`, `features.${i}.weight`, `features.${i}.bias`],
  });
  return onnxFile(rest, [constant, conv(0), conv(2)] as Onnx.INodeProto[]);
}

async function onnxSeeds(): Promise<Seed[]> {
  return [
    { name: 'raw data', input: oneFile('model.onnx', onnxModel(WEIGHTS)) },
    { name: 'fields and constants', input: oneFile('model.onnx', otherOnnx()) },
  ];
}

async function tfjsSeeds(): Promise<Seed[]> {
  const { json, shard } = tfjsModel(WEIGHTS, (n) => `layer_${n}`);
  const input = (model: unknown, bytes: Uint8Array) =>
    new Map([
      ['model.json', new TextEncoder().encode(JSON.stringify(model))],
      [SHARD, bytes],
    ]);
  const [group] = json.weightsManifest;
  const coded = group?.weights.map((spec) => ({
    ...spec,
    quantization: { dtype: 'uint8', scale: 0.01, min: -1 },
  }));
  const quantised = { ...json, weightsManifest: [{ ...group, weights: coded }] };
  const codes = Uint8Array.from({ length: shard.length / 4 }, (_, i) => i % 256);
  return [
    { name: 'floats', input: input(json, shard) },
    { name: 'codes', input: input(quantised, codes) },
  ];
}

async function cacheSeeds(): Promise<Seed[]> {
  const bytes = encodeForCache(NETWORK, WEIGHTS, 'torchvision');
  const note = {
    ...{ network: NETWORK, sha256: sha256Hex(bytes), bytes: bytes.length, source: 'a file' },
    ...{ sourceSha256: null, sourceCheck: 'unknown', normalisation: 'torchvision', written: '2026-01-01' },
  };
  const file = `${NETWORK}.safetensors`;
  const noted = new Map([
    [file, bytes],
    [`${NETWORK}.json`, new TextEncoder().encode(JSON.stringify(note))],
  ]);
  return [
    { name: 'with its note', input: noted },
    { name: 'without a note', input: oneFile(file, bytes) },
  ];
}

/** Readers of weights. */
export const WEIGHT_TARGETS: readonly Target[] = [
  { name: 'safetensors', seeds: safetensorsSeeds, mutatorOf: () => mutateSafetensors, read: readModel },
  { name: 'onnx', seeds: onnxSeeds, mutatorOf: () => mutateMessage, read: readModel },
  {
    name: 'tfjs',
    seeds: tfjsSeeds,
    mutatorOf: (file) => (file === SHARD ? mutateBytes : mutateJson),
    read: readModel,
  },
  {
    name: 'model cache',
    seeds: cacheSeeds,
    mutatorOf: (file) => (file.endsWith('.json') ? mutateJson : mutateSafetensors),
    read: readCache,
  },
];
