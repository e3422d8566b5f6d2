import { NstError } from '../shared/errors.js';
import { kindOf } from './job.js';
import { jobValues } from './jobValues.js';
import type { JobKind, JobReport } from './kind.js';
import type { WorkOnJob } from './queue.js';

/**
 * What does jobs of some kinds. A job that is broken off leaves no files, for it is done again.
 *
 * @param others values that stand in for what a job does not say, by command
 */
export function workOnJobs(
  kinds: readonly JobKind[],
  others: Readonly<Record<string, unknown>> = {},
): WorkOnJob {
  return async (job, { reporter, signal }) => {
    const { command, table, plan } = kindOf(job, kinds);
    const known = Object.entries(others).filter(([name]) => Object.hasOwn(table, name));
    const planned = await plan({ ...Object.fromEntries(known), ...jobValues(command, table, job.fields) });
    const reports: JobReport[] = [];
    await planned.run({ reporter, signal, keepsUnfinished: false, tell: (report) => reports.push(report) });
    if (signal.aborted && reports.some(({ isStopped }) => isStopped))
      throw new NstError('NST_ABORTED', 'job: interrupted');
    return reports.map(({ json }) => json);
  };
}
