import { existsSync } from 'node:fs';
import type { PlannedJob } from '../jobs/kind.js';
import type { Checkpoint } from '../shared/checkpoint/checkpoint.js';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { filesIn } from '../shared/options/files.js';
import type { OptionTable } from '../shared/options/option.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { MANIFEST_DIGITS, type Manifest } from '../shared/saved/manifest.js';
import { packageVersion } from './packageVersion.js';
import type { LongRunFlags } from './runFlags.js';

/** A run as its command line has it. */
export interface GivenRun {
  readonly command: string;
  readonly table: OptionTable;
  readonly flags: Readonly<Record<string, unknown>> & LongRunFlags;
}

/** Whether a run goes on with one that was broken off, whose result so far it may replace. */
export const goesOn = ({ checkpoint }: LongRunFlags): boolean =>
  checkpoint !== undefined && existsSync(checkpoint);

/** A job that keeps where it stands in the file of `--checkpoint`, and goes on from there if the file is there already. */
export async function checkpointed(job: PlannedJob, path: string, run: GivenRun): Promise<PlannedJob> {
  await checkDistinct([
    ...job.outputs.map((output) => ({ path: output, what: 'result' })),
    { path, what: 'checkpoint' },
  ]);
  await checkOutputPath(path, { force: true, inputs: job.inputs });
  return {
    ...job,
    run: async (tools) => {
      const { reporter } = tools;
      const { Checkpoint: File } = await import('../shared/checkpoint/checkpoint.js');
      const checkpoint = await File.open(path, {
        manifest: await manifestOf(run),
        onProblem: (text) => reporter.warn(`${text}; the run goes on without a checkpoint`),
      });
      const wasEmpty = checkpoint.isEmpty;
      if (!wasEmpty) reporter.stage(`going on with ${path}`);
      let isStopped = false;
      await job.run({
        ...tools,
        checkpoint,
        tell: (report) => {
          isStopped ||= report.isStopped;
          if (!wasEmpty && !checkpoint.hasGoneOn) reporter.warn(`${path}: ${STRANGE}`);
          tools.tell({ ...report, lines: [...report.lines, ...linesOf(checkpoint, report.isStopped)] });
        },
      });
      await (isStopped ? checkpoint.settle() : checkpoint.remove());
    },
  };
}

const STRANGE =
  'what it has was computed on another device or processor, so the run was made from its beginning';

const linesOf = ({ path }: Checkpoint, isStopped: boolean): string[] =>
  isStopped ? [`${path}: has where it stopped; the same command goes on from there`] : [];

/** All that the result depends on: settings, and what is in the files that are read. */
async function manifestOf({ command, table, flags }: GivenRun): Promise<Manifest> {
  const { FileDigests } = await import('../jobs/digest.js');
  const digests = new FileDigests();
  const settings = Object.entries(flags).filter(
    ([name, value]) => value !== undefined && table[name] && table[name].part !== 'output',
  );
  const contents: [string, string][] = [];
  for (const path of filesIn(table, flags))
    contents.push([`bytes of ${path}`, (await digests.of(path)).slice(0, MANIFEST_DIGITS)]);
  return Object.fromEntries<unknown>([
    ['version', packageVersion()],
    ['command', command],
    ...settings.sort(([a], [b]) => (a < b ? -1 : 1)),
    ...contents,
  ]);
}
