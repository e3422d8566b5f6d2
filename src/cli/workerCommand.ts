/** `nst worker`: does the jobs of a queue, until it is told to end. */
import { availableParallelism, tmpdir } from 'node:os';
import { chdir } from 'node:process';
import { Command } from 'commander';
import { messageOf, NstError } from '../shared/errors.js';
import { WORKER_FLAGS, type WorkerFlags } from './batchFlags.js';
import { JOB_KINDS } from './jobKinds.js';
import { say } from './streams.js';
import { addTable } from './tableCommand.js';
import { withProgress } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst worker --queue redis://localhost:6379
  nst worker --queue redis://user:password@host:6379 --root /mnt/shared/jobs --workers 4

The first Ctrl-C ends it after the jobs that it has begun; the second at once, and other workers do them.`;

/** The command, to be added to the program. */
export function workerCommand(): Command {
  const command = new Command('worker')
    .description('do the jobs of a queue (see nst batch --queue)')
    .usage('--queue <address>');
  return addTable(command, WORKER_FLAGS).addHelpText('after', EXAMPLES).action(run);
}

async function run(flags: WorkerFlags): Promise<void> {
  const { queue, root, workers = availableParallelism() } = flags;
  if (queue === undefined)
    throw new NstError(
      'NST_BAD_OPTION',
      'queue: expected the address of a Redis server, found none; add --queue redis://HOST',
    );
  if (root !== undefined) enter(root);
  const { openRedis } = await import('../jobs/redis.js');
  const { serveQueue } = await import('../jobs/redisWorker.js');
  const { workOnJobs } = await import('../jobs/workOnJob.js');
  const redis = await openRedis(queue);
  // Who gave a job away has looked what it may replace; a job that is tried again replaces what was left of it.
  const defaults = { force: true, ...(workers > 1 ? { threads: 1 } : {}) };
  const { Workshop } = await import('../shared/engine/workshop.js');
  const workshop = new Workshop();
  const { S3Store } = await import('../jobs/s3Store.js');
  const { storedKind } = await import('../jobs/storedKind.js');
  const store = new S3Store({ endpoint: flags.store });
  const kinds = JOB_KINDS.map((kind) => storedKind(kind, store, tmpdir()));
  const work = workOnJobs(kinds, { defaults, workshop });
  const tell = (command: string, seconds: number, problem: string | undefined) => {
    if (problem !== undefined) say(`${command}: failed: ${problem}`);
    else if (!flags.quiet) say(`${command}: done in ${seconds.toFixed(1)} s`);
  };
  if (!flags.quiet) say(`waiting for jobs, ${workers} at the same time`);
  await withProgress({ verbose: flags.verbose ?? false, quiet: true }, ({ reporter, signal }) =>
    serveQueue(redis, { work, lanes: workers, reporter, signal, tell }),
  );
  await workshop.close();
}

/** @throws NstError NST_BAD_OPTION */
function enter(folder: string): void {
  try {
    chdir(folder);
  } catch (error) {
    throw new NstError('NST_BAD_OPTION', `root: expected a folder, found ${folder}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
