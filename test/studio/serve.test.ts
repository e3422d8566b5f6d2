import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { STUDIO_READERS } from '../../src/cli/studio/readers.js';
import { SILENT } from '../../src/shared/reporter.js';
import { serveStudio } from '../../src/studio/serve.js';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nst-studio-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A studio that is served, without any tabs. */
async function serve(folder: string, port = 0) {
  const stop = new AbortController();
  let served = Promise.resolve();
  const address = await new Promise<string>((resolve, reject) => {
    served = serveStudio({
      media: [],
      readers: STUDIO_READERS,
      folder,
      roomBytes: 1e9,
      port,
      reporter: SILENT,
      signal: stop.signal,
      onOpen: resolve,
    });
    served.catch(reject);
  });
  const end = async () => {
    stop.abort();
    await served;
  };
  onTestFinished(end);
  return { url: new URL(address), end };
}

test('two studios do not share a folder; the second one says where the first is, and harms nothing', async () => {
  const folder = await newFolder();
  const { url, end } = await serve(folder);
  await expect(serve(folder)).rejects.toThrow(
    `${folder}: expected a folder that no other studio has open, found one at port ${url.port}; use that one`,
  );
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  await end();
  expect((await readdir(folder)).sort()).toEqual(['files', 'runs']);
});

test('the claim of a studio that was killed is taken over, also when its port is another program’s by now', async () => {
  const folder = await newFolder();
  const other = createServer((_, response) => response.end('hello'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  for (const said of [String(port), '1', 'nonsense', '']) {
    await writeFile(join(folder, '.studio-port'), said);
    const { end } = await serve(folder);
    await end();
  }
});

test('a port that is in use is told in one line, and the folder stays free', async () => {
  const { url } = await serve(await newFolder());
  const folder = await newFolder();
  await expect(serve(folder, Number(url.port))).rejects.toThrow(/^port: \d+ is in use; choose another one/);
  await serve(folder);
});
