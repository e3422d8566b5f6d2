/** Commands of the command line as kinds of jobs. */
import type { JobKind, PlannedJob } from '../jobs/kind.js';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import type { OptionsOf, OptionTable } from '../shared/options/option.js';
import { NAMES_OF_MANY } from './manyFlags.js';
import { STANDARD_STREAM } from './standardStreams.js';

/** What is told of a job is settled by what runs it, and kept in its own list. */
const NOT_OF_JOBS = new Set(['json', 'quiet', 'verbose', 'sidecar', 'checkpoint', ...NAMES_OF_MANY]);

/**
 * A command that can be a job.
 *
 * @param table arguments and flags of the command
 * @param plan checks values of the table and their outputs
 */
export function jobKind<Table extends OptionTable>(
  command: string,
  table: Table,
  plan: (values: OptionsOf<Table>) => Promise<PlannedJob>,
): JobKind {
  const rows = Object.entries(table).filter(([name]) => !NOT_OF_JOBS.has(name));
  return {
    command,
    table: Object.fromEntries(rows),
    plan: async (values) => {
      checkFiles(table, values);
      // They were read and checked by the rows of this very table.
      return plan(values as OptionsOf<Table>);
    },
  };
}

/** @throws NstError NST_BAD_OPTION for what would read standard input, or write to standard output */
function checkFiles(table: OptionTable, values: object): void {
  const { output } = values as { readonly output?: unknown };
  if (output !== STANDARD_STREAM && !filesIn(table, values).includes(STANDARD_STREAM)) return;
  const problem = 'expected names of files, found "-"; name what is read and written';
  throw new NstError('NST_BAD_OPTION', `job: ${problem}`);
}
