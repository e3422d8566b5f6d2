import { availableParallelism } from 'node:os';

/** How the threads of the CPU are given to lanes. */
export interface LanePlan {
  readonly lanes: number;
  /** Threads of one lane for one operator, as `EngineOptions.threads`. */
  readonly threads: number;
}

/**
 * Shares threads out: as many lanes as there is work for and threads, each with the same number of threads. Two lanes of one thread do
 * more in a second than one of two, which has to bring its halves together after every operator.
 *
 * @param threads in all; 0: one for each core
 * @param wanted runs that can go on at the same time
 * @param cores that there are
 */
export function planLanes(threads: number, wanted: number, cores = availableParallelism()): LanePlan {
  const all = threads === 0 ? cores : threads;
  const lanes = Math.max(1, Math.min(wanted, all));
  // A single lane keeps the number as it is: 0 is for the runtime to fill in.
  return lanes === 1 ? { lanes, threads } : { lanes, threads: Math.floor(all / lanes) };
}
