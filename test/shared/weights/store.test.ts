import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../../src/shared/digest.js';
import { type VggName, vggBlocks } from '../../../src/shared/networks/vggTable.js';
import { defaultCacheFolder, encodeForCache, writeCached } from '../../../src/shared/weights/cache.js';
import { MODELS_FOLDER, readManifest, tensorBytes } from '../../../src/shared/weights/manifest.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import {
  listModels,
  modelPath,
  openModelStore,
  resolveModel,
  verifyModel,
} from '../../../src/shared/weights/store.js';
import type { WeightArray, Weights } from '../../../src/shared/weights/tensors.js';
import { failure } from '../../support/failure.js';
import { rampWeights, TINY_SHAPES } from '../../support/tinyNetwork.js';
import { storeOf, tinyEntry } from '../../support/tinyStore.js';

const WEIGHTS = rampWeights(TINY_SHAPES);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => storeOf(folder, tinyEntry({ source: { url: 'https://example.org/x', sha256: null } }));
const file = () => join(folder, 'tiny.safetensors');

/** Puts bytes into the cache, with a note that pins a digest; without one, no note. */
async function put(bytes: Uint8Array, sha256: string | null = sha256Hex(bytes)): Promise<void> {
  if (sha256 === null) return writeFile(file(), bytes);
  await writeCached(folder, bytes, {
    network: 'tiny',
    sha256,
    bytes: bytes.length,
    source: 'https://example.org/x',
    sourceSha256: null,
    sourceCheck: 'unknown',
    normalisation: null,
    written: '2020-01-01T00:00:00Z',
  });
}

const encoded = (weights: Weights = WEIGHTS) => encodeForCache('tiny', weights, 'torchvision');

/** The weights with one tensor replaced, or without it. */
function changed(name: string, array?: WeightArray): Weights {
  const weights = new Map(WEIGHTS);
  weights.delete(name);
  return array === undefined ? weights : weights.set(name, array);
}

const filled = (shape: readonly number[], value: number): WeightArray => ({
  shape,
  data: new Float32Array(shape.reduce((product, dim) => product * dim, 1)).fill(value),
});

describe('weights in the cache', () => {
  it('are listed, found, verified and read', async () => {
    const bytes = encoded();
    await put(bytes);
    const known = {
      name: 'tiny',
      state: 'cached',
      pinned: true,
      path: file(),
      bytes: bytes.length,
      problem: null,
    };
    expect(await listModels(open())).toMatchObject([known]);
    expect(await verifyModel(open(), 'tiny')).toMatchObject(known);
    expect(await modelPath(open(), 'tiny')).toBe(file());
    expect(await resolveModel(open(), 'tiny')).toEqual({
      weights: WEIGHTS,
      normalisation: 'torchvision',
      path: file(),
    });
  });

  it('say themselves what pictures they want; else the network does', async () => {
    const normalisation = async () => (await resolveModel(open(), 'tiny')).normalisation;
    await put(encodeForCache('tiny', WEIGHTS, 'caffe'));
    expect(await normalisation()).toBe('caffe');
    await put(writeSafetensors(WEIGHTS));
    expect(await normalisation()).toBe('torchvision');
    await put(writeSafetensors(WEIGHTS, { normalisation: 'nonsense' }));
    expect(await normalisation()).toBe('torchvision');
  });

  it('are missing when they are not there', async () => {
    expect(await listModels(open())).toMatchObject([{ state: 'missing', bytes: tensorBytes(TINY_SHAPES) }]);
    expect(await verifyModel(open(), 'tiny')).toMatchObject({ state: 'missing', problem: null });
    const error = failure(
      'NST_MODEL_MISSING',
      `network tiny: no weights at ${file()}; run "nst models pull tiny" (0 MB), or "nst models import tiny FILE"`,
    );
    await expect(modelPath(open(), 'tiny')).rejects.toThrow(error);
    await expect(resolveModel(open(), 'tiny')).rejects.toThrow(error);
    await expect(resolveModel(storeOf(folder, tinyEntry()), 'tiny')).rejects.toThrow(
      failure('NST_MODEL_MISSING', `no weights at ${file()}; "nst models import tiny FILE"`),
    );
  });

  it('cannot be of a network that nobody knows', async () => {
    const error = failure('NST_BAD_OPTION', 'network: expected one of tiny, found "huge"');
    await expect(resolveModel(open(), 'huge')).rejects.toThrow(error);
    await expect(verifyModel(open(), 'huge')).rejects.toThrow(error);
    await expect(modelPath(open(), 'huge')).rejects.toThrow(error);
  });
});

describe('damage', () => {
  const NAN = changed('features.0.bias', filled([16], Number.NaN));
  const INFINITE = changed('z.bias', filled([64], Number.POSITIVE_INFINITY));
  const ZEROS = changed('z.weight', filled([64, 32, 3, 3], 0));
  const FLAT = changed('features.2.weight', filled([32, 16, 9], 1));

  it.each<[string, Uint8Array, string]>([
    ['a tensor is missing', encoded(changed('z.bias')), 'tensor "z.bias" is missing, expected was [64]'],
    ['a shape is another', encoded(FLAT), '"features.2.weight" is [32,16,9], expected was [32,16,3,3]'],
    ['values are no numbers', encoded(NAN), 'tensor "features.0.bias" has values that are not finite'],
    ['values are infinite', encoded(INFINITE), 'tensor "z.bias" has values that are not finite'],
    ['a kernel is all zeros', encoded(ZEROS), 'tensor "z.weight" is all zeros'],
    ['the file is cut off', encoded().subarray(0, -1), 'broken safetensors file: cut off'],
    ['the file is empty', new Uint8Array(0), 'expected a file of weights, found an empty file'],
  ])('is found when %s, by verify and on use, with a digest or without', async (_, bytes, problem) => {
    for (const sha256 of [sha256Hex(bytes), null]) {
      await put(bytes, sha256);
      const state = await verifyModel(open(), 'tiny');
      expect(state).toMatchObject({ state: 'broken', problem: expect.stringContaining(problem) });
      expect(state.problem?.startsWith(file())).toBe(true);
      await expect(resolveModel(open(), 'tiny')).rejects.toThrow(failure('NST_MODEL_BROKEN', problem));
    }
  });

  it('of a single bit is found by the digest', async () => {
    const bytes = encoded();
    const sha256 = sha256Hex(bytes);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await put(bytes, sha256);
    const problem = `${file()}: expected SHA-256 ${sha256}, found ${sha256Hex(bytes)}; get it again: "nst models pull tiny --force"`;
    expect(await verifyModel(open(), 'tiny')).toMatchObject({ state: 'broken', problem });
    await expect(resolveModel(open(), 'tiny')).rejects.toThrow(failure('NST_MODEL_BROKEN', problem));
    // A list does not read the files.
    expect(await listModels(open())).toMatchObject([{ state: 'cached', problem: null }]);
  });

  it('of the note leaves nothing to compare with, and does no other harm', async () => {
    await put(encoded());
    for (const note of ['', 'null', '{"sha256": 5}', '{']) {
      await writeFile(join(folder, 'tiny.json'), note);
      expect((await resolveModel(open(), 'tiny')).weights).toEqual(WEIGHTS);
      expect(await verifyModel(open(), 'tiny')).toMatchObject({ state: 'cached', pinned: false });
    }
  });

  it('may be that the file is a folder', async () => {
    await mkdir(file());
    await expect(resolveModel(open(), 'tiny')).rejects.toThrow(
      failure('NST_MODEL_BROKEN', `${file()}: expected a file of weights, found a folder`),
    );
  });
});

describe('the package’s own list', () => {
  it.each<VggName>(['vgg16', 'vgg19'])('names what %s needs, from where and on what terms', async (name) => {
    const entry = (await readManifest()).get(name);
    const convolutions = vggBlocks(name).flat();
    const expected = convolutions.flatMap(({ weight, bias, inputs, outputs }) => [
      [weight, [outputs, inputs, 3, 3]],
      [bias, [outputs]],
    ]);
    expect([...(entry?.tensors ?? [])]).toEqual(expected);
    expect(entry?.licence).toMatch(/^BSD-3-Clause/);
    expect(entry?.normalisation).toBe('torchvision');
    // An address with a revision in it: the file behind it cannot change.
    expect(entry?.source?.url).toMatch(
      /^https:\/\/huggingface\.co\/timm\/vgg1.\.tv_in1k\/resolve\/[0-9a-f]{40}\//,
    );
    expect(entry?.source?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives the 80 MB of VGG-19 that the manual promises', async () => {
    expect(tensorBytes((await readManifest()).get('vgg19')?.tensors ?? new Map())).toBe(80_097_536);
  });

  it('knows the digest of what is shipped', async () => {
    const store = await openModelStore(folder);
    expect(await verifyModel(store, 'inception')).toMatchObject({ state: 'shipped', problem: null });
    const shipped = await readFile(join(MODELS_FOLDER, 'inception-v3-stem.safetensors'));
    expect(store.manifest.get('inception')?.shipped?.sha256).toBe(sha256Hex(shipped));
    expect(await listModels(store)).toMatchObject([
      { name: 'inception', state: 'shipped', bytes: shipped.length },
      { name: 'vgg19', state: 'missing', bytes: 80_097_536 },
      { name: 'vgg16', state: 'missing' },
      { name: 'audio', state: 'shipped' },
      { name: 'named-styles', state: 'shipped' },
      { name: 'any-style', state: 'shipped' },
      { name: 'guitar', state: 'shipped' },
    ]);
  });

  it('that cannot be read means a damaged installation', async () => {
    const path = join(folder, 'manifest.json');
    const gone = `${path}: no readable list of networks; install nst again`;
    await expect(readManifest(path)).rejects.toThrow(failure('NST_MODEL_BROKEN', gone));
    const real = await readFile(join(MODELS_FOLDER, 'manifest.json'), 'utf8');
    const wrong = ['{', '{}', '[]', real.replace('"70a8', '"'), real.replace('64, 3, 3, 3', '64, 3, 3, -3')];
    for (const text of wrong) {
      await writeFile(path, text);
      await expect(readManifest(path)).rejects.toThrow(
        failure('NST_MODEL_BROKEN', /manifest\.json: [^\n]*expected .*, found .*; install nst again$/),
      );
    }
  });
});

describe.runIf(process.platform === 'linux')('the user’s cache folder', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is where XDG says', async () => {
    vi.stubEnv('XDG_CACHE_HOME', folder);
    expect(defaultCacheFolder()).toBe(join(folder, 'nst', 'models'));
    expect((await openModelStore()).cacheFolder).toBe(join(folder, 'nst', 'models'));
  });
});
