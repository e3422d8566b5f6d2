import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../../src/shared/digest.js';
import { type DownloadOptions, downloadTensors } from '../../../src/shared/weights/download.js';
import { openRange } from '../../../src/shared/weights/http.js';
import { tensorBytes } from '../../../src/shared/weights/manifest.js';
import { parseSafetensorsHeader } from '../../../src/shared/weights/safetensorsHeader.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import { failure } from '../../support/failure.js';
import { FileServer, type Misbehaviour, type SeenRequest } from '../../support/fileServer.js';
import { rampWeights, TINY_SHAPES, tinyFile } from '../../support/tinyNetwork.js';

const FILE = tinyFile();
const FILE_SHA256 = sha256Hex(FILE);
const WEIGHTS = rampWeights(TINY_SHAPES);
const NEEDED_BYTES = tensorBytes(TINY_SHAPES);
/** The network's tensors are about 20 kB before the classifier's 2 MB, and 74 kB behind them. */
const [HEAD] = parseSafetensorsHeader(FILE, 'f').entries.filter(({ name }) => name === 'head.weight');
const FRONT = parseSafetensorsHeader(FILE, 'f').dataOffset;
const FRONT_BYTES = (HEAD?.begin ?? 0) - FRONT;

/** Where the file goes on when so many of the bytes needed are there. */
const placeOf = (done: number) => (done < FRONT_BYTES ? FRONT + done : (HEAD?.end ?? 0) + done - FRONT_BYTES);

let folder: string;
let server: FileServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-download-'));
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(folder, { recursive: true });
});

async function serve(
  behave?: (n: number, request: SeenRequest) => Misbehaviour,
  file = FILE,
): Promise<FileServer> {
  await server?.stop();
  server = await FileServer.start(file, behave);
  return server;
}

const patience = { delaysMs: [1, 1], stallMs: 5000 };

function download(options: DownloadOptions = {}, sha256: string | null = FILE_SHA256) {
  return downloadTensors('tiny', { url: server?.url ?? '', sha256 }, TINY_SHAPES, folder, {
    ...patience,
    ...options,
  });
}

/**
 * Options that record how many bytes were there whenever something went wrong. A client may lose bytes that had
 * arrived when a connection is cut, so this, and not what was sent, says where to go on.
 */
function recordLosses() {
  let bytes = 0;
  const losses: { bytes: number; nextRequest: number }[] = [];
  const options: DownloadOptions = {
    onBytes: (done) => {
      bytes = done;
    },
    onRetry: () => losses.push({ bytes, nextRequest: server?.requests.length ?? 0 }),
  };
  return { losses, options };
}

const byteCount = (requests: readonly SeenRequest[]) =>
  requests.reduce((total, { begin, end }) => total + end - begin, 0);

describe('a sound server', () => {
  it('is asked for the header and the tensors needed, and nothing else', async () => {
    const { requests } = await serve();
    const seen: (number | undefined)[] = [];
    const result = await download({ onBytes: (...counts) => seen.push(...counts) });
    expect(result.weights).toEqual(WEIGHTS);
    expect(result).toMatchObject({ sourceSha256: null, sourceCheck: 'unknown' });
    // The header, the tensors before the classifier, those behind it.
    expect(requests).toHaveLength(3);
    expect(requests[1]?.begin).toBe(FRONT);
    expect(byteCount(requests.slice(1))).toBe(NEEDED_BYTES);
    expect(seen.slice(0, 2)).toEqual([0, NEEDED_BYTES]);
    expect(seen.slice(-2)).toEqual([NEEDED_BYTES, NEEDED_BYTES]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives the whole file and its digest when asked to', async () => {
    await serve();
    const result = await download({ whole: true });
    expect(result).toEqual({ weights: WEIGHTS, sourceSha256: FILE_SHA256, sourceCheck: 'content' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('may have a header longer than the first request', async () => {
    const metadata = { note: 'x'.repeat(100_000) };
    const { requests } = await serve(() => ({}), writeSafetensors(WEIGHTS, metadata));
    expect((await download()).weights).toEqual(WEIGHTS);
    expect(requests[1]).toMatchObject({ begin: 0 });
    expect(requests[1]?.end).toBeGreaterThan(100_000);
  });

  it('may send the tensors as halves', async () => {
    const halves = new Map(
      [...WEIGHTS].map(([name, { shape, data }]) => [name, { shape, data: data.map(() => 0.5) }]),
    );
    await serve(
      () => ({}),
      writeSafetensors(halves, {}, () => 'F16'),
    );
    expect((await download()).weights).toEqual(halves);
  });
});

describe('a connection that is cut', () => {
  it('is taken up at the byte where it was cut, as often as there is progress', async () => {
    const { requests } = await serve((n) => (n > 0 && n < 9 ? { cutAfter: 5000 } : {}));
    const { losses, options } = recordLosses();
    const { weights } = await download(options);
    expect(weights).toEqual(WEIGHTS);
    // A cut behind the last byte that was asked for is none.
    expect(losses.length).toBeGreaterThanOrEqual(7);
    expect(losses[0]?.bytes).toBeGreaterThan(0);
    expect(losses[0]?.bytes).toBeLessThanOrEqual(5000);
    for (const { bytes, nextRequest } of losses) expect(requests[nextRequest]?.begin).toBe(placeOf(bytes));
    expect(await readdir(folder)).toEqual([]);
  });

  it('is given up when nothing comes any more; the next run goes on', async () => {
    const first = await serve((n) => (n === 1 ? { cutAfter: 5000 } : n > 1 ? { cutAfter: 0 } : {}));
    await expect(download()).rejects.toThrow(
      failure(
        'NST_MODEL_MISSING',
        /^cannot download http.*; run it again to go on.*nst models import tiny FILE"$/,
      ),
    );
    expect(first.requests).toHaveLength(1 + 1 + 3 - 1);
    const [left] = await readdir(folder);
    expect(left).toMatch(/^tiny\.[0-9a-f]{16}\.partial$/);
    const kept = await readFile(join(folder, left ?? ''));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(Buffer.from(FILE.subarray(FRONT, FRONT + Math.min(kept.length, 5000))));

    const second = await serve();
    const seen: number[] = [];
    expect((await download({ onBytes: (done) => seen.push(done) })).weights).toEqual(WEIGHTS);
    expect(second.requests[1]?.begin).toBe(FRONT + kept.length);
    expect(seen[0]).toBe(kept.length);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is harmless in the header', async () => {
    const { requests } = await serve((n) => (n < 2 ? { cutAfter: 100 } : {}));
    expect((await download()).weights).toEqual(WEIGHTS);
    expect(requests.slice(0, 3).map(({ begin }) => begin)).toEqual([0, 0, 0]);
  });

  it('is harmless when the whole file is fetched', async () => {
    const { requests } = await serve((n) => (n === 1 || n === 2 ? { cutAfter: 1_000_000 } : {}));
    const { losses, options } = recordLosses();
    const result = await download({ ...options, whole: true });
    expect(result).toMatchObject({ sourceCheck: 'content', weights: WEIGHTS });
    expect(losses).toHaveLength(2);
    expect(losses[0]?.bytes).toBeGreaterThan(0);
    expect(losses[0]?.bytes).toBeLessThanOrEqual(1_000_000);
    expect(requests.slice(1).map(({ begin }) => begin)).toEqual([0, ...losses.map(({ bytes }) => bytes)]);
  });
});

describe('answers that are not what was asked', () => {
  it('a short range is taken, and the rest asked for', async () => {
    const { requests } = await serve((n) =>
      n === 1 ? { endAfter: 777, contentRange: `bytes ${FRONT}-1/${FILE.length}` } : {},
    );
    expect((await download()).weights).toEqual(WEIGHTS);
    expect(requests[2]?.begin).toBe(FRONT + 777);
  });

  it('a range answered with the whole file is cut to what was asked', async () => {
    const { requests } = await serve((n) => (n > 0 ? { ignoreRange: true } : {}));
    const result = await download();
    expect(result.weights).toEqual(WEIGHTS);
    expect(result.sourceCheck).toBe('unknown');
    expect(requests).toHaveLength(3);
  });

  it('a range that starts elsewhere is refused', async () => {
    await serve((n) => (n === 1 ? { contentRange: `bytes 0-99/${FILE.length}` } : {}));
    await expect(download()).rejects.toThrow(
      failure(
        'NST_MODEL_MISSING',
        `the server sent the range "bytes 0-99/${FILE.length}", asked was byte ${FRONT} on`,
      ),
    );
  });

  it('a Content-Length that is too long is a cut connection', async () => {
    const { requests } = await serve((n) => (n === 1 ? { contentLength: 10_000_000, cutAfter: 3000 } : {}));
    const { losses, options } = recordLosses();
    expect((await download(options)).weights).toEqual(WEIGHTS);
    expect(losses).toHaveLength(1);
    expect(requests[2]?.begin).toBe(placeOf(losses[0]?.bytes ?? 0));
  });

  it('a Content-Length that is too short leaves a rest to ask for', async () => {
    const { requests } = await serve((n) => (n === 1 ? { contentLength: 3000 } : {}));
    expect((await download()).weights).toEqual(WEIGHTS);
    expect(requests[2]?.begin).toBe(FRONT + 3000);
  });

  it('another file in the middle of the download is refused, and what had arrived thrown away', async () => {
    await serve((n) => (n === 2 ? { file: FILE.subarray(0, FILE.length - 4) } : {}));
    await expect(download()).rejects.toThrow(failure('NST_MODEL_BROKEN', 'has changed during the download'));
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['ETag', 'etag', '"1"', '"2"'],
    ['date', 'last-modified', 'Wed, 21 Oct 2015 07:28:00 GMT', 'Wed, 21 Oct 2015 07:28:01 GMT'],
  ])('another version of the same size is told by its %s', async (_, header, before, after) => {
    const other = FILE.map((byte, i) => (i < FRONT ? byte : byte ^ 1));
    await serve((n) =>
      n < 2 ? { headers: { [header]: before } } : { headers: { [header]: after }, file: other },
    );
    await expect(download()).rejects.toThrow(failure('NST_MODEL_BROKEN', 'has changed during the download'));
    expect(await readdir(folder)).toEqual([]);
    // What an earlier run has left of another version is not gone on with.
    await serve((n) =>
      n === 1 ? { cutAfter: 5000 } : n > 1 ? { cutAfter: 0 } : { headers: { [header]: before } },
    );
    await expect(download()).rejects.toThrow('cannot download');
    const { requests } = await serve(() => ({ headers: { [header]: after } }));
    expect((await download()).weights).toEqual(WEIGHTS);
    expect(requests[1]?.begin).toBe(FRONT);
  });

  it('a file that is larger than any is refused before it is read', async () => {
    const range = `bytes 0-99/${2 ** 33}`;
    const { requests } = await serve(() => ({ contentRange: range }));
    await expect(download({ whole: true })).rejects.toThrow(
      failure('NST_MODEL_BROKEN', /sends more than 4294967296 bytes; not fetched$/),
    );
    expect(requests).toHaveLength(1);
    await serve(() => ({ ignoreRange: true }));
    await expect(download({ maxFileBytes: FILE.length - 1 })).rejects.toThrow('; not fetched');
    await serve(() => ({ ignoreRange: true, chunked: true }));
    await expect(download({ maxFileBytes: FILE.length - 1 })).rejects.toThrow('; not fetched');
    expect(await readdir(folder)).toEqual([]);
  });

  it('another file leaves no connection open behind it', async () => {
    const server = await serve((n) =>
      n === 1 ? { file: FILE.subarray(0, FILE.length - 4), stallAfter: 10 } : {},
    );
    await expect(download({ stallMs: 60_000 })).rejects.toThrow('has changed during the download');
    await vi.waitFor(async () => expect(await server.connections()).toBe(0), { timeout: 10_000 });
  });

  it('a compressed file is refused, because its bytes are not those of the file', async () => {
    await serve(() => ({ headers: { 'content-encoding': 'gzip' } }));
    await expect(download()).rejects.toThrow(
      failure('NST_MODEL_MISSING', 'the server sent the file as gzip, asked was for it as it is'),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('a page in place of the file is refused', async () => {
    const page = new TextEncoder().encode('<!DOCTYPE html><title>Sign in</title>'.padEnd(500));
    await serve(() => ({}), page);
    await expect(download()).rejects.toThrow(
      failure('NST_MODEL_BROKEN', 'broken safetensors file: the header claims'),
    );
    await serve(() => ({ ignoreRange: true }), page);
    await expect(download({}, null)).rejects.toThrow(failure('NST_MODEL_BROKEN', 'broken safetensors file'));
    await serve(() => ({ ignoreRange: true, headers: { 'content-type': 'text/html; charset=utf-8' } }), page);
    await expect(download()).rejects.toThrow(failure('NST_MODEL_MISSING', 'the server sent a web page'));
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a server without ranges', () => {
  it('sends the whole file, whose digest is checked', async () => {
    const { requests } = await serve(() => ({ ignoreRange: true }));
    const totals = new Set<number | undefined>();
    const result = await download({ onBytes: (_, total) => totals.add(total) });
    expect(result).toEqual({ weights: WEIGHTS, sourceSha256: FILE_SHA256, sourceCheck: 'content' });
    expect([...totals]).toEqual([FILE.length]);
    expect(requests).toHaveLength(2);
    expect(await readdir(folder)).toEqual([]);
  });

  it('may not say how long the file is', async () => {
    await serve(() => ({ ignoreRange: true, chunked: true }));
    const totals = new Set<number | undefined>();
    expect((await download({ onBytes: (_, total) => totals.add(total) })).sourceCheck).toBe('content');
    expect([...totals]).toEqual([undefined]);
  });

  it('may be cut: then it is started over, and given up after three times', async () => {
    await serve((n) => ({ ignoreRange: true, ...(n === 1 ? { cutAfter: 50_000 } : {}) }));
    expect((await download()).weights).toEqual(WEIGHTS);
    const { requests } = await serve(() => ({ ignoreRange: true, cutAfter: 50_000 }));
    await expect(download()).rejects.toThrow(failure('NST_MODEL_MISSING', 'cannot download'));
    expect(requests).toHaveLength(1 + 3);
    expect(await readdir(folder)).toEqual([]);
  });

  it('has no published digest to compare: the digest found is reported', async () => {
    await serve(() => ({ ignoreRange: true }));
    expect(await download({}, null)).toMatchObject({ sourceSha256: FILE_SHA256, sourceCheck: 'unknown' });
  });
});

describe('wrong bytes', () => {
  const corrupt = Uint8Array.from(FILE);
  corrupt[FRONT + 1000] = (corrupt[FRONT + 1000] ?? 0) ^ 1;

  it.each([
    ['with ranges', {}, { whole: true }],
    ['without ranges', { ignoreRange: true }, {}],
  ])('are found by the digest of the whole file, %s', async (_, behaviour, options) => {
    await serve(() => behaviour, corrupt);
    await expect(download(options)).rejects.toThrow(
      failure('NST_MODEL_BROKEN', `expected SHA-256 ${FILE_SHA256}, found ${sha256Hex(corrupt)}`),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('that are no numbers are found in any case', async () => {
    const nan = Uint8Array.from(FILE);
    nan.fill(0xff, FRONT + 400, FRONT + 408);
    await serve(() => ({}), nan);
    await expect(download()).rejects.toThrow(failure('NST_MODEL_BROKEN', 'has values that are not finite'));
    expect(await readdir(folder)).toEqual([]);
  });

  it('that are a hole are found in any case', async () => {
    const hole = Uint8Array.from(FILE).fill(0, FRONT + 300);
    await serve(() => ({}), hole);
    await expect(download()).rejects.toThrow(failure('NST_MODEL_BROKEN', 'is all zeros'));
  });

  it('left by an earlier run of another file are not gone on with', async () => {
    await serve((n) => (n === 1 ? { cutAfter: 5000 } : n > 1 ? { cutAfter: 0 } : {}));
    await expect(download()).rejects.toThrow('cannot download');
    const other = writeSafetensors(WEIGHTS, { version: '2' });
    const { requests } = await serve(() => ({}), other);
    expect((await download()).weights).toEqual(WEIGHTS);
    expect(requests[1]?.begin).toBe(parseSafetensorsHeader(other, 'o').dataOffset);
    expect(await readdir(folder)).toEqual([]);
  });

  it('beyond what is to be fetched are forgotten', async () => {
    await serve((n) => (n === 1 ? { cutAfter: 5000 } : n > 1 ? { cutAfter: 0 } : {}));
    await expect(download()).rejects.toThrow('cannot download');
    const [left = ''] = await readdir(folder);
    await writeFile(join(folder, left), new Uint8Array(NEEDED_BYTES + 1));
    await serve();
    expect((await download()).weights).toEqual(WEIGHTS);
  });

  it('in the header are found before anything is fetched', async () => {
    const shapes = new Map([...TINY_SHAPES, ['features.2.weight', [32, 16, 5, 5]] as const]);
    const { requests } = await serve(() => ({}), writeSafetensors(rampWeights(shapes)));
    await expect(download()).rejects.toThrow(
      failure('NST_MODEL_BROKEN', 'tensor "features.2.weight" is [32,16,5,5], expected was [32,16,3,3]'),
    );
    await serve(() => ({}), writeSafetensors(new Map([...WEIGHTS].slice(1))));
    await expect(download()).rejects.toThrow(
      failure('NST_MODEL_BROKEN', 'tensor "features.0.weight" is missing, expected was [16,3,3,3]'),
    );
    expect(requests).toHaveLength(1);
  });
});

describe('refusals', () => {
  it('404 is final', async () => {
    const { requests } = await serve(() => ({ status: 404 }));
    await expect(download()).rejects.toThrow(
      failure('NST_MODEL_MISSING', /^cannot download .*: HTTP 404 Not Found; /),
    );
    expect(requests).toHaveLength(1);
  });

  it('503 passes, and Retry-After is heeded', async () => {
    await serve((n) =>
      n === 0 ? { status: 503, headers: { 'retry-after': '0.2' } } : n === 1 ? { status: 429 } : {},
    );
    const waits: [string, number][] = [];
    await download({ onRetry: (problem, waitMs) => waits.push([problem, waitMs]) });
    expect(waits).toEqual([
      ['HTTP 503 Service Unavailable', 200],
      ['HTTP 429 Too Many Requests', 1],
    ]);
  });

  it('503 for good is given up', async () => {
    const { requests } = await serve(() => ({ status: 503 }));
    await expect(download()).rejects.toThrow(failure('NST_MODEL_MISSING', 'HTTP 503'));
    expect(requests).toHaveLength(3);
  });

  it('a server that is not there is named', async () => {
    const { url } = await serve();
    await server?.stop();
    server = undefined;
    const attempt = downloadTensors('tiny', { url, sha256: null }, TINY_SHAPES, folder, patience);
    await expect(attempt).rejects.toThrow(
      failure('NST_MODEL_MISSING', `cannot download ${url}: connect ECONNREFUSED`),
    );
  });

  it('a folder that cannot be written is named', async () => {
    await serve();
    const file = join(folder, 'file');
    await writeFile(file, '');
    const attempt = downloadTensors(
      'tiny',
      { url: server?.url ?? '', sha256: null },
      TINY_SHAPES,
      file,
      patience,
    );
    await expect(attempt).rejects.toThrow(failure('NST_BAD_OUTPUT', `cannot write in ${file}: ENOTDIR`));
  });
});

describe('redirects', () => {
  const toStorage =
    (headers: Record<string, string> = {}) =>
    (_: number, { path }: SeenRequest) =>
      path.startsWith('/storage') ? {} : { redirect: '/storage?signature=1', headers };

  it('are followed, each time from the start', async () => {
    const { requests } = await serve(toStorage());
    expect((await download()).weights).toEqual(WEIGHTS);
    expect(requests.map(({ path }) => path)).toEqual(
      Array(3).fill(['/model.safetensors', '/storage?signature=1']).flat(),
    );
  });

  it('may name the digest of the file, which vouches for its parts', async () => {
    await serve(toStorage({ 'x-linked-etag': `"${FILE_SHA256}"` }));
    expect(await download()).toMatchObject({ sourceSha256: FILE_SHA256, sourceCheck: 'server' });
    expect(await download({}, null)).toMatchObject({ sourceSha256: FILE_SHA256, sourceCheck: 'unknown' });
  });

  it('that name another digest are refused before anything is fetched', async () => {
    const other = '0'.repeat(64);
    const { requests } = await serve(toStorage({ 'x-linked-etag': `"${other}"` }));
    await expect(download()).rejects.toThrow(
      failure('NST_MODEL_BROKEN', `expected SHA-256 ${FILE_SHA256}, found ${other}`),
    );
    expect(requests).toHaveLength(2);
  });

  it.each([
    ['without end', '/model.safetensors', 'more than 10 redirects'],
    ['to another protocol', 'file:///etc/passwd', 'a redirect to file: refused'],
    ['to nowhere', 'http://', 'a redirect to nowhere (http://)'],
  ])('%s are refused', async (_, redirect, problem) => {
    await serve(() => ({ redirect }));
    await expect(download()).rejects.toThrow(failure('NST_MODEL_MISSING', problem));
    expect(await readdir(folder)).toEqual([]);
  });

  it('from https to http are refused: nobody may read along or change what is sent', async () => {
    const asked: string[] = [];
    const ask = async ({ href }: URL) => {
      asked.push(href);
      const headers = { location: 'http://example.org/file' };
      return { status: 302, statusText: 'Found', headers, body: Readable.from([]) };
    };
    const attempt = openRange('https://example.org/file', 0, 1, { ask, stallMs: 5000 });
    await expect(attempt).rejects.toThrow('a redirect to http: refused');
    expect(asked).toEqual(['https://example.org/file']);
  });
});

describe('a slow server', () => {
  it('can be left by abort at once; the next run goes on', async () => {
    await serve((n) => (n === 1 ? { stallAfter: 4000 } : {}));
    const controller = new AbortController();
    const begin = performance.now();
    const attempt = download({
      stallMs: 60_000,
      signal: controller.signal,
      onBytes: (done) => (done === 4000 ? controller.abort() : undefined),
    });
    await expect(attempt).rejects.toThrow(
      failure('NST_ABORTED', 'the download was stopped; run it again to go on'),
    );
    expect(performance.now() - begin).toBeLessThan(20_000);
    expect(await readdir(folder)).toHaveLength(1);
    const { requests } = await serve();
    expect((await download()).weights).toEqual(WEIGHTS);
    expect(requests[1]?.begin).toBe(FRONT + 4000);
  });

  it('can be left by abort before and between attempts', async () => {
    const { requests } = await serve(() => ({ status: 503 }));
    await expect(download({ signal: AbortSignal.abort() })).rejects.toThrow(
      failure('NST_ABORTED', 'stopped'),
    );
    expect(requests).toHaveLength(0);
    const controller = new AbortController();
    const attempt = download({
      signal: controller.signal,
      delaysMs: [60_000],
      onRetry: () => controller.abort(),
    });
    await expect(attempt).rejects.toThrow(failure('NST_ABORTED', 'stopped'));
  });

  it('that falls silent counts as cut', async () => {
    const { requests } = await serve((n) => (n === 1 ? { stallAfter: 4000 } : {}));
    const problems: string[] = [];
    const result = await download({ stallMs: 1000, onRetry: (problem) => problems.push(problem) });
    expect(result.weights).toEqual(WEIGHTS);
    expect(problems).toEqual(['no data for 1 s']);
    expect(requests[2]?.begin).toBe(FRONT + 4000);
  });

  it('that never answers is given up', async () => {
    const { requests } = await serve(() => ({ stallAfter: 0 }));
    await expect(download({ stallMs: 500, delaysMs: [1] })).rejects.toThrow(
      failure('NST_MODEL_MISSING', 'no data for 0.5 s'),
    );
    expect(requests).toHaveLength(2);
  });
});
