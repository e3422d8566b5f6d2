/** Queues on a real Redis server, where there is one to start. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobOutcome } from '../../src/jobs/outcome.js';
import type { QueuedJob, WorkOnJob } from '../../src/jobs/queue.js';
import { openRedis, QUEUE_NAME } from '../../src/jobs/redis.js';
import { RedisQueue } from '../../src/jobs/redisQueue.js';
import { serveQueue } from '../../src/jobs/redisWorker.js';
import { NstError } from '../../src/shared/errors.js';
import { SILENT } from '../../src/shared/reporter.js';
import { freePort, hasRedis, startRedis } from '../support/redisServer.js';

const HANGING_WORKER = fileURLToPath(new URL('../support/scripts/hangingWorker.mjs', import.meta.url));
const PASSWORD = 'secret';
const LOCK_MS = 500;
const SWEEP_MS = 300;
/** Jobs that are not like others. */
const PRIORITIES: Readonly<Record<string, number>> = { late: 9, soon: 3 };

const isThere = hasRedis();
if (!isThere) console.log('test/jobs/redis.test.ts: skipped, for there is no redis-server here');

describe.skipIf(!isThere)('a queue on Redis', () => {
  let port: number;
  let server: ChildProcess;
  const address = () => `redis://:${PASSWORD}@127.0.0.1:${port}`;

  beforeAll(async () => {
    port = await freePort();
    server = await startRedis(port, PASSWORD);
  });
  afterAll(() => {
    server.kill('SIGKILL');
  });

  const jobOf = (id: string): QueuedJob => ({
    id,
    command: 'copy',
    fields: { output: id },
    priority: PRIORITIES[id],
  });

  /** A worker of this process, until the controller ends it. */
  async function worker(work: WorkOnJob) {
    const controller = new AbortController();
    const served = serveQueue(await openRedis(address()), {
      work,
      lanes: 1,
      reporter: SILENT,
      signal: controller.signal,
      lockMs: LOCK_MS,
      tell() {},
    });
    return async () => {
      controller.abort();
      await served;
    };
  }

  /** Gives jobs away and hears what becomes of them. */
  async function outcomesOf(ids: readonly string[], meanwhile: () => Promise<unknown> = async () => {}) {
    const queue = new RedisQueue(await openRedis(address()), SWEEP_MS);
    const outcomes: JobOutcome[] = [];
    try {
      for (const id of ids) await queue.submit(jobOf(id));
      queue.end();
      await meanwhile();
      for await (const outcome of queue.outcomes()) outcomes.push(outcome);
    } finally {
      await queue.close();
    }
    return Object.fromEntries(outcomes.map((outcome) => [outcome.id, outcome]));
  }

  it('hands jobs to workers and hears of results and failures', async () => {
    const done: string[] = [];
    const work: WorkOnJob = async ({ id }) => {
      if (id === 'bad') throw new NstError('NST_BAD_INPUT', 'bad: no picture');
      done.push(id);
      return [{ output: id }];
    };
    const ends = [await worker(work), await worker(work)];
    const outcomes = await outcomesOf(['a1', 'b1', 'bad']);
    for (const end of ends) await end();
    expect(outcomes).toMatchObject({
      a1: { state: 'done', results: [{ output: 'a1' }] },
      b1: { state: 'done' },
      bad: { state: 'failed', code: 'NST_BAD_INPUT', problem: 'bad: no picture' },
    });
    expect(done.sort()).toEqual(['a1', 'b1']);
  });

  it('has urgent jobs done first', async () => {
    const done: string[] = [];
    let end = async () => {};
    await outcomesOf(['late', 'soon', 'first'], async () => {
      end = await worker(async ({ id }) => {
        done.push(id);
        return [];
      });
    });
    await end();
    expect(done).toEqual(['first', 'soon', 'late']);
  });

  it('has a job done once that two lists ask for, and tells both', async () => {
    let count = 0;
    const work: WorkOnJob = async ({ id }) => {
      count++;
      await pause(100);
      return [{ output: id }];
    };
    const ends = [await worker(work), await worker(work)];
    const both = await Promise.all([outcomesOf(['shared']), outcomesOf(['shared'])]);
    for (const end of ends) await end();
    for (const outcomes of both) expect(outcomes).toMatchObject({ shared: { state: 'done' } });
    expect(count).toBe(1);
  });

  it('tells whoever listens how far a job is', async () => {
    const { bullmq, connect, close } = await openRedis(address());
    const events = new bullmq.QueueEvents(QUEUE_NAME, { connection: connect() });
    await events.waitUntilReady();
    const heard = new Promise((hear) => events.on('progress', ({ jobId, data }) => hear([jobId, data])));
    const end = await worker(async (_, { reporter }) => {
      reporter.step({ step: 3, steps: 8, terms: {}, total: 1 });
      return [];
    });
    await outcomesOf(['watched']);
    expect(await heard).toEqual(['watched', { step: 3, steps: 8 }]);
    await end();
    await events.close();
    close();
  });

  it('gives the job of a worker that was killed to another', async () => {
    const child = spawn(process.execPath, [HANGING_WORKER, address(), String(LOCK_MS)]);
    const taken = once(child.stdout, 'data');
    let end = async () => {};
    const outcomes = await outcomesOf(['a2'], async () => {
      await taken;
      child.kill('SIGKILL');
      end = await worker(async ({ id }) => [{ output: id }]);
    });
    await end();
    expect(outcomes).toMatchObject({ a2: { state: 'done', results: [{ output: 'a2' }] } });
  }, 30_000);

  it('loses nothing with a server that falls and forgets everything', async () => {
    const done: string[] = [];
    const end = await worker(async ({ id }) => {
      await pause(50);
      done.push(id);
      return [];
    });
    const ids = Array.from({ length: 8 }, (_, i) => `c${i}`);
    const outcomes = await outcomesOf(ids, async () => {
      server.kill('SIGKILL');
      await once(server, 'exit');
      server = await startRedis(port, PASSWORD);
    });
    await end();
    expect(Object.values(outcomes).map(({ state }) => state)).toEqual(ids.map(() => 'done'));
    expect([...new Set(done)].sort()).toEqual(ids);
  }, 30_000);

  it.each([
    ['another password', () => `redis://:wrong@127.0.0.1:${port}`, 'check name and password'],
    ['no server', () => 'redis://:secret@127.0.0.1:1', 'start a Redis server there'],
    ['no address', () => 'localhost', 'expected an address such as redis://localhost:6379'],
  ])('refuses %s in one line that holds no password', async (_, at, message) => {
    const error = await openRedis(at()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'NST_BAD_OPTION', message: expect.stringContaining(message) });
    expect((error as Error).message).not.toMatch(/wrong|secret/);
  });
});
