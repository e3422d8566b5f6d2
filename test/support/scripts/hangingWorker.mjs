/** A worker that takes a job and never ends it: `hangingWorker.mjs ADDRESS LOCK_MS`. Says "taken" on stdout. */
import { openRedis } from '../../../dist/jobs/redis.js';
import { serveQueue } from '../../../dist/jobs/redisWorker.js';

const [, , address = '', lockMs = ''] = process.argv;
const work = () => {
  console.log('taken');
  return new Promise(() => setInterval(() => undefined, 1000));
};
const reporter = { stage() {}, step() {}, warn() {} };
const { signal } = new AbortController();
await serveQueue(await openRedis(address), {
  work,
  lanes: 1,
  reporter,
  signal,
  lockMs: Number(lockMs),
  tell() {},
});
