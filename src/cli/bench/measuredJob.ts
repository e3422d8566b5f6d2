import { median } from '../../shared/median.js';
import type { Reporter } from '../../shared/reporter.js';

/** How often memory is looked at. */
const LOOK_MS = 50;

/** What a job took. */
export interface MeasuredJob {
  readonly seconds: number;
  /** Of all cores together. */
  readonly cpuSeconds: number;
  /** Largest resident set of the process while it went on. */
  readonly peakBytes: number;
  /** Seconds of a step in the last stage, the middle one of all; null where nothing is minimised. */
  readonly stepSeconds: number | null;
}

/** Keeps when steps ended; a stage that begins forgets those of the one before. */
class StepTimes {
  #ends: number[] = [];

  readonly reporter: Reporter = {
    stage: () => {
      this.#ends = [];
    },
    step: () => {
      this.#ends.push(performance.now());
    },
    warn() {},
  };

  /** The middle of the times between them; null if there are fewer than two. */
  get middle(): number | null {
    const gaps = this.#ends.slice(1).map((end, i) => (end - this.#ends[i]!) / 1000);
    return gaps.length > 0 ? median(gaps) : null;
  }
}

/** Runs a job and measures it. */
export async function measuredJob(run: (reporter: Reporter) => Promise<unknown>): Promise<MeasuredJob> {
  const steps = new StepTimes();
  let peakBytes = process.memoryUsage.rss();
  const look = () => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  };
  const timer = setInterval(look, LOOK_MS);
  const [begin, usage] = [performance.now(), process.cpuUsage()];
  try {
    await run(steps.reporter);
    look();
    const { user, system } = process.cpuUsage(usage);
    return {
      seconds: (performance.now() - begin) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakBytes,
      stepSeconds: steps.middle,
    };
  } finally {
    clearInterval(timer);
  }
}
