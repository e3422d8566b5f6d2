import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/shared/digest.js';
import { importModel } from '../../../src/shared/weights/importModel.js';
import { findEntry, type ManifestEntry } from '../../../src/shared/weights/manifest.js';
import { type PullOptions, pullModel } from '../../../src/shared/weights/pullModel.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import { openModelStore, resolveModel, verifyModel } from '../../../src/shared/weights/store.js';
import { failure } from '../../support/failure.js';
import { FileServer, type Misbehaviour } from '../../support/fileServer.js';
import { rampWeights, TINY_SHAPES, tinyFile } from '../../support/tinyNetwork.js';
import { storeOf, tinyEntry } from '../../support/tinyStore.js';

const FILE = tinyFile();
const WEIGHTS = rampWeights(TINY_SHAPES);
/** The same network with other values. */
const OTHER = tinyFile(
  new Map([...WEIGHTS].map(([name, { shape, data }]) => [name, { shape, data: data.map((v) => v + 1) }])),
);
const PATIENCE = { delaysMs: [1], stallMs: 5000 };

let folder: string;
let server: FileServer;
/** What the server does wrong, always. */
let behaviour: Misbehaviour;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-pull-'));
  behaviour = {};
  server = await FileServer.start(FILE, () => behaviour);
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const cache = () => join(folder, 'cache');
const cached = () => join(cache(), 'tiny.safetensors');
const note = async () => JSON.parse(await readFile(join(cache(), 'tiny.json'), 'utf8'));
const open = (changes: Partial<ManifestEntry> = {}) =>
  storeOf(cache(), tinyEntry({ source: { url: server.url, sha256: null }, ...changes }));
const pull = (options: PullOptions = {}, store = open()) =>
  pullModel(store, 'tiny', { ...PATIENCE, ...options });

describe('a pull', () => {
  it('leaves the weights in the cache, with a note on where they are from', async () => {
    const result = await pull();
    const sha256 = sha256Hex(await readFile(cached()));
    expect(result).toEqual({ path: cached(), fetched: true, sha256, pinned: 'now', sourceCheck: 'unknown' });
    expect((await readdir(cache())).sort()).toEqual(['tiny.json', 'tiny.safetensors']);
    expect(await note()).toMatchObject({ network: 'tiny', sha256, source: server.url, sourceSha256: null });
    const model = await resolveModel(open(), 'tiny');
    expect(model).toEqual({ weights: WEIGHTS, normalisation: 'torchvision', path: cached() });
  });

  it('does nothing where intact weights are, unless it is forced to', async () => {
    const { sha256 } = await pull();
    const before = server.requests.length;
    expect(await pull()).toEqual({
      path: cached(),
      fetched: false,
      sha256,
      pinned: null,
      sourceCheck: null,
    });
    expect(server.requests).toHaveLength(before);
    expect(await pull({ force: true })).toMatchObject({ fetched: true, sha256, pinned: 'earlier' });
    expect(server.requests.length).toBeGreaterThan(before);
  });

  it('mends damaged weights', async () => {
    const { sha256 } = await pull();
    const bytes = await readFile(cached());
    await writeFile(cached(), bytes.subarray(0, -1));
    expect(await verifyModel(open(), 'tiny')).toMatchObject({ state: 'broken' });
    expect(await pull()).toMatchObject({ fetched: true, sha256, pinned: 'earlier' });
    expect(await readFile(cached())).toEqual(bytes);
  });

  it('gives the same file whether ranges, the whole, or an import brought it', async () => {
    const { sha256 } = await pull();
    expect(await pull({ force: true, whole: true })).toMatchObject({ sha256 });
    behaviour = { ignoreRange: true };
    expect(await pull({ force: true })).toMatchObject({ sha256 });
    const file = join(folder, 'mine.safetensors');
    await writeFile(file, FILE);
    expect(await importModel(open(), 'tiny', file, { force: true })).toMatchObject({ sha256 });
  });

  it('says how far the origin was checked', async () => {
    const source = { url: server.url, sha256: sha256Hex(FILE) };
    expect(await pull({}, open({ source }))).toMatchObject({ sourceCheck: 'unknown' });
    expect(await pull({ force: true, whole: true }, open({ source }))).toMatchObject({
      sourceCheck: 'content',
    });
    expect(await note()).toMatchObject({ sourceSha256: sha256Hex(FILE), sourceCheck: 'content' });
    behaviour = { headers: { 'x-linked-etag': `"${source.sha256}"` } };
    expect(await pull({ force: true }, open({ source }))).toMatchObject({ sourceCheck: 'server' });
  });

  it('writes nothing when the file is not the published one', async () => {
    const source = { url: server.url, sha256: '0'.repeat(64) };
    await expect(pull({ whole: true }, open({ source }))).rejects.toThrow(
      failure('NST_MODEL_BROKEN', `expected SHA-256 ${source.sha256}, found ${sha256Hex(FILE)}`),
    );
    expect(await readdir(cache())).toEqual([]);
  });
});

describe('the digest of the first download', () => {
  beforeEach(() => pull());
  const change = () => {
    behaviour = { file: OTHER };
  };

  it('is kept: other weights are refused, and the old ones stay', async () => {
    const { sha256 } = await note();
    const before = await readFile(cached());
    change();
    const advice = `; to accept it, delete ${join(cache(), 'tiny.json')} first`;
    const attempt = pull({ force: true });
    await expect(attempt).rejects.toThrow(failure('NST_MODEL_BROKEN', `expected SHA-256 ${sha256}, found `));
    await expect(attempt).rejects.toThrow(advice);
    expect(await readFile(cached())).toEqual(before);
    expect(await verifyModel(open(), 'tiny')).toMatchObject({ state: 'cached', problem: null });
  });

  it('holds for every address', async () => {
    change();
    const from = `${server.url}?mirror`;
    await expect(pull({ force: true, from })).rejects.toThrow(failure('NST_MODEL_BROKEN', `from ${from}`));
    expect(server.requests.at(-1)?.path).toBe('/model.safetensors?mirror');
    behaviour = {};
    expect(await pull({ force: true, from })).toMatchObject({ pinned: 'earlier' });
  });

  it('can be given up as the message says', async () => {
    change();
    await rm(join(cache(), 'tiny.json'));
    expect(await pull({ force: true })).toMatchObject({ pinned: 'now' });
  });

  it('is not that of an import', async () => {
    const file = join(folder, 'mine.safetensors');
    await writeFile(file, OTHER);
    await importModel(open(), 'tiny', file, { force: true });
    expect(await pull({ force: true })).toMatchObject({ pinned: 'now' });
  });

  it('gives way to the one that the package knows', async () => {
    const { sha256 } = await note();
    expect(await pull({ force: true }, open({ cachedSha256: sha256 }))).toMatchObject({ pinned: 'manifest' });
    const known = '1'.repeat(64);
    await expect(pull({ force: true }, open({ cachedSha256: known }))).rejects.toThrow(
      failure('NST_MODEL_BROKEN', new RegExp(`expected SHA-256 ${known}, found ${sha256}$`)),
    );
  });
});

describe('no pull', () => {
  it('offline; weights that are there are found all the same', async () => {
    await expect(pull({ offline: true })).rejects.toThrow(
      failure(
        'NST_MODEL_MISSING',
        /^network tiny: no weights at .*; run "nst models pull tiny" \(0 MB\), or "nst models import tiny FILE" \(working offline: nothing was fetched\)$/,
      ),
    );
    expect(server.requests).toHaveLength(0);
    await pull();
    expect(await pull({ offline: true })).toMatchObject({ fetched: false, path: cached() });
  });

  it('offline, and says what is so: weights that are there are not missing, nor are damaged ones', async () => {
    await pull();
    const before = server.requests.length;
    await expect(pull({ offline: true, force: true })).rejects.toThrow(
      failure('NST_BAD_OPTION', `the weights at ${cached()} are there: leave out --force`),
    );
    await writeFile(cached(), (await readFile(cached())).subarray(0, -1));
    for (const force of [false, true]) {
      await expect(pull({ offline: true, force })).rejects.toThrow(
        failure(
          'NST_MODEL_BROKEN',
          /expected SHA-256 .*, found .* \(working offline: nothing was fetched\)$/,
        ),
      );
    }
    expect(server.requests).toHaveLength(before);
  });

  it('of a network that nobody knows or publishes, or from no web address', async () => {
    await expect(pullModel(open(), 'huge')).rejects.toThrow(
      failure('NST_BAD_OPTION', 'network: expected one of tiny, found "huge"'),
    );
    await expect(pull({}, open({ source: null }))).rejects.toThrow(
      failure('NST_BAD_OPTION', 'network tiny: nobody publishes its weights; use "nst models import"'),
    );
    for (const from of ['ftp://example.org/x', 'model.safetensors', 'http://']) {
      await expect(pull({ from })).rejects.toThrow(
        failure('NST_BAD_OPTION', `--from: expected an http or https address, found "${from}"`),
      );
    }
    const secret = pull({ from: 'https://me:secret@example.org/x' });
    await expect(secret).rejects.toThrow(
      failure('NST_BAD_OPTION', /^--from: expected an address without a user name/),
    );
    await expect(secret).rejects.not.toThrow('secret');
  });

  it('into a folder that cannot be', async () => {
    await writeFile(cache(), 'a file');
    await expect(pull()).rejects.toThrow(failure('NST_BAD_OUTPUT', `cannot write in ${cache()}: `));
    expect(server.requests).toHaveLength(0);
  });

  it('after an abort; what had arrived waits for the next one', async () => {
    const controller = new AbortController();
    const onBytes = (done: number) => (done > 21_000 ? controller.abort() : undefined);
    // Longer than the header and the first tensors, shorter than the last one.
    behaviour = { stallAfter: 70_000 };
    await expect(pull({ signal: controller.signal, onBytes })).rejects.toThrow(
      failure('NST_ABORTED', 'the download was stopped; run it again to go on'),
    );
    expect(await readdir(cache())).toEqual([expect.stringMatching(/^tiny\..*\.partial$/)]);
    behaviour = {};
    await pull();
    expect((await readdir(cache())).sort()).toEqual(['tiny.json', 'tiny.safetensors']);
  });

  it('of tensors that do not fit', async () => {
    behaviour = { file: writeSafetensors(new Map([...WEIGHTS].slice(1))) };
    await expect(pull()).rejects.toThrow(
      failure('NST_MODEL_BROKEN', 'tensor "features.0.weight" is missing'),
    );
    expect(await readdir(cache())).toEqual([]);
  });
});

describe('a network that comes with the package', () => {
  it('is there without a pull', async () => {
    const store = await openModelStore(cache());
    expect(await pullModel(store, 'inception', { offline: true })).toMatchObject({
      path: expect.stringMatching(/inception-v3-stem\.safetensors$/),
      fetched: false,
    });
  });

  it('cannot be mended by one', async () => {
    const real = findEntry((await openModelStore()).manifest, 'inception');
    const file = real.shipped?.file ?? '';
    const damaged = storeOf(cache(), { ...real, shipped: { file, sha256: '2'.repeat(64) } });
    await expect(pullModel(damaged, 'inception')).rejects.toThrow(
      failure(
        'NST_MODEL_BROKEN',
        new RegExp(`expected SHA-256 2+, found ${real.shipped?.sha256}; install nst again$`),
      ),
    );
    const gone = storeOf(cache(), { ...real, shipped: { file: 'gone.safetensors', sha256: '' } });
    await expect(pullModel(gone, 'inception')).rejects.toThrow(
      failure('NST_MODEL_MISSING', /gone\.safetensors; install nst again$/),
    );
  });
});
