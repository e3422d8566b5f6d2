/**
 * The process that reads: gets inputs one after the other, calls the reader of each, and tells what came of it.
 *
 *     node child.js FOLDER REGISTRY
 *
 * FOLDER/in has the input's files, FOLDER/out is the working folder, and both output streams go into a file, so that
 * what native code prints is seen as well. REGISTRY is the address of a module that exports `TARGETS`.
 */
import { fstatSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Target } from '../targets/target.js';
import { judgeThrown, type Outcome } from '../verdict.js';
import type { Job, Reply } from './protocol.js';

const [folder = '', registry = ''] = process.argv.slice(2);
const STDOUT = 1;
/** What a write that was cut off leaves. */
const HALF_WRITTEN = /\.(part|probe|tmp)$/;
const { TARGETS } = (await import(registry)) as { TARGETS: readonly Target[] };

const uncaught: unknown[] = [];
let isBusy = false;

function send(reply: Reply): void {
  process.send?.(reply);
}

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    if (isBusy) uncaught.push(error);
    else send({ late: lateText(error) });
  });
}

function lateText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What was printed since the streams' file had a length. */
function printedSince(length: number): string {
  if (fstatSync(STDOUT).size <= length) return '';
  return readFileSync(join(folder, 'output')).subarray(length).toString('utf8');
}

type Judged = Pick<Outcome, 'verdict' | 'detail' | 'stack'>;

async function read({ target: name, file }: Job): Promise<Judged> {
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (!target) return { verdict: 'wrong', detail: `no target ${name}` };
  const place = { file: join(folder, 'in', file), folder: join(folder, 'in'), out: join(folder, 'out') };
  try {
    await target.read(place);
    return { verdict: 'accepted', detail: '' };
  } catch (error) {
    return judgeThrown(error);
  }
}

/** Files that should not be there; what is in the working folder is taken away. */
async function leftovers(verdict: Outcome['verdict']): Promise<string[]> {
  const out = join(folder, 'out');
  const all = await readdir(out, { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  await rm(out, { recursive: true });
  await mkdir(out);
  process.chdir(out);
  return verdict === 'accepted' ? files.filter((name) => HALF_WRITTEN.test(name)) : files;
}

async function judge(job: Job): Promise<Judged> {
  const printedBefore = fstatSync(STDOUT).size;
  const judged = await read(job);
  // Rejections that nobody waits for come in a turn of their own.
  await setImmediate();
  await setImmediate();
  if (job.settleMs > 0) await setTimeout(job.settleMs);
  const left = await leftovers(judged.verdict);
  if (judged.verdict !== 'accepted' && judged.verdict !== 'refused') return judged;
  const [late] = uncaught;
  if (uncaught.length > 0) return { verdict: 'late', detail: lateText(late) };
  const printed = printedSince(printedBefore);
  if (printed !== '') return { verdict: 'print', detail: printed.slice(0, 2000) };
  if (left.length > 0) return { verdict: 'leftover', detail: `left behind: ${left.join(', ')}` };
  return judged;
}

async function answer(job: Job): Promise<void> {
  isBusy = true;
  uncaught.length = 0;
  const begin = performance.now();
  const judged = await judge(job);
  isBusy = false;
  // The most that the process ever had: a peak between two looks of the parent is not missed.
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const milliseconds = performance.now() - begin;
  send({ outcome: { ...judged, milliseconds, memoryBytes: process.memoryUsage.rss() }, peakBytes });
}

process.on('message', (job: Job) => void answer(job));
process.on('disconnect', () => process.exit(0));
process.chdir(join(folder, 'out'));
send({ isReady: true });
