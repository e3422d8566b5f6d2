import { getEventListeners } from 'node:events';
import { mkdir, mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { sha256Hex } from '../../../src/shared/digest.js';
import { Rng } from '../../../src/shared/rng.js';
import { type DownloadOptions, downloadTensors } from '../../../src/shared/weights/download.js';
import { writeSafetensors } from '../../../src/shared/weights/safetensorsWriter.js';
import type { Weights } from '../../../src/shared/weights/tensors.js';
import { failure } from '../../support/failure.js';
import { type Answer, FORGERIES, HONEST, LIES, LONE_LIES, LyingServer } from '../../support/lyingServer.js';
import { rampWeights, TINY_SHAPES } from '../../support/tinyNetwork.js';

/** Cases that are under way at once; most of them wait for a server that is silent. */
const AT_ONCE = 10;
const WEIGHTS = rampWeights(TINY_SHAPES);
const UNNEEDED = { shape: [1000], data: new Float32Array(1000).fill(1) };
const FILE = writeSafetensors(new Map([...WEIGHTS, ['head.weight', UNNEEDED]]));
const PATIENCE = { delaysMs: [1, 1], stallMs: 150, maxFileBytes: 1_000_000 };
/** Longest that a case may take, ms, on a machine with other work: some take 2 s because a server drips on and on. */
const LIMIT_MS = 20_000;

/** Names, shapes and every bit; toEqual takes 20 ms on these. */
function areRight(weights: Weights): boolean {
  return (
    weights.size === WEIGHTS.size &&
    [...WEIGHTS].every(([name, { shape, data }]) => {
      const found = weights.get(name);
      return (
        found?.shape.join() === shape.join() &&
        Buffer.from(found.data.buffer).equals(Buffer.from(data.buffer))
      );
    })
  );
}

/** What a server does, request by request. */
interface Plan {
  readonly first: readonly string[];
  /** From then on. */
  readonly afterwards: string;
  readonly whole: boolean;
}

const honest = (name: string): Answer | undefined => Object(HONEST)[name];
const answerOf = (name: string): Answer =>
  honest(name) ?? LIES[name] ?? LONE_LIES[name] ?? FORGERIES[name] ?? expect.fail(name);

function planOf(rng: Rng): Plan {
  const pick = (names: readonly string[]) => names[Math.floor(rng.uniform() * names.length)] ?? '';
  const whole = rng.uniform() < 0.3;
  const truth = rng.uniform() < 0.8 ? 'ranges' : 'whole';
  // Without a digest of the whole file, wrong bytes cannot be told from right ones.
  const lasting = [...Object.keys(LIES), ...(whole ? Object.keys(FORGERIES) : [])];
  const first = Array.from({ length: 1 + Math.floor(rng.uniform() * 4) }, () =>
    rng.uniform() < 0.4 ? truth : pick(rng.uniform() < 0.1 ? Object.keys(LONE_LIES) : lasting),
  );
  return { first, afterwards: rng.uniform() < 0.7 ? truth : pick(lasting), whole };
}

/** How the server is reached. */
interface Way extends DownloadOptions {
  readonly url: string;
}

/** Downloads from a server with this plan; then, into the same folder, from an honest one. */
async function runCase(seed: number, folder: string, { url, ...way }: Way): Promise<'right' | 'refused'> {
  const { whole } = planOf(new Rng(seed));
  await mkdir(folder);
  const download = (path: string, options: DownloadOptions) => {
    const source = { url: `${url}/${path}/${seed}`, sha256: sha256Hex(FILE) };
    return downloadTensors('tiny', source, TINY_SHAPES, folder, { ...PATIENCE, ...way, ...options });
  };
  const begin = performance.now();
  const outcome = await download('lies', { whole }).then(
    ({ weights }) => {
      expect(areRight(weights)).toBe(true);
      return 'right' as const;
    },
    (error: unknown) => {
      expect(error).toEqual(failure(Object(error).code, /^[^\n]{1,450}$/));
      expect(['NST_MODEL_MISSING', 'NST_MODEL_BROKEN']).toContain(Object(error).code);
      return 'refused' as const;
    },
  );
  expect(performance.now() - begin).toBeLessThan(LIMIT_MS);
  // Nothing that a liar has left is taken for the file.
  expect(areRight((await download('truth', { whole, stallMs: 20_000 })).weights)).toBe(true);
  expect(await readdir(folder)).toEqual([]);
  return outcome;
}

/** Files in a folder that this process has open. */
async function openFiles(folder: string): Promise<string[]> {
  const links = await readdir('/proc/self/fd').catch(() => []);
  const files = await Promise.all(links.map((link) => readlink(`/proc/self/fd/${link}`).catch(() => '')));
  return files.filter((file) => file.startsWith(folder));
}

it.each([
  [200, 'lying servers', (url: string) => ({ url })],
  // What answers is the proxy: the host is not even asked for.
  [
    100,
    'servers behind a lying proxy',
    (url: string) => ({ url: 'http://weights.invalid', proxies: { httpProxy: url } }),
  ],
])('each of %i %s is found out, or gives the right bytes', async (cases, _, wayOf) => {
  const folder = await mkdtemp(join(tmpdir(), 'nst-lies-'));
  const asked = new Map<string, number>();
  const server = await LyingServer.start(FILE, (path) => {
    const seed = Number(/\d+$/.exec(path)?.[0] ?? 0);
    const n = asked.get(path) ?? 0;
    asked.set(path, n + 1);
    const { first, afterwards } = planOf(new Rng(seed));
    const name = path.includes('/truth/') ? 'ranges' : (first[n] ?? afterwards);
    return { answer: answerOf(name), rng: new Rng(1000 * seed + n) };
  });
  const { signal } = new AbortController();
  const memory = process.memoryUsage().rss;
  let mostMemory = memory;
  const watch = setInterval(() => {
    mostMemory = Math.max(mostMemory, process.memoryUsage().rss);
  }, 10);
  const outcomes: string[] = [];
  const wrong: unknown[] = [];
  let next = 0;
  const work = async () => {
    while (next < cases) {
      const seed = next++;
      try {
        outcomes.push(await runCase(seed, join(folder, String(seed)), { ...wayOf(server.url), signal }));
      } catch (error) {
        wrong.push({ seed, plan: planOf(new Rng(seed)), error });
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    clearInterval(watch);
    expect(wrong).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'right').length).toBeGreaterThan(cases / 10);
    expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeGreaterThan(cases / 10);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    await vi.waitFor(() => expect(server.connections).toEqual([]), { timeout: 10_000 });
    expect(await openFiles(folder)).toEqual([]);
    // What the kernel takes on behalf of a client that has gone away.
    expect(server.mostBytes).toBeLessThan(30_000_000);
    expect(mostMemory - memory).toBeLessThan(300_000_000);
  } finally {
    clearInterval(watch);
    await server.stop();
    await rm(folder, { recursive: true });
  }
});
