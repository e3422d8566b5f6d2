import type { MinimizeResult, Snapshot } from '../optim/minimize.js';

/** What keeps minimisations beyond the end of a process. Each goes by a key that tells what is minimised and from where. */
export interface MinimizationKeeper {
  /** At least so long between two snapshots. */
  readonly everyMs: number;
  /** What came of one that ended. */
  resultOf(key: string): MinimizeResult | undefined;
  /** Where one was broken off. */
  snapshotOf(key: string): Snapshot | undefined;
  keepResult(key: string, result: MinimizeResult): void;
  keepSnapshot(key: string, snapshot: Snapshot): void;
}
