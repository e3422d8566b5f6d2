import type { WorkerHost } from './workerHost.js';

/** A worker of an engine, and how many runs it has been given that have not ended. */
export interface LaneWorker {
  readonly host: WorkerHost;
  runs: number;
}

/** One model in every worker of an engine: each run goes to the worker that has the least to do. */
export class LaneSessions {
  /** @param ids of the sessions, worker by worker */
  constructor(
    private readonly workers: readonly LaneWorker[],
    private readonly ids: readonly number[],
  ) {}

  get lanes(): number {
    return this.workers.length;
  }

  /** Runs something in the idlest worker, the first of several. */
  async use<T>(run: (worker: LaneWorker, session: number) => Promise<T>): Promise<T> {
    const fewest = Math.min(...this.workers.map(({ runs }) => runs));
    const lane = this.workers.findIndex(({ runs }) => runs === fewest);
    const worker = this.workers[lane]!;
    worker.runs++;
    try {
      return await run(worker, this.ids[lane]!);
    } finally {
      worker.runs--;
    }
  }

  /** Frees the model in all workers. */
  async release(): Promise<void> {
    const release = ({ host }: LaneWorker, i: number) =>
      host.request<'release'>({ kind: 'release', session: this.ids[i]! });
    await Promise.all(this.workers.map(release));
  }
}
