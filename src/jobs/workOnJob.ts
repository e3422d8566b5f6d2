import type { Workshop } from '../shared/engine/workshop.js';
import { NstError } from '../shared/errors.js';
import { kindOf } from './job.js';
import { jobValues } from './jobValues.js';
import type { JobKind, JobReport, PlannedJob } from './kind.js';
import type { QueuedJob, WorkOnJob } from './queue.js';

/** How jobs are done. */
export interface WorkRules {
  /** As of `jobValues`, for jobs that were planned elsewhere. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Where engines and networks stay open from job to job. */
  readonly workshop?: Workshop;
}

/** Does jobs of some kinds. A job that is broken off leaves no files, for it is done again. */
export function workOnJobs(
  kinds: readonly JobKind[],
  { defaults = {}, workshop }: WorkRules = {},
): WorkOnJob {
  return async (job, { reporter, signal }) => {
    const planned = job.planned ?? (await planOf(job, kinds, defaults));
    const reports: JobReport[] = [];
    const tell = (report: JobReport) => void reports.push(report);
    const work = () => planned.run({ reporter, signal, keepsUnfinished: false, tell });
    await (workshop?.run(work) ?? work());
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
