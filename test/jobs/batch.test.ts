import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BatchEvent, runBatch } from '../../src/jobs/batch.js';
import { readJobList } from '../../src/jobs/jobList.js';
import type { JobKind } from '../../src/jobs/kind.js';
import { LocalQueue } from '../../src/jobs/localQueue.js';
import { ResultsFile } from '../../src/jobs/results.js';
import { Room } from '../../src/jobs/room.js';
import { workOnJobs } from '../../src/jobs/workOnJob.js';
import { fillAtomically } from '../../src/shared/atomicFile.js';
import { NstError } from '../../src/shared/errors.js';
import { SILENT } from '../../src/shared/reporter.js';
import { copyKind } from '../support/jobs.js';

let folder: string;
const inFolder = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nst-batch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const jobOf = (output: string, more: object = {}) =>
  JSON.stringify({ command: 'copy', output: inFolder(output), ...more });

interface Rules {
  readonly retry?: boolean;
  readonly force?: boolean;
  readonly lanes?: number;
  readonly signal?: AbortSignal;
  /** Whether it is noted in a file what becomes of jobs; default true. */
  readonly isNoted?: boolean;
}

/** What a batch tells, by lines: `done`, `failed: ...`, or why a line was left out. */
async function told(
  kind: JobKind,
  jobs: readonly string[],
  { lanes = 2, signal = new AbortController().signal, isNoted = true, ...rules }: Rules = {},
) {
  const results = isNoted ? await ResultsFile.open(inFolder('results.jsonl')) : undefined;
  const events: Record<number, string> = {};
  const tell = (event: BatchEvent) => {
    const { line } = event;
    if (event.kind === 'skipped') events[line] = event.why;
    else if (event.outcome.state === 'failed') events[line] = `failed: ${event.outcome.problem}`;
    else events[line] = event.outcome.state;
  };
  const nameOf = (line: number) => `line ${line}`;
  const room = new Room(lanes, 8e9);
  const queue = new LocalQueue({
    work: workOnJobs([kind]),
    room,
    reporter: SILENT,
    signal,
    backOffMs: 1,
  });
  try {
    const list = readJobList(jobs.join('\n'), 'jsonl', 'jobs');
    await runBatch({ list, kinds: [kind], queue, results, version: '1', signal, nameOf, tell, ...rules });
  } finally {
    await queue.close();
    await results?.close();
  }
  return events;
}

describe('a batch', () => {
  it('does every job once, whatever becomes of others, and the next time none', async () => {
    const { kind, calls } = copyKind();
    const jobs = [
      jobOf('a'),
      '{broken',
      jobOf('b', { size: 1000 }),
      jobOf('c'),
      jobOf('a'),
      '{"command":"x"}',
    ];
    const first = await told(kind, jobs);
    expect(first).toMatchObject({ 1: 'done', 4: 'done', 5: 'twice' });
    expect(first[2]).toMatch(/^failed: expected a JSON object/);
    expect(first[3]).toMatch(/^failed: size: expected/);
    expect(first[6]).toMatch(/^failed: command: expected one of copy, found "x"/);
    expect(calls.sort()).toEqual([inFolder('a'), inFolder('c')]);
    expect(await told(kind, jobs)).toMatchObject({ 1: 'done', 4: 'done' });
    expect(calls).toHaveLength(2);
  });

  it('knows jobs by what is in their inputs, and does those whose results are gone', async () => {
    const { kind, calls } = copyKind();
    writeFileSync(inFolder('in'), 'one');
    const jobs = [jobOf('a', { content: inFolder('in') }), jobOf('b')];
    await told(kind, jobs);
    writeFileSync(inFolder('in'), 'two');
    expect(await told(kind, jobs)).toMatchObject({
      1: expect.stringMatching(/^failed: .*exists already/),
      2: 'done',
    });
    expect(await told(kind, jobs, { force: true })).toMatchObject({ 1: 'done' });
    rmSync(inFolder('b'));
    await told(kind, jobs);
    expect(calls).toEqual(['a', 'b', 'a', 'b'].map(inFolder));
  });

  it('does again only what has failed', async () => {
    let isBroken = true;
    const { kind, calls } = copyKind(async ({ output }) => {
      if (isBroken && output === inFolder('b')) throw new NstError('NST_BAD_INPUT', 'b: broken');
    });
    const jobs = [jobOf('a'), jobOf('b')];
    expect(await told(kind, jobs)).toEqual({ 1: 'done', 2: 'failed: b: broken' });
    isBroken = false;
    expect(await told(kind, [...jobs, jobOf('c')], { retry: true })).toEqual({
      1: 'not-failed',
      2: 'done',
      3: 'not-failed',
    });
    expect(calls).toEqual(['a', 'b', 'b'].map(inFolder));
  });

  it('tries again what may pass, and not what stays', async () => {
    let count = 0;
    const { kind } = copyKind(async () => {
      if (++count < 3) throw new Error('no room');
    });
    expect(await told(kind, [jobOf('a')])).toEqual({ 1: 'done' });
    expect(count).toBe(3);
    const lasting = copyKind(async () => {
      throw new NstError('NST_BAD_OPTION', 'size: no');
    });
    expect(await told(lasting.kind, [jobOf('b')])).toEqual({ 1: 'failed: size: no' });
    expect(lasting.calls).toHaveLength(1);
  });

  it('lets two lines not write one file', async () => {
    const { kind } = copyKind();
    const events = await told(kind, [jobOf('a'), jobOf('a', { size: 9 })], { force: true });
    expect(events).toMatchObject({ 1: 'done', 2: expect.stringMatching(/is written by line 1, too/) });
  });

  it('does urgent jobs first', async () => {
    const { kind, calls } = copyKind();
    await told(kind, [jobOf('c', { priority: 9 }), jobOf('b', { priority: 3 }), jobOf('a')], { lanes: 1 });
    expect(calls).toEqual(['a', 'b', 'c'].map(inFolder));
  });

  it('stops when it is told to; what was broken off is done the next time, over what is left of it', async () => {
    const controller = new AbortController();
    const { kind, calls } = copyKind(async ({ output }) => {
      if (output !== inFolder('a') || controller.signal.aborted) return;
      writeFileSync(inFolder('a'), 'half');
      controller.abort();
      throw new NstError('NST_ABORTED', 'interrupted');
    });
    const jobs = [jobOf('a'), jobOf('b')];
    expect(await told(kind, jobs, { lanes: 1, signal: controller.signal })).toEqual({ 1: 'stopped' });
    expect(await told(kind, jobs)).toEqual({ 1: 'done', 2: 'done' });
    expect(calls).toEqual(['a', 'a', 'b'].map(inFolder));
  });

  it('leaves nothing of a result when the disk is full in the middle of it, and does it when there is room', async () => {
    let isFull = true;
    const { kind, calls } = copyKind(async ({ output }) => {
      await fillAtomically(`${output}.half`, async (handle) => {
        await handle.writeFile('half');
        if (isFull) throw Object.assign(new Error('write'), { code: 'ENOSPC' });
      });
    });
    const first = await told(kind, [jobOf('a')]);
    expect(first[1]).toMatch(
      /^failed: .*a\.half: cannot be written: the disk is full; make room and run again$/,
    );
    expect(readdirSync(folder)).toEqual(['results.jsonl']);
    expect(calls).toHaveLength(3);
    isFull = false;
    expect(await told(kind, [jobOf('a')], { retry: true })).toEqual({ 1: 'done' });
  });

  it('does 9,997 of 10,000 lines of which three are broken, and says which', async () => {
    const broken = { 17: '{broken', 4711: '{"command":"x"}', 9999: jobOf('z', { size: 1000 }) };
    const { kind } = copyKind();
    let count = 0;
    const counting: JobKind = {
      ...kind,
      plan: async () => ({ outputs: [], inputs: [], run: async () => void count++ }),
    };
    const jobs = Array.from({ length: 10_000 }, (_, i) => jobOf(String(i)));
    const lines = jobs.map((job, i) => broken[(i + 1) as keyof typeof broken] ?? job);
    const events = Object.entries(await told(counting, lines, { isNoted: false }));
    expect(events).toHaveLength(10_000);
    expect(events.filter(([, what]) => what !== 'done').map(([line]) => Number(line))).toEqual([
      17, 4711, 9999,
    ]);
    expect(count).toBe(9997);
  });

  it('takes a cut-off line of results for none', async () => {
    const { kind } = copyKind();
    await told(kind, [jobOf('a')]);
    const text = readFileSync(inFolder('results.jsonl'), 'utf8');
    writeFileSync(inFolder('results.jsonl'), text.slice(0, text.trimEnd().lastIndexOf('\n') + 30));
    expect(await told(kind, [jobOf('a')])).toEqual({ 1: 'done' });
    expect(readFileSync(inFolder('results.jsonl'), 'utf8').trimEnd().split('\n').at(-1)).toMatch(
      /"state":"done"/,
    );
  });
});

describe('Room', () => {
  it('lets in as many as lanes and memory allow, in their order, and always one', async () => {
    const room = new Room(2, 100);
    const inside: string[] = [];
    const enter = async (name: string, bytes: number) => {
      const leave = await room.enter(bytes);
      inside.push(name);
      return leave;
    };
    const waiting = [enter('a', 60), enter('b', 60), enter('c', 10)];
    await Promise.resolve();
    (await waiting[0]!)();
    await waiting[1];
    expect(inside.slice(0, 2)).toEqual(['a', 'b']);
    await waiting[2];
    expect(inside).toEqual(['a', 'b', 'c']);
    (await waiting[1]!)();
    (await waiting[2]!)();
    expect(await room.enter(1000)).toBeTypeOf('function');
  });
});
