/** Lists of jobs: one JSON object a line, or a table with a line of headings. */
import { parse } from 'csv-parse/sync';
import { messageOf, NstError } from '../shared/errors.js';
import { shownText } from '../shared/shownValue.js';
import { type Job, jobOf } from './job.js';

/** What stood in one line of a list: a job, or what is wrong with it. */
export interface ListedJob {
  /** From 1. */
  readonly line: number;
  readonly job?: Job | undefined;
  /** Why there is no job. */
  readonly problem?: NstError | undefined;
}

/** How a list is written. */
export type ListForm = 'jsonl' | 'csv';

/** Messages quote this much of what a parser says. */
const REASON_CHARACTERS = 100;

/** A broken line is no reason to refuse the others. */
function listed(line: number, read: () => unknown): ListedJob {
  try {
    return { line, job: jobOf(read()) };
  } catch (error) {
    if (error instanceof NstError) return { line, problem: error };
    const reason = shownText(messageOf(error), REASON_CHARACTERS);
    return {
      line,
      problem: new NstError('NST_BAD_INPUT', `expected a JSON object, found something else (${reason})`),
    };
  }
}

function jobsOfLines(text: string): ListedJob[] {
  return text.split(/\r?\n/).flatMap((line, i) => {
    const isBlank = line.trim() === '';
    return isBlank ? [] : [listed(i + 1, () => JSON.parse(line))];
  });
}

/** A cell is left out if it is empty; a list is written as JSON: `["a.jpg","b.jpg"]`. */
function cellOf(cell: string): unknown {
  return cell.startsWith('[') ? JSON.parse(cell) : cell;
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** @throws NstError NST_BAD_INPUT for what is no table at all */
function jobsOfTable(text: string, name: string): ListedJob[] {
  let rows: Row[];
  try {
    rows = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Row[];
  } catch (error) {
    const reason = shownText(messageOf(error), REASON_CHARACTERS);
    throw new NstError(
      'NST_BAD_INPUT',
      `${name}: expected a table of jobs (CSV), found something else (${reason})`,
      { cause: error },
    );
  }
  const [head, ...others] = rows;
  if (!head?.record.includes('command')) {
    const problem = 'expected a first line with the names of options, one of them "command", found none';
    throw new NstError('NST_BAD_INPUT', `${name}: ${problem}; write it above the jobs`);
  }
  return others.map(({ record, info }) =>
    listed(info.lines, () => {
      if (record.length > head.record.length)
        throw new NstError(
          'NST_BAD_INPUT',
          `expected ${head.record.length} cells, found ${record.length}; put quotes around those with commas`,
        );
      const cells = head.record.map((field, i) => [field, record[i] ?? ''] as const);
      return Object.fromEntries(
        cells.filter(([, cell]) => cell !== '').map(([field, cell]) => [field, cellOf(cell)]),
      );
    }),
  );
}

/**
 * The jobs of a list, in their order.
 *
 * @param name stands in messages
 * @throws NstError NST_BAD_INPUT for a list without a job, or a table without a heading; broken lines are among what is returned
 */
export function readJobList(text: string, form: ListForm, name: string): ListedJob[] {
  const jobs = form === 'csv' ? jobsOfTable(text, name) : jobsOfLines(text.replace(/^\ufeff/, ''));
  if (jobs.length > 0) return jobs;
  throw new NstError('NST_BAD_INPUT', `${name}: expected one job a line, found none; write some into it`);
}
