import { NstError } from '../shared/errors.js';
import { kindOf } from './job.js';
import { jobValues } from './jobValues.js';
import type { JobKind, JobReport, PlannedJob } from './kind.js';
import type { QueuedJob, WorkOnJob } from './queue.js';

/**
 * What does jobs of some kinds. A job that is broken off leaves no files, for it is done again.
 *
 * @param defaults as of `jobValues`
 */
export function workOnJobs(
  kinds: readonly JobKind[],
  defaults: Readonly<Record<string, unknown>> = {},
): WorkOnJob {
  return async (job, { reporter, signal }) => {
    const planned = job.planned ?? (await planOf(job, kinds, defaults));
    const reports: JobReport[] = [];
    await planned.run({ reporter, signal, keepsUnfinished: false, tell: (report) => reports.push(report) });
    if (signal.aborted && reports.some(({ isStopped }) => isStopped))
      throw new NstError('NST_ABORTED', 'job: interrupted');
    return reports.map(({ json }) => json);
  };
}

async function planOf(
  job: QueuedJob,
  kinds: readonly JobKind[],
  defaults: Readonly<Record<string, unknown>>,
): Promise<PlannedJob> {
  const { command, table, plan } = kindOf(job, kinds);
  return plan(jobValues(command, table, job.fields, defaults));
}
