import type { JobReport, JobTools } from '../../jobs/kind.js';
import type { StepProgress } from '../../shared/reporter.js';
import type { Sidecar } from './sidecar.js';

/** Of more steps, every second one is dropped, again and again. */
const MOST_STEPS = 1000;
/** What goes on before anything is told. */
const BEGIN = 'reading and preparing';

/** Watches a run: its phases, its losses and what came of it. */
export class RunRecorder {
  readonly results: JobReport['json'][] = [];
  readonly #phases: { readonly name: string; readonly atMs: number }[];
  #steps: Sidecar['steps'] = [];
  #stride = 1;
  #seen = 0;

  /** @param now in ms */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.#phases = [{ name: BEGIN, atMs: now() }];
  }

  /** Tools that tell of the same run, and are listened to. */
  watch(tools: JobTools): JobTools {
    const { reporter, tell } = tools;
    return {
      ...tools,
      reporter: {
        ...reporter,
        stage: (text) => {
          this.#phases.push({ name: text, atMs: this.now() });
          reporter.stage(text);
        },
        step: (progress) => {
          this.#keep(progress);
          reporter.step(progress);
        },
      },
      tell: (report) => {
        this.results.push(report.json);
        tell(report);
      },
    };
  }

  /** What was seen so far. */
  end(): Pick<Sidecar, 'phases' | 'steps'> {
    const ends = [...this.#phases.slice(1).map(({ atMs }) => atMs), this.now()];
    const phases = this.#phases.map(({ name, atMs }, i) => ({ name, seconds: (ends[i]! - atMs) / 1000 }));
    return { phases, steps: this.#steps };
  }

  #keep({ step, total, terms }: StepProgress): void {
    if (this.#seen++ % this.#stride !== 0) return;
    this.#steps.push({ step, total, terms: { ...terms } });
    if (this.#steps.length < MOST_STEPS) return;
    this.#steps = this.#steps.filter((_, i) => i % 2 === 0);
    this.#stride *= 2;
  }
}
