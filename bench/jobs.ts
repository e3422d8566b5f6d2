/**
 * What a list of jobs costs beside its work: 200 small paintings by the library in one process, by `nst batch`, and by workers of a queue
 * on Redis, one against two.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePicture } from '../src/shared/pictures/write.js';
import { scene } from '../test/support/pictures.js';
import { freePort, startRedis } from '../test/support/redisServer.js';
import { measuredRun } from './measuredRun.js';
import { publish } from './report.js';

const JOBS = 200;
/** Asked for: overhead of a job. */
const GOAL_MS = 20;
/** Linux counts CPU time of processes in hundredths of a second. */
const TICKS_PER_SECOND = 100;
const PASSWORD = 'bench';

const folder = mkdtempSync(join(tmpdir(), 'nst-bench-'));
const PICTURE = { content: join(folder, 'content.png'), by: 'strokes', size: 24 } as const;

/** What all jobs together took. */
interface Taken {
  readonly seconds: number;
  /** Of all processes that worked. */
  readonly cpuSeconds: number;
}

/** A list whose results lie in a folder of their own. */
function listFor(name: string): string {
  mkdirSync(join(folder, name));
  const jobs = Array.from({ length: JOBS }, (_, seed) => ({
    command: 'render',
    ...PICTURE,
    seed,
    output: join(name, `${seed}.png`),
  }));
  const path = join(folder, `${name}.jsonl`);
  writeFileSync(path, jobs.map((job) => JSON.stringify(job)).join('\n'));
  return path;
}

/** The same pictures by a program that calls the library. */
function byLibrary(name: string): Taken {
  mkdirSync(join(folder, name));
  const text = `
    const { renderImage, writePicture } = await import('./dist/image/index.js');
    for (let seed = 0; seed < ${JOBS}; seed++) {
      const { picture } = await renderImage({ ...${JSON.stringify(PICTURE)}, seed });
      await writePicture(${JSON.stringify(join(folder, name))} + '/' + seed + '.png', picture);
    }`;
  const cpuFile = join(folder, 'cpu');
  const begin = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', './bench/cpuTime.mjs', '--input-type=module', '-e', text],
    { env: { ...process.env, NST_CPU_FILE: cpuFile }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return {
    seconds: (performance.now() - begin) / 1000,
    cpuSeconds: Number(readFileSync(cpuFile, 'utf8')) / 1000,
  };
}

const byBatch = (name: string, workers: number): Taken =>
  measuredRun(['batch', listFor(name), '--workers', String(workers), '--quiet'], folder);

/** CPU time of a process that still runs: `man 5 proc`, stat, fields 14 and 15. */
function cpuSecondsOf({ pid }: ChildProcess): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number) as [number, number];
  return (user + system) / TICKS_PER_SECOND;
}

async function startWorker(address: string): Promise<ChildProcess> {
  const args = ['bin/nst.js', 'worker', '--queue', address, '--root', folder, '--workers', '1'];
  const worker = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  // It says that it waits for jobs.
  await once(worker.stderr!, 'data');
  worker.stderr!.resume();
  return worker;
}

async function byRedis(name: string, workers: number): Promise<Taken> {
  const port = await freePort();
  const processes = [await startRedis(port, PASSWORD)];
  try {
    const address = `redis://:${PASSWORD}@127.0.0.1:${port}`;
    for (let i = 0; i < workers; i++) processes.push(await startWorker(address));
    const cpuSeconds = () => processes.map(cpuSecondsOf).reduce((sum, part) => sum + part);
    const before = cpuSeconds();
    const batch = measuredRun(['batch', listFor(name), '--queue', address, '--quiet'], folder);
    return { seconds: batch.seconds, cpuSeconds: batch.cpuSeconds + cpuSeconds() - before };
  } finally {
    for (const each of processes) each.kill('SIGKILL');
  }
}

const WAYS: readonly { readonly what: string; run(): Taken | Promise<Taken> }[] = [
  { what: '`nst batch`, 1 worker', run: () => byBatch('local1', 1) },
  { what: '`nst batch`, 2 workers', run: () => byBatch('local2', 2) },
  { what: 'Redis, 1 worker', run: () => byRedis('redis1', 1) },
  { what: 'Redis, 2 workers', run: () => byRedis('redis2', 2) },
];

const msOf = (seconds: number) => (1000 * seconds) / JOBS;
const figures = ({ seconds, cpuSeconds }: Taken) => ({
  'wall, ms': msOf(seconds).toFixed(1),
  'CPU, ms': msOf(cpuSeconds).toFixed(1),
});

try {
  await writePicture(PICTURE.content, scene({ width: PICTURE.size, height: PICTURE.size }));
  const library = byLibrary('library');
  const rows: Record<string, string>[] = [
    { what: 'the library', ...figures(library), 'more wall, ms': '', 'more CPU, ms': '', goal: '' },
  ];
  for (const { what, run } of WAYS) {
    const taken = await run();
    rows.push({
      what,
      ...figures(taken),
      'more wall, ms': msOf(taken.seconds - library.seconds).toFixed(1),
      'more CPU, ms': msOf(taken.cpuSeconds - library.cpuSeconds).toFixed(1),
      goal: `${GOAL_MS} ms`,
    });
  }
  publish('jobs', rows, [
    `A job, of ${JOBS} paintings of ${PICTURE.size} px by strokes, one run each; _more_: than the library in one process. Start of the ` +
      'program is part of it, that of workers is not; CPU is that of all processes, the Redis server among them.',
  ]);
} finally {
  rmSync(folder, { recursive: true });
}
