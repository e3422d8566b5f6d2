import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobReport, PlannedJob } from '../jobs/kind.js';
import { writeAtomically } from '../shared/atomicFile.js';
import { messageOf } from '../shared/errors.js';
import type { Reporter } from '../shared/reporter.js';
import type { Medium } from './medium.js';
import { BEFORE, VIEW } from './runNote.js';
import type { RunInfo } from './wire.js';

/** A run that is not over. */
export interface RunWork {
  readonly medium: Medium;
  /** Name of the result. */
  readonly result: string;
  readonly planned: PlannedJob;
  readonly stop: AbortController;
}

/** Whether there is a file of this name. */
export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Does the work of a run, and makes what is shown beside its result. @throws NstError as the command would say it */
export async function performRun(
  { medium, result, planned, stop }: RunWork,
  folder: string,
  reporter: Reporter,
): Promise<Partial<RunInfo>> {
  const reports: JobReport[] = [];
  const tell = (report: JobReport) => void reports.push(report);
  await planned.run({ reporter, signal: stop.signal, keepsUnfinished: true, tell });
  const isStopped = reports.some((report) => report.isStopped);
  // Of a film that was stopped there are frames, and no film.
  if (!(await isThere(join(folder, result))))
    return { state: 'stopped', problem: 'stopped before there was anything to keep' };
  return {
    state: isStopped ? 'stopped' : 'done',
    result,
    summary: reports.flatMap(({ lines }) => lines).join('; '),
    figures: reports.flatMap(({ json }) => [...(medium.figures?.(json) ?? [])]),
    hasBefore: await isShown({ medium, result }, folder, reporter),
  };
}

/** Makes pictures of a result and of what was before it. That one cannot be kept is no reason to lose the result. @returns whether the latter is there */
async function isShown(
  { medium, result }: Pick<RunWork, 'medium' | 'result'>,
  folder: string,
  { warn }: Pick<Reporter, 'warn'>,
): Promise<boolean> {
  try {
    if (medium.view) await writeAtomically(join(folder, VIEW), await medium.view(join(folder, result)));
    const before = await medium.before?.(folder);
    if (before) await writeAtomically(join(folder, BEFORE), before);
    return before !== undefined;
  } catch (error) {
    warn(messageOf(error));
    return false;
  }
}
