import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportOptions, importModel } from '../../../src/shared/weights/importModel.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import { openModelStore, resolveModel, verifyModel } from '../../../src/shared/weights/store.js';
import type { WeightArray, Weights } from '../../../src/shared/weights/tensors.js';
import { failure } from '../../support/failure.js';
import { rampWeights, TINY_SHAPES } from '../../support/tinyNetwork.js';
import { storeOf, tinyEntry } from '../../support/tinyStore.js';
import { onnxModel, tfjsModel } from '../../support/weightFiles.js';

const WEIGHTS = rampWeights(TINY_SHAPES);
const EXTRA: WeightArray = { shape: [3], data: Float32Array.of(1, 2, 3) };
const KERAS_NAMES = (n: number) => `block${1 + (n >> 1)}_conv1/${n % 2 === 0 ? 'kernel' : 'bias'}`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

const cache = () => join(folder, 'cache');
const store = () => storeOf(cache(), tinyEntry());

/** Writes a file of the user's. */
async function mine(name: string, bytes: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

async function myTfjs(json: unknown, shard?: Uint8Array): Promise<string> {
  await mkdir(join(folder, 'tfjs'), { recursive: true });
  if (shard !== undefined) await mine('tfjs/group1-shard1of1.bin', shard);
  return mine('tfjs/model.json', typeof json === 'string' ? json : JSON.stringify(json));
}

const bring = (file: string, options: ImportOptions = {}) => importModel(store(), 'tiny', file, options);
const inCache = async () => (await resolveModel(store(), 'tiny')).weights;

/** The weights under other names. */
const renamed = (nameOf: (name: string, n: number) => string): Weights =>
  new Map([...WEIGHTS].map(([name, array], n) => [nameOf(name, n), array]));

/** The weights with one tensor replaced, or without it. */
function changed(name: string, array?: WeightArray): Weights {
  const entries = [...WEIGHTS].map(([key, value]) => [key, key === name ? array : value] as const);
  return new Map(entries.filter((entry): entry is [string, WeightArray] => entry[1] !== undefined));
}

describe('safetensors', () => {
  it.each<[string, Weights]>([
    ['as they are', WEIGHTS],
    ['among others', new Map([['classifier.0.bias', EXTRA], ...WEIGHTS])],
    ['behind a prefix', renamed((name) => `module.${name}`)],
    ['in order, when the names are others', renamed((_, n) => `layer${10 * n}/${n % 2 ? 'b' : 'w'}`)],
  ])('are taken %s', async (_, weights) => {
    const result = await bring(await mine('m.bin', writeSafetensors(weights)));
    expect(result).toMatchObject({ format: 'safetensors', normalisation: 'torchvision' });
    expect(await inCache()).toEqual(WEIGHTS);
    expect(await verifyModel(store(), 'tiny')).toMatchObject({ state: 'cached', problem: null });
  });

  it('may hold halves', async () => {
    const ones = new Map(
      [...WEIGHTS].map(([name, { shape, data }]) => [name, { shape, data: data.map(() => 1.5) }]),
    );
    await bring(
      await mine(
        'm',
        writeSafetensors(ones, {}, () => 'F16'),
      ),
    );
    expect(await inCache()).toEqual(ones);
  });
});

describe('ONNX', () => {
  it('is taken in the order of the graph', async () => {
    expect(await bring(await mine('m.onnx', onnxModel(WEIGHTS)))).toMatchObject({ format: 'onnx' });
    expect(await inCache()).toEqual(WEIGHTS);
  });
});

describe('tfjs', () => {
  it.each(['tfjs', 'tfjs/model.json'])('is taken from %s, kernels turned round', async (path) => {
    const { json, shard } = tfjsModel(WEIGHTS, (n) => `layer_${n}`);
    await myTfjs(json, shard);
    const result = await bring(join(folder, path));
    expect(result).toMatchObject({ format: 'tfjs', normalisation: 'torchvision' });
    expect(await inCache()).toEqual(WEIGHTS);
  });

  it('needs shards beside it', async () => {
    const { json, shard } = tfjsModel(WEIGHTS, KERAS_NAMES);
    await expect(bring(await myTfjs(json))).rejects.toThrow(
      failure('NST_BAD_INPUT', /group1-shard1of1\.bin: expected weights of the tfjs model, found no file/),
    );
    await expect(bring(await myTfjs(json, shard.subarray(0, -1)))).rejects.toThrow(
      failure('NST_MODEL_BROKEN', 'broken tfjs model: the shards end inside'),
    );
    json.weightsManifest[0]!.paths = ['../../secret.bin'];
    await expect(bring(await myTfjs(json, shard))).rejects.toThrow(
      failure('NST_BAD_INPUT', 'the shard "../../secret.bin" must be a file beside it'),
    );
  });
});

describe('what pictures the weights want', () => {
  const normalisation = async (file: string, options?: ImportOptions) => {
    const { normalisation } = await bring(file, { ...options, force: true });
    expect((await resolveModel(store(), 'tiny')).normalisation).toBe(normalisation);
    return normalisation;
  };

  it('is Caffe’s for Keras’ VGG, what the file says, and what the user says, the last first', async () => {
    const { json, shard } = tfjsModel(WEIGHTS, KERAS_NAMES);
    const keras = await myTfjs(json, shard);
    expect(await normalisation(keras)).toBe('caffe');
    expect(await normalisation(keras, { normalisation: 'torchvision' })).toBe('torchvision');
    const stated = await mine('s', writeSafetensors(WEIGHTS, { normalisation: 'caffe' }));
    expect(await normalisation(stated)).toBe('caffe');
    expect(await normalisation(stated, { normalisation: 'torchvision' })).toBe('torchvision');
    const bare = await mine('b', writeSafetensors(WEIGHTS));
    expect(await normalisation(bare)).toBe('torchvision');
    expect(await normalisation(bare, { normalisation: 'caffe' })).toBe('caffe');
  });
});

describe('weights that are there', () => {
  it('are replaced only by force, unless they are damaged', async () => {
    const file = await mine('m', writeSafetensors(WEIGHTS));
    const { path, sha256 } = await bring(file);
    await expect(bring(file)).rejects.toThrow(
      failure('NST_WOULD_OVERWRITE', `${path} is there already; use --force to replace it`),
    );
    expect(await bring(file, { force: true })).toMatchObject({ sha256 });
    await writeFile(path, (await readFile(path)).subarray(1));
    expect(await bring(file)).toMatchObject({ sha256 });
    expect(await inCache()).toEqual(WEIGHTS);
  });

  it('come with the package, or belong to no network', async () => {
    const file = await mine('m', writeSafetensors(WEIGHTS));
    await expect(importModel(await openModelStore(cache()), 'inception', file)).rejects.toThrow(
      failure('NST_BAD_OPTION', 'network inception comes with nst; there is nothing to import'),
    );
    await expect(importModel(store(), 'huge', file)).rejects.toThrow(
      failure('NST_BAD_OPTION', 'found "huge"'),
    );
  });
});

describe('files that hold another network', () => {
  const wide: WeightArray = { shape: [32, 16, 5, 5], data: new Float32Array(32 * 16 * 25).fill(1) };
  const short: WeightArray = { shape: [8], data: new Float32Array(8).fill(1) };
  const order = (weights: Weights): Weights =>
    new Map([...weights.values()].map((array, n) => [`t${n}`, array]));

  it.each<[string, Uint8Array, string]>([
    ['a missing tensor', writeSafetensors(changed('z.bias')), 'it has no tensor "z.bias" [64]'],
    [
      'another shape',
      writeSafetensors(changed('features.2.weight', wide)),
      '"features.2.weight" is [32,16,5,5], expected was [32,16,3,3]',
    ],
    [
      'fewer convolutions',
      writeSafetensors(order(changed('features.2.weight'))),
      'expected 3 convolutions of 3x3, found 2',
    ],
    ['another bias', onnxModel(changed('z.bias', short)), '"onnx::Conv_95" is [8], expected was [64]'],
    [
      'no bias',
      writeSafetensors(order(new Map([...WEIGHTS].slice(0, 5)))),
      'it has no tensor "bias of t4" [64]',
    ],
    ['nothing', writeSafetensors(new Map()), 'expected 3 convolutions of 3x3, found 0'],
  ])('are refused: %s', async (_, bytes, problem) => {
    const file = await mine('m', bytes);
    await expect(bring(file)).rejects.toThrow(
      failure('NST_BAD_INPUT', `${file} does not hold this network: ${problem}`),
    );
    expect(await readdir(folder)).toEqual(['m']);
  });

  it.each<[string, Weights, string]>([
    [
      'no numbers',
      changed('z.bias', { shape: [64], data: new Float32Array(64).fill(Number.NaN) }),
      'not finite',
    ],
    [
      'all zeros',
      changed('z.weight', { shape: [64, 32, 3, 3], data: new Float32Array(64 * 32 * 9) }),
      'is all zeros',
    ],
  ])('or values that are %s', async (_, weights, problem) => {
    for (const bytes of [writeSafetensors(weights), onnxModel(weights)]) {
      await expect(bring(await mine('m', bytes))).rejects.toThrow(failure('NST_MODEL_BROKEN', problem));
    }
    expect(await readdir(folder)).toEqual(['m']);
  });
});

describe('files of another kind', () => {
  const text = (content: string) => new TextEncoder().encode(content.padEnd(80));

  it.each<[string, Uint8Array, RegExp]>([
    [
      'empty',
      new Uint8Array(0),
      /m: expected a safetensors file, an ONNX file or a tfjs model\.json, found an empty file$/,
    ],
    ['PyTorch’s (zip)', text('PK\x03\x04'), /a PyTorch file, .*save it as safetensors first: python -c /],
    ['PyTorch’s (pickle)', Uint8Array.of(0x80, 2, 0x8a, 10, 0, 0), /a PyTorch file/],
    [
      'Keras’',
      Uint8Array.of(0x89, 0x48, 0x44, 0x46, 13, 10),
      /an HDF5 file \(Keras\); .*tensorflowjs_converter/,
    ],
    ['a pointer', text('version https://git-lfs.github.com/spec/v1\n'), /a Git LFS pointer, not the weights/],
    ['a page', text('\n<!DOCTYPE html>'), /a web page, not weights/],
    [
      'text',
      text('these are words'),
      /expected a safetensors file, an ONNX file or a tfjs model\.json, found something else$/,
    ],
  ])('are named: %s', async (_, bytes, message) => {
    await expect(bring(await mine('m', bytes))).rejects.toThrow(failure('NST_BAD_INPUT', message));
    expect(await readdir(folder)).toEqual(['m']);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['safetensors', writeSafetensors(WEIGHTS).subarray(0, 5000), /broken safetensors file: cut off/],
    ['ONNX', onnxModel(WEIGHTS).subarray(0, 5000), /no ONNX file: /],
    [
      'JSON',
      text('{"weightsManifest": ['),
      /broken tfjs model: expected JSON, found something else \(.*\); save/,
    ],
    ['another JSON', text('{}'), /weightsManifest: expected a list, found nothing; save the model again$/],
  ])('or damaged: %s', async (_, bytes, message) => {
    const file = await mine('m', bytes);
    await expect(bring(file)).rejects.toThrow(failure('NST_MODEL_BROKEN', message));
    await expect(bring(file)).rejects.toThrow(file);
  });

  it('or not there', async () => {
    const gone = join(folder, 'gone.onnx');
    await expect(bring(gone)).rejects.toThrow(
      failure('NST_BAD_INPUT', /gone\.onnx: expected a safetensors file, .*found no file of that name/),
    );
    await expect(bring(folder)).rejects.toThrow(
      failure('NST_BAD_INPUT', /model\.json: expected a safetensors file, .*found no file of that name/),
    );
  });

  it('or fine, but there is no place for them', async () => {
    await writeFile(cache(), 'a file');
    const file = await mine('m', writeSafetensors(WEIGHTS));
    await expect(bring(file)).rejects.toThrow(failure('NST_BAD_OUTPUT', `cannot write in ${cache()}: `));
  });
});
