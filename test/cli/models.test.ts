import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { downloadProgress } from '../../src/cli/downloadProgress.js';
import { exitCodeOf } from '../../src/cli/exitCodes.js';
import { modelsCommand } from '../../src/cli/models.js';
import { sha256Hex } from '../../src/shared/digest.js';
import { messageOf } from '../../src/shared/errors.js';
import type { ManifestEntry } from '../../src/shared/weights/manifest.js';
import { writeSafetensors } from '../../src/shared/weights/safetensorsWriter.js';
import { FileServer, type Misbehaviour } from '../support/fileServer.js';
import { ProxyServer } from '../support/proxyServer.js';
import { rampWeights, TINY_SHAPES, tinyFile } from '../support/tinyNetwork.js';
import { tinyEntry } from '../support/tinyStore.js';

const list = vi.hoisted(() => ({ entries: [] as ManifestEntry[] }));
vi.mock('../../src/shared/weights/manifest.js', async (original) => ({
  ...(await original<typeof import('../../src/shared/weights/manifest.js')>()),
  readManifest: async () => new Map(list.entries.map((entry) => [entry.name, entry])),
}));

const FILE = tinyFile();

let folder: string;
let server: FileServer;
let behaviour: Misbehaviour;
let stdout: string;
let stderr: string;

const capture = (stream: NodeJS.WriteStream, take: (text: string) => void) =>
  vi.spyOn(stream, 'write').mockImplementation((text) => {
    take(String(text));
    return true;
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-models-'));
  behaviour = {};
  server = await FileServer.start(FILE, () => behaviour);
  list.entries = [tinyEntry({ source: { url: server.url, sha256: sha256Hex(FILE) } })];
  vi.stubEnv('NST_CACHE', join(folder, 'cache'));
  vi.stubEnv('NST_OFFLINE', '');
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, '');
    vi.stubEnv(name.toLowerCase(), '');
  }
  [stdout, stderr] = ['', ''];
  capture(process.stdout, (text) => {
    stdout += text;
  });
  capture(process.stderr, (text) => {
    stderr += text;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await server.stop();
  await rm(folder, { recursive: true });
});

const cached = () => join(folder, 'cache', 'tiny.safetensors');

/** Runs `nst models ...` in this process; what was thrown, and the exit code that it stands for. */
async function models(...args: string[]) {
  [stdout, stderr] = ['', ''];
  try {
    await modelsCommand().parseAsync(args, { from: 'user' });
    return { code: 0, stdout, stderr, error: '' };
  } catch (error) {
    return { code: exitCodeOf(error), stdout, stderr, error: messageOf(error) };
  }
}

describe('nst models list', () => {
  it('has a line on what and whether, and one on licence and origin', async () => {
    const { stdout } = await models('list');
    expect(stdout).toMatch(
      /^tiny {7}missing {4}0\.1 MB {2}three convolutions\n +MIT, https:\/\/example\.org\/tiny\n$/,
    );
    await models('pull', 'tiny');
    expect((await models('list')).stdout).toMatch(/^tiny {7}cached /);
  });

  it('prints JSON', async () => {
    const { code, stdout, stderr } = await models('list', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([
      {
        name: 'tiny',
        description: 'three convolutions',
        licence: 'MIT',
        origin: 'https://example.org/tiny',
        path: cached(),
        problem: null,
        pinned: false,
        state: 'missing',
        bytes: 94_336,
      },
    ]);
  });
});

describe('nst models pull', () => {
  it('prints the path, and on stderr how far and what was checked', async () => {
    const { code, stdout, stderr } = await models('pull', 'tiny');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${cached()}\n` });
    const sha256 = sha256Hex(await readFile(cached()));
    expect(stderr.split('\n').slice(0, -2).length).toBeGreaterThan(1);
    expect(stderr).toMatch(/^tiny: 0 of 0 MB\n/);
    expect(stderr.split('\n').at(-2)).toBe(
      'tiny: only names, shapes and values could be checked: the server gives no SHA-256 to compare; ' +
        `SHA-256 of the weights is pinned from now on: ${sha256}`,
    );
  });

  it('says when there is nothing to do, and says nothing with -q', async () => {
    expect(await models('pull', 'tiny', '-q')).toEqual({
      code: 0,
      stdout: `${cached()}\n`,
      stderr: '',
      error: '',
    });
    expect((await models('pull', 'tiny')).stderr).toBe('tiny: already there\n');
    expect((await models('pull', 'tiny', '--force')).stderr).toContain('is that of the first download: ');
  });

  it('checks the whole file when asked to', async () => {
    expect((await models('pull', 'tiny', '--whole')).stderr).toContain(
      'tiny: the whole file has its published SHA-256; ',
    );
    behaviour = { headers: { 'x-linked-etag': `"${sha256Hex(FILE)}"` } };
    expect((await models('pull', 'tiny', '--force')).stderr).toContain('by the server’s word');
  });

  it('tries again, and says so', async () => {
    const times = { busy: 1 };
    await server.stop();
    server = await FileServer.start(FILE, () => (times.busy-- > 0 ? { status: 503 } : {}));
    const { code, stderr } = await models('pull', 'tiny', '--from', server.url);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^HTTP 503 Service Unavailable; trying again in 0\.5 s\n/);
  });

  it.each<[string, string[], Misbehaviour, number, RegExp]>([
    [
      '404',
      ['tiny'],
      { status: 404 },
      3,
      /HTTP 404 Not Found; run it again .* "nst models import tiny FILE"$/,
    ],
    [
      'wrong bytes',
      ['tiny', '--whole'],
      { file: FILE.with(-1, 1) },
      3,
      /expected SHA-256 .*, found .*; nothing was kept$/,
    ],
    [
      'offline',
      ['tiny', '--offline'],
      {},
      3,
      /^network tiny: no weights at .*\(working offline: nothing was fetched\)$/,
    ],
    ['a network that nobody knows', ['huge'], {}, 2, /^network: expected one of tiny, found "huge"$/],
    [
      'no address',
      ['tiny', '--from', 'here'],
      {},
      2,
      /^--from: expected an http or https address, found "here"$/,
    ],
    [
      'no folder',
      ['tiny', '--cache-dir', join(fileURLToPath(import.meta.url), 'x')],
      {},
      2,
      /^cannot write in .*models\.test\.ts.x: /,
    ],
  ])('ends with one line: %s', async (_, args, wrong, code, message) => {
    behaviour = wrong;
    const result = await models('pull', ...args);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.error).toMatch(message);
    expect(await readdir(folder)).not.toContain('tiny.safetensors');
  });

  it.each([
    ['1', 3],
    ['yes', 3],
    ['0', 0],
    ['false', 0],
  ])('heeds NST_OFFLINE=%s', async (value, code) => {
    vi.stubEnv('NST_OFFLINE', value);
    expect(await models('pull', 'tiny')).toMatchObject({ code });
    expect(server.requests.length > 0).toBe(code === 0);
  });

  it('goes by way of the proxy that the environment names, but not offline', async () => {
    const proxy = await ProxyServer.start();
    try {
      vi.stubEnv('ALL_PROXY', proxy.host);
      expect(await models('pull', 'tiny')).toMatchObject({ code: 0 });
      expect(new Set(proxy.requests)).toEqual(new Set([`GET ${server.url}`]));
      vi.stubEnv('HTTP_PROXY', 'socks5://127.0.0.1:1');
      expect(await models('pull', 'tiny', '--offline')).toMatchObject({ code: 0 });
      expect(await models('pull', 'tiny')).toMatchObject({
        code: 2,
        error: expect.stringMatching(
          /^HTTP_PROXY: expected the address of an http or https proxy, .*, found one of socks5;/,
        ),
      });
      vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
      vi.stubEnv('NO_PROXY', 'example.org,127.0.0.1');
      expect(await models('pull', 'tiny', '--force')).toMatchObject({ code: 0 });
    } finally {
      await proxy.stop();
    }
  });

  it('is interrupted by a signal, and goes on in the next run', async () => {
    behaviour = { stallAfter: 70_000 };
    const listeners = process.listenerCount('SIGINT');
    const running = models('pull', 'tiny');
    await vi.waitFor(() => expect(server.requests).toHaveLength(3), { timeout: 10_000 });
    process.emit('SIGINT');
    expect(await running).toMatchObject({
      code: 130,
      stdout: '',
      error: expect.stringContaining('run it again'),
    });
    expect(process.listenerCount('SIGINT')).toBe(listeners);
    behaviour = {};
    expect(await models('pull', 'tiny')).toMatchObject({ code: 0 });
  });
});

describe('nst models import', () => {
  it('prints the path, and says what it took the file for', async () => {
    const file = join(folder, 'mine');
    await writeFile(file, FILE);
    expect(await models('import', 'tiny', file, '--normalisation', 'caffe')).toEqual({
      code: 0,
      stdout: `${cached()}\n`,
      stderr: 'tiny: imported from safetensors; pictures are normalised as caffe does\n',
      error: '',
    });
    expect(await models('import', 'tiny', file)).toMatchObject({
      code: 4,
      error: expect.stringContaining('--force'),
    });
    expect(await models('import', 'tiny', file, '--force')).toMatchObject({ code: 0 });
  });

  it.each<[string, Uint8Array | undefined, number, string]>([
    ['is not there', undefined, 2, 'found no file of that name'],
    [
      'is another network',
      writeSafetensors(rampWeights(new Map([...TINY_SHAPES].slice(1)))),
      2,
      'does not hold this',
    ],
    ['is damaged', FILE.subarray(0, -1), 3, 'broken safetensors file: cut off'],
  ])('refuses a file that %s', async (_, bytes, code, message) => {
    const file = join(folder, 'mine');
    if (bytes !== undefined) await writeFile(file, bytes);
    expect(await models('import', 'tiny', file)).toMatchObject({
      code,
      stdout: '',
      error: expect.stringContaining(message),
    });
  });
});

describe('nst models verify and path', () => {
  it('find weights that are there', async () => {
    await models('pull', 'tiny');
    expect(await models('verify')).toMatchObject({ code: 0, stdout: `tiny       ok       ${cached()}\n` });
    expect(await models('verify', 'tiny')).toMatchObject({ code: 0 });
    expect(await models('path', 'tiny')).toMatchObject({ code: 0, stdout: `${cached()}\n` });
    expect(await models('path')).toMatchObject({ code: 0, stdout: `${join(folder, 'cache')}\n` });
    expect((await models('path', '--cache-dir', '/elsewhere')).stdout).toBe('/elsewhere\n');
  });

  it('miss weights that are not', async () => {
    expect(await models('verify')).toMatchObject({ code: 0, stdout: `tiny       missing  ${cached()}\n` });
    const advice = { code: 3, error: expect.stringContaining('run "nst models pull tiny" (0 MB)') };
    expect(await models('verify', 'tiny')).toMatchObject(advice);
    expect(await models('path', 'tiny')).toMatchObject({ ...advice, stdout: '' });
    expect(await models('verify', 'huge')).toMatchObject({ code: 2 });
  });

  it('do not call weights ok that there is nothing to compare with, and say how to pin them', async () => {
    await models('pull', 'tiny');
    await rm(join(folder, 'cache', 'tiny.json'));
    const unpinned = { code: 3, stdout: `tiny       unpinned ${cached()}\n` };
    const { error } = await models('verify');
    expect(error).toMatch(
      /tiny\.safetensors: there is no SHA-256 to compare it with; "nst models import tiny .* --force"/,
    );
    expect(await models('verify', 'tiny')).toMatchObject(unpinned);
    expect(JSON.parse((await models('verify', '--json')).stdout)).toMatchObject([
      { state: 'cached', pinned: false },
    ]);
    expect(await models('import', 'tiny', cached(), '--force')).toMatchObject({ code: 0 });
    expect(await models('verify')).toMatchObject({ code: 0, stdout: `tiny       ok       ${cached()}\n` });
  });

  it('report damage, also as JSON', async () => {
    await models('pull', 'tiny');
    const bytes = await readFile(cached());
    await writeFile(cached(), bytes.fill(0, bytes.length - 4));
    for (const args of [[], ['tiny']]) {
      const { code, stdout, error } = await models('verify', ...args);
      expect(code).toBe(3);
      expect(stdout).toMatch(/^tiny {7}broken {3}.*expected SHA-256/);
      expect(error).toMatch(
        /tiny\.safetensors: expected SHA-256 .*; get it again: "nst models pull tiny --force"$/,
      );
    }
    const { code, stdout } = await models('verify', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'tiny', state: 'broken' }]);
  });
});

describe('how far a download is', () => {
  const { isTTY } = process.stderr;
  afterEach(() => {
    process.stderr.isTTY = isTTY;
  });
  const watch = async (isTerminal: boolean, total: number | undefined, quiet = false) => {
    process.stderr.isTTY = isTerminal;
    const progress = await downloadProgress('tiny', quiet);
    for (let done = 0; done <= 200e6; done += 2e6) progress.update(done, total);
    progress.note('look out');
    progress.stop();
    return stderr;
  };

  it('is a line every tenth where stderr is no terminal', async () => {
    const lines = (await watch(false, 200e6)).split('\n');
    expect(lines).toHaveLength(11 + 2);
    expect(lines.slice(0, 2)).toEqual(['tiny: 0 of 200 MB', 'tiny: 20 of 200 MB']);
    expect(lines.slice(-3)).toEqual(['tiny: 200 of 200 MB', 'look out', '']);
  });

  it('is a line every 50 MB when nobody knows the end', async () => {
    expect(await watch(false, undefined)).toBe(
      'tiny: 0 MB\ntiny: 50 MB\ntiny: 100 MB\ntiny: 150 MB\ntiny: 200 MB\nlook out\n',
    );
  });

  it('is a bar on a terminal, which is left on a line of its own', async () => {
    const text = await watch(true, 200e6);
    expect(text).toContain('tiny ');
    expect(text).toContain('200/200 MB');
    // The cursor is shown again.
    expect(text.lastIndexOf('\x1b[?25h')).toBeGreaterThan(text.lastIndexOf('\x1b[?25l'));
    expect(text.endsWith('\nlook out\n')).toBe(true);
  });

  it('is nothing when quiet', async () => {
    expect(await watch(true, 200e6, true)).toBe('');
  });
});
