/** A child process that reads inputs, watched from outside. */
import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { type Input, mainFile, saveInput } from '../input.js';
import type { Outcome } from '../verdict.js';
import { memoryOf } from './memoryOf.js';
import type { Job, Reply } from './protocol.js';

/** What an input may take. */
export interface Limits {
  readonly timeMs: number;
  readonly memoryBytes: number;
}

/** How child processes are started. */
export interface ReaderOptions {
  /** Has a folder for each process. */
  readonly folder: string;
  /** The compiled `child.js`. */
  readonly child: string;
  /** The address of a module that exports `TARGETS`. */
  readonly registry: string;
  readonly limits: Limits;
  /** How long inputs that are read alone are waited for, in case that something comes late. */
  readonly settleMs: number;
}

const LOOK_EVERY_MS = 50;
/** Loading the readers on a busy machine. */
const START_MS = 120_000;
/** Memory that readers keep for good, and inputs after which a new process is cheaper than what has piled up. */
const TIRED = { memoryBytes: 800_000_000, inputs: 400 } as const;
/** Others use the machine as well. */
const NICE = 10;

type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** Reads inputs in a child process, which is started when needed and again after it died. */
export class ReaderProcess {
  readonly #options: ReaderOptions;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #inputs = 0;
  #memoryBytes = 0;
  /** What came of inputs before, when they were thought to be done with. */
  #late: string | undefined;

  constructor(options: ReaderOptions, name: string) {
    this.#options = options;
    this.#folder = join(options.folder, name);
  }

  /**
   * Has a target read an input.
   *
   * @param settleMs how long to wait for exceptions that come late
   */
  async read(target: string, input: Input, settleMs = 0, limits = this.#options.limits): Promise<Outcome> {
    if (this.#inputs >= TIRED.inputs || this.#memoryBytes > TIRED.memoryBytes) this.close();
    const child = this.#child ?? (await this.#start());
    rmSync(join(this.#folder, 'in'), { recursive: true, force: true });
    await saveInput(join(this.#folder, 'in'), input);
    this.#inputs += 1;
    const begin = performance.now();
    const answer = await ask(child, { target, file: mainFile(input), settleMs }, limits, settleMs);
    const judged = this.#judge(answer, limits);
    const outcome = { milliseconds: performance.now() - begin, memoryBytes: 0, ...judged };
    this.#memoryBytes = outcome.memoryBytes;
    if (!('outcome' in answer) || outcome.verdict === 'memory' || outcome.verdict === 'late') this.close();
    return outcome;
  }

  /** Ends the process, if there is one. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#inputs = 0;
    this.#memoryBytes = 0;
    this.#late = undefined;
  }

  #judge(answer: Answer, limits: Limits): Pick<Outcome, 'verdict' | 'detail'> & Partial<Outcome> {
    const mebibytes = `${Math.round(limits.memoryBytes / 2 ** 20)} MiB`;
    if ('outcome' in answer) {
      const { outcome, peakBytes } = answer;
      if (peakBytes > limits.memoryBytes) {
        return { ...outcome, verdict: 'memory', detail: `more than ${mebibytes} resident` };
      }
      return this.#late === undefined ? outcome : { ...outcome, verdict: 'late', detail: this.#late };
    }
    if (answer.ended === 'time') return { verdict: 'hang', detail: `no answer in ${limits.timeMs} ms` };
    if (answer.ended === 'memory') return { verdict: 'memory', detail: `more than ${mebibytes} resident` };
    return judgeEnding(answer.ended, readFileSync(join(this.#folder, 'output'), 'utf8'));
  }

  async #start(): Promise<ChildProcess> {
    for (const name of ['in', 'out']) mkdirSync(join(this.#folder, name), { recursive: true });
    const output = openSync(join(this.#folder, 'output'), 'w+');
    const { child: path, registry, limits } = this.#options;
    const heapMebibytes = Math.round(limits.memoryBytes / 2 ** 20);
    const child = fork(path, [this.#folder, registry], {
      execArgv: [`--max-old-space-size=${heapMebibytes}`],
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    if (child.pid !== undefined) setPriority(child.pid, NICE);
    this.#child = child;
    await ready(child, join(this.#folder, 'output'));
    child.on('message', (reply: Reply) => {
      if ('late' in reply) this.#late = reply.late;
    });
    return child;
  }
}

function ready(child: ChildProcess, output: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`the child did not start: ${readFileSync(output, 'utf8')}`));
    const timer = setTimeout(fail, START_MS);
    child.once('exit', fail);
    child.once('message', () => {
      clearTimeout(timer);
      child.off('exit', fail);
      resolve();
    });
  });
}

type Answer = Extract<Reply, { outcome: Outcome }> | { readonly ended: 'time' | 'memory' | Ending };

/** Sends a job and waits for its answer, or for what comes in its place. */
function ask(child: ChildProcess, job: Job, limits: Limits, settleMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      clearInterval(watch);
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer);
    };
    const onMessage = (reply: Reply) => {
      if ('outcome' in reply) settle(reply);
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
      settle({ ended: { code, signal } });
    const timer = setTimeout(() => settle({ ended: 'time' }), limits.timeMs + settleMs);
    const watch = setInterval(() => {
      if (memoryOf(child.pid ?? 0) > limits.memoryBytes) settle({ ended: 'memory' });
    }, LOOK_EVERY_MS);
    child.on('message', onMessage);
    child.on('exit', onExit);
    // A child that is gone takes no message; that it is gone comes as an event.
    child.send(job, () => undefined);
  });
}

function judgeEnding({ code, signal }: Ending, output: string): Pick<Outcome, 'verdict' | 'detail'> {
  const last = output.trim().split('\n').slice(-3).join(' ').slice(-500);
  if (/heap out of memory|Allocation failed/i.test(output)) return { verdict: 'memory', detail: last };
  if (signal !== null) return { verdict: 'signal', detail: `${signal} ${last}`.trim() };
  return { verdict: 'exit', detail: `exit code ${code} ${last}`.trim() };
}
