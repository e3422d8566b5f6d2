import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { downloadTensors } from '../../../src/shared/weights/download.js';
import type { ProxySettings } from '../../../src/shared/weights/webRequest.js';
import { failure } from '../../support/failure.js';
import { FileServer } from '../../support/fileServer.js';
import { ProxyServer } from '../../support/proxyServer.js';
import { rampWeights, TINY_SHAPES, tinyFile } from '../../support/tinyNetwork.js';

const FILE = tinyFile();

let folder: string;
let server: FileServer;
let proxy: ProxyServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-proxy-'));
  server = await FileServer.start(FILE);
  proxy = await ProxyServer.start();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await proxy.stop();
  await server.stop();
  await rm(folder, { recursive: true });
});

function download(proxies: ProxySettings, url = server.url) {
  const patience = { delaysMs: [1], stallMs: 20_000 };
  return downloadTensors('tiny', { url, sha256: null }, TINY_SHAPES, folder, { ...patience, proxies });
}

async function expectRight(proxies: ProxySettings, url?: string): Promise<void> {
  expect((await download(proxies, url)).weights).toEqual(rampWeights(TINY_SHAPES));
  expect(await readdir(folder)).toEqual([]);
}

it('http goes by way of a proxy, which is asked for the whole address', async () => {
  await expectRight({ httpProxy: `http://${proxy.host}` });
  expect(proxy.requests).toEqual(Array(3).fill(`GET ${server.url}`));
  expect(server.requests).toHaveLength(3);
  await vi.waitFor(async () => expect(await proxy.connections()).toBe(0), { timeout: 10_000 });
});

it('hosts without a proxy are asked directly', async () => {
  const httpProxy = `http://${proxy.host}`;
  for (const noProxy of ['127.0.0.1', `a.example, ${new URL(server.url).host}`, '*']) {
    await expectRight({ httpProxy, noProxy });
  }
  expect(proxy.requests).toEqual([]);
  await expectRight({ httpProxy, noProxy: '127.0.0.1:1,example.org' });
  expect(proxy.requests).toHaveLength(3);
});

it('the environment is none of the library’s business', async () => {
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY']) {
    vi.stubEnv(name, name.toLowerCase().startsWith('no') ? '*' : 'http://127.0.0.1:1');
  }
  await expectRight({});
  expect(proxy.requests).toEqual([]);
  await expectRight({ httpProxy: `http://${proxy.host}` });
  expect(proxy.requests).toHaveLength(3);
});

it('a proxy may want a name and a password, which no message shows', async () => {
  await proxy.stop();
  proxy = await ProxyServer.start('me:p@ss');
  await expectRight({ httpProxy: `http://me:p%40ss@${proxy.host}` });
  await expect(download({ httpProxy: `http://me:wrong@${proxy.host}` })).rejects.toThrow(
    failure(
      'NST_MODEL_MISSING',
      new RegExp(`^cannot download \\S+ by way of http://${proxy.host}: [^\n]*407`),
    ),
  );
  const tunnel = { httpsProxy: `http://me:wrong@${proxy.host}` };
  await expect(download(tunnel, 'https://127.0.0.1:1/x')).rejects.toThrow(
    failure(
      'NST_MODEL_MISSING',
      new RegExp(`^cannot download \\S+ by way of http://${proxy.host}: [^\n]*407`),
    ),
  );
  // Asking again does not help.
  expect(proxy.requests.filter((request) => request.startsWith('CONNECT'))).toEqual(['CONNECT 127.0.0.1:1']);
});

it('a proxy that is not there is named', async () => {
  const { host } = proxy;
  await proxy.stop();
  await expect(download({ httpProxy: `http://${host}`, noProxy: 'example.org' })).rejects.toThrow(
    failure('NST_MODEL_MISSING', `by way of http://${host} (not for example.org): connect ECONNREFUSED`),
  );
  proxy = await ProxyServer.start();
});

it('a download by way of a proxy can be stopped, and goes on where it stopped', async () => {
  await server.stop();
  let stalls = true;
  server = await FileServer.start(FILE, (n) => (n === 1 && stalls ? { stallAfter: 4000 } : {}));
  const proxies = { httpProxy: `http://${proxy.host}` };
  const controller = new AbortController();
  const attempt = downloadTensors('tiny', { url: server.url, sha256: null }, TINY_SHAPES, folder, {
    proxies,
    signal: controller.signal,
    onBytes: (done) => (done > 0 ? controller.abort() : undefined),
  });
  await expect(attempt).rejects.toThrow(failure('NST_ABORTED', 'stopped'));
  await vi.waitFor(async () => expect(await proxy.connections()).toBe(0), { timeout: 10_000 });
  stalls = false;
  await expectRight(proxies);
});

/** A certificate for this machine, made by the openssl program; undefined where there is none. */
function makeCertificate(): { readonly key: string; readonly certificate: string } | undefined {
  const [key, certificate] = [
    join(tmpdir(), `nst-key-${process.pid}`),
    join(tmpdir(), `nst-cert-${process.pid}`),
  ];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  try {
    execFileSync('openssl', [...request, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    return { key, certificate };
  } catch {
    return undefined;
  }
}

const files = makeCertificate();
it.skipIf(files === undefined)('https goes through a tunnel (skipped without openssl)', async () => {
  const { key, certificate } = files!;
  const [keyPem, certificatePem] = await Promise.all([readFile(key), readFile(certificate)]);
  await Promise.all([rm(key), rm(certificate)]);
  const secure = createServer({ key: keyPem, cert: certificatePem }, (request, response) => {
    const [, begin = 0, end = 0] = (/bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []).map(Number);
    const last = Math.min(end, FILE.length - 1);
    response.writeHead(206, { 'content-range': `bytes ${begin}-${last}/${FILE.length}` });
    response.end(FILE.subarray(begin, last + 1));
  });
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  try {
    const host = `localhost:${(secure.address() as AddressInfo).port}`;
    // A certificate that nobody vouches for is final, whatever the way.
    const proxies = { httpsProxy: `http://${proxy.host}` };
    for (const way of [proxies, {}]) {
      await expect(download(way, `https://${host}/x`)).rejects.toThrow(
        failure('NST_MODEL_MISSING', /self-signed/),
      );
    }
    expect(proxy.requests).toEqual([`CONNECT ${host}`]);
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    await expectRight(proxies, `https://${host}/x`);
    expect(new Set(proxy.requests)).toEqual(new Set([`CONNECT ${host}`]));
    expect(proxy.requests.length).toBeGreaterThan(1);
    await vi.waitFor(async () => expect(await proxy.connections()).toBe(0), { timeout: 10_000 });
    const asked = proxy.requests.length;
    await expectRight({ ...proxies, noProxy: 'localhost' }, `https://${host}/x`);
    expect(proxy.requests).toHaveLength(asked);
  } finally {
    secure.closeAllConnections();
    await new Promise((resolve) => secure.close(resolve));
  }
});

it('the library for proxies is loaded in one place, and only there where one is set', async () => {
  const src = fileURLToPath(new URL('../../../src', import.meta.url));
  const files = (await readdir(src, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(src, file), 'utf8')));
  const imports = texts.flatMap((text) => text.match(/(?:from |import\(|import )'undici'/g) ?? []);
  expect(imports).toEqual(["import('undici'"]);
});
