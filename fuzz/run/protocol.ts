/** What parent and child say to each other. */
import type { Outcome } from '../verdict.js';

/** Parent to child: read what is in the folder. */
export interface Job {
  readonly target: string;
  /** The file to read, by its name in the folder of the input. */
  readonly file: string;
  /** How long to wait for what comes late. */
  readonly settleMs: number;
}

/** Child to parent. */
export type Reply =
  | { readonly isReady: true }
  | { readonly outcome: Outcome; readonly peakBytes: number }
  /** Something nobody caught, while no input was being read. */
  | { readonly late: string };
