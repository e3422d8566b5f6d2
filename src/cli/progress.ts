import cliProgress from 'cli-progress';
import type { Reporter, StepProgress } from '../shared/reporter.js';
import { say } from './streams.js';
import { TimeLeft } from './timeLeft.js';

/** How much is said on stderr. */
export type Verbosity = 'quiet' | 'normal' | 'verbose';

/** A reporter that must be told when the work is over. */
export interface ProgressReporter extends Reporter {
  stop(): void;
}

// A log file wants a line now and then, not one for every step.
const LINE_INTERVAL_MS = 5000;

const termsText = (terms: StepProgress['terms']) =>
  Object.entries(terms)
    .map(([name, value]) => `${name} ${value.toPrecision(3)}`)
    .join('  ');

/** Progress for a person: a bar where stderr is a terminal, plain lines elsewhere. */
export function progressReporter(verbosity: Verbosity): ProgressReporter {
  if (verbosity === 'quiet') return quiet();
  return process.stderr.isTTY ? bar(verbosity) : lines(verbosity);
}

function quiet(): ProgressReporter {
  return { stage() {}, step() {}, warn: (text) => say(`warning: ${text}`), stop() {} };
}

function lines(verbosity: Verbosity): ProgressReporter {
  let lastMs = Number.NEGATIVE_INFINITY;
  const timeLeft = new TimeLeft();
  return {
    stage: say,
    step(progress) {
      const now = performance.now();
      const left = timeLeft.after(progress, now);
      const isDue = now - lastMs >= LINE_INTERVAL_MS || progress.step === progress.steps;
      if (!isDue && verbosity !== 'verbose') return;
      lastMs = now;
      const parts = [`step ${progress.step}/${progress.steps}`, termsText(progress.terms), left];
      say(parts.filter((part) => part !== '').join('  '));
    },
    warn: (text) => say(`warning: ${text}`),
    detail: verbosity === 'verbose' ? say : undefined,
    stop() {},
  };
}

function bar(verbosity: Verbosity): ProgressReporter {
  const format = ' {bar} {percentage}%  step {value}/{total}  {terms}  {left}';
  const progressBar = new cliProgress.SingleBar(
    { format, hideCursor: true, clearOnComplete: true, barsize: 24 },
    cliProgress.Presets.shades_classic,
  );
  const timeLeft = new TimeLeft();
  let isStarted = false;
  const stop = () => {
    if (isStarted) progressBar.stop();
    isStarted = false;
  };
  const above = (text: string) => {
    stop();
    say(text);
  };
  return {
    stage(text) {
      if (verbosity === 'verbose' || !isStarted) above(text);
    },
    step(progress) {
      const { step, steps, terms } = progress;
      const payload = { terms: termsText(terms), left: timeLeft.after(progress) };
      if (!isStarted) progressBar.start(steps, step, payload);
      isStarted = true;
      progressBar.update(step, payload);
    },
    warn: (text) => above(`warning: ${text}`),
    detail: verbosity === 'verbose' ? above : undefined,
    stop,
  };
}
