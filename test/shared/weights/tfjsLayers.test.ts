import { createRequire } from 'node:module';
import { io } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { tf } from '../../../src/shared/engine/tf.js';
import { hwioToOihw, parseTfjsModel, readTfjsLayers } from '../../../src/shared/weights/tfjsLayers.js';

const require = createRequire(import.meta.url);

/** A bundled model of the nsfwjs package: JSON and base64 shards in CommonJS modules. */
function bundledModel(name: string, count: number) {
  const folder = new URL('../../../node_modules/nsfwjs/dist/models/', import.meta.url).pathname;
  const model: unknown = require(`${folder}${name}/model.min.js`);
  const shards = new Map<string, Uint8Array>();
  for (let i = 1; i <= count; i++) {
    const shard = `group1-shard${i}of${count}`;
    shards.set(shard, Buffer.from(require(`${folder}${name}/${shard}.min.js`), 'base64'));
  }
  return { model, shards };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

function tiny(weights: unknown[], bytes: Uint8Array[] = [new Uint8Array(8)]) {
  const paths = bytes.map((_, i) => `shard${i}`);
  return {
    model: { weightsManifest: [{ paths, weights }] },
    shards: new Map(bytes.map((part, i) => [`shard${i}`, part])),
  };
}

describe('readTfjsLayers', () => {
  it('agrees with tfjs on a real 8-bit model', () => {
    const { model, shards } = bundledModel('mobilenet_v2', 1);
    const weights = readTfjsLayers(model, shards, 'mobilenet');
    const specs = (model as { weightsManifest: { weights: io.WeightsManifestEntry[] }[] }).weightsManifest[0]!
      .weights;
    const bytes = shards.get('group1-shard1of1')!;
    const oracle = io.decodeWeights(Uint8Array.from(bytes).buffer, specs);
    expect([...weights.keys()]).toEqual(Object.keys(oracle));
    for (const [name, { shape, data }] of weights) {
      expect(shape).toEqual(oracle[name]!.shape);
      // toEqual takes seconds on millions of elements.
      expect(Buffer.compare(bytesOf(data), bytesOf(oracle[name]!.dataSync<'float32'>()))).toBe(0);
    }
    expect(weights.size).toBe(266);
  });

  it('joins shards that cut a tensor in two', () => {
    const values = Float32Array.of(1.5, -2.25);
    const bytes = new Uint8Array(values.buffer);
    const spec = { name: 'a', shape: [2], dtype: 'float32' };
    const { model, shards } = tiny([spec], [bytes.subarray(0, 3), bytes.subarray(3)]);
    expect(parseTfjsModel(model, 'm')).toMatchObject([{ paths: ['shard0', 'shard1'] }]);
    expect(readTfjsLayers(model, shards, 'm').get('a')).toEqual({ shape: [2], data: values });
  });

  it('decodes uint16 and float16, also at odd offsets', () => {
    const specs = [
      { name: 'pad', shape: [1], dtype: 'float32', quantization: { dtype: 'uint8', scale: 2, min: -1 } },
      { name: 'wide', shape: [2], dtype: 'float32', quantization: { dtype: 'uint16', scale: 0.5, min: 1 } },
      { name: 'half', shape: [1], dtype: 'float32', quantization: { dtype: 'float16' } },
    ];
    // 3; 1, 65535; 1.5 in binary16 is 0x3e00.
    const { model, shards } = tiny(specs, [Uint8Array.of(3, 1, 0, 255, 255, 0x00, 0x3e)]);
    const weights = readTfjsLayers(model, shards, 'm');
    expect([...weights.values()].map(({ data }) => [...data])).toEqual([[5], [1.5, 32768.5], [1.5]]);
  });

  const spec = { name: 'a', shape: [2], dtype: 'float32' };
  it.each([
    [
      'no manifest',
      { model: {}, shards: new Map() },
      'weightsManifest: expected a list, found nothing; save',
    ],
    ['not an object', { model: null, shards: new Map() }, 'expected an object, found null; save'],
    ['a missing shard', { model: tiny([spec]).model, shards: new Map() }, 'the shard "shard0" is missing'],
    [
      'too few bytes',
      tiny([spec], [new Uint8Array(7)]),
      'the shards end inside "a": expected 8 bytes, found 7',
    ],
    ['too many bytes', tiny([spec], [new Uint8Array(9)]), '1 bytes too many in shard0'],
    [
      'another dtype',
      tiny([{ ...spec, dtype: 'string' }]),
      '"a": expected float32, float16, or uint8 and uint16 with scale and min, found string; save',
    ],
    [
      'no scale',
      tiny([{ ...spec, quantization: { dtype: 'uint8' } }]),
      'with scale and min, found uint8 without them; save',
    ],
    [
      'a negative shape',
      tiny([{ ...spec, shape: [-2] }]),
      'weightsManifest[0].weights[0].shape[0]: expected at least 0, found -2; save',
    ],
    [
      'no paths',
      { model: { weightsManifest: [{}] }, shards: new Map() },
      'weightsManifest[0].paths: expected a list, found nothing; save',
    ],
    [
      'a shape without end',
      tiny([{ ...spec, shape: Array(9).fill(1) }]),
      'weightsManifest[0].weights[0].shape: expected at most 8 entries, found a list of 9; save',
    ],
    [
      'a product of dimensions that no file holds',
      tiny([{ ...spec, shape: Array(8).fill(2 ** 32 - 1) }]),
      `the shards end inside "a": expected ${4 * (2 ** 32 - 1) ** 8} bytes, found 8`,
    ],
    [
      'a shard that is named again and again',
      {
        model: { weightsManifest: [{ paths: Array(4000).fill('s.bin'), weights: [spec] }] },
        shards: new Map(),
      },
      'broken tfjs model: it names the shard "s.bin" more than once',
    ],
    [
      'a shard that two groups name',
      {
        model: { weightsManifest: Array(2).fill({ paths: ['shard0'], weights: [spec] }) },
        shards: new Map(),
      },
      'it names the shard "shard0" more than once',
    ],
    [
      'many shards that are too long',
      tiny([spec], Array(64).fill(new Uint8Array(1))),
      '56 bytes too many in shard0, shard1, shard2 and 61 more',
    ],
  ])('refuses a model with %s', (_, { model, shards }, problem) => {
    const read = () => readTfjsLayers(model, shards as Map<string, Uint8Array>, 'the-file');
    expect(read).toThrow(expect.objectContaining({ code: 'NST_MODEL_BROKEN' }));
    expect(read).toThrow(problem);
    expect(read).toThrow(/^the-file: [^\n]{1,250}$/);
  });
});

describe('hwioToOihw', () => {
  it('agrees with a transpose of tfjs', () => {
    const data = Float32Array.from({ length: 2 * 3 * 4 * 5 }, (_, i) => i);
    const oracle = tf.transpose(tf.tensor(data, [2, 3, 4, 5]), [3, 2, 0, 1]);
    const kernel = hwioToOihw({ shape: [2, 3, 4, 5], data });
    expect(kernel.shape).toEqual(oracle.shape);
    expect(kernel.data).toEqual(oracle.dataSync());
  });
});
