/** How library code tells its caller what is going on; it never prints by itself. */
export interface Reporter {
  /** A stage has begun, e.g. "stage 2 of 3, 512x384". */
  stage(text: string): void;
  /** One step of the optimisation is done. */
  step(progress: StepProgress): void;
  /** Something the user should know though the work goes on. */
  warn(text: string): void;
  /** Something for those who look closer, e.g. why a device was taken. */
  readonly detail?: ((text: string) => void) | undefined;
}

/** Where an optimisation stands after one step. */
export interface StepProgress {
  /** Steps done in the whole run, from 1. */
  readonly step: number;
  /** Steps planned for the whole run. */
  readonly steps: number;
  /** What is still to be done after the last step, as far as that is known; 0 if left out. */
  readonly afterwardsMs?: number | undefined;
  /** Weighted value of every loss term at this step, by name. */
  readonly terms: Readonly<Record<string, number>>;
  /** The sum of the terms. */
  readonly total: number;
}

/** Says nothing. */
export const SILENT: Reporter = { stage() {}, step() {}, warn() {} };
